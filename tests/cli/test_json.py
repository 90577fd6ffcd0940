"""`--json` of every command that changes something: a document of the common shape.

Without `--json`, the same command prints a sentence.
"""

import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from redaksi.cli import redaksi
from tests.cli.conftest import Cli
from tests.cli.test_help import commands
from tests.pictures.pieces import photo

FLAWED = b"Ini sekedar contoh.\n"
ANI, BUDI = "Ani Editor", "Budi Editor"
SILENT = {"keys", "log", "completion", "man", "team", "note", "photo", "saved", "site"}
"""Groups, and commands that change nothing and whose output no program parses."""
ARTICLE = {"id", "version", "revision", "stage", "editor", "spiked", "headline"}

Act = Callable[[Cli, str, Path], tuple[str | Path, ...]]
"""A function that makes a command line for a newsroom, the id of a draft and an empty folder."""


def submitted(cli: Cli, article: str) -> str:
    assert cli("submit", article, "--to", BUDI, by=ANI).code == 0
    return article


def noted(cli: Cli, article: str) -> str:
    assert cli("note", "add", article, "Cek.", by=ANI).code == 0
    return article


def file(folder: Path) -> Path:
    path = folder / "banjir.jpg"
    path.write_bytes(photo())
    return path


def pictured(cli: Cli, article: str, folder: Path) -> str:
    assert cli("photo", "add", article, file(folder), by=ANI).code == 0
    return article


def done(cli: Cli, article: str, *before: str) -> str:
    assert cli(before[0], article, *before[1:], by=BUDI).code == 0
    return article


ACTS: dict[str, Act] = {
    "new": lambda _cli, _id, _tmp: ("new", "--headline", "Judul"),
    "edit": lambda _cli, article, _tmp: ("edit", article, "--headline", "Judul"),
    "set": lambda _cli, article, _tmp: ("set", article, "rubric=Kota"),
    "restore": lambda cli, article, _tmp: (
        "restore",
        done(cli, article, "edit", "--headline", "Dua"),
        "1",
    ),
    "waive": lambda cli, _id, _tmp: (
        "waive",
        cli.new(body=FLAWED),
        "tidak-baku",
        "--reason",
        "Kutipan.",
    ),
    "assign": lambda _cli, article, _tmp: ("assign", article, "review", BUDI),
    "submit": lambda _cli, article, _tmp: ("submit", article),
    "return": lambda cli, article, _tmp: ("return", submitted(cli, article), "--note", "Cek."),
    "publish": lambda cli, article, _tmp: ("publish", submitted(cli, article)),
    "reopen": lambda cli, _id, _tmp: ("reopen", cli.published(), "--reason", "Foto."),
    "notice": lambda cli, _id, _tmp: (
        "notice",
        done(cli, cli.published(), "reopen", "--reason", "Foto."),
        *("--kind", "ralat", "--public", "Tiga, bukan empat."),
    ),
    "undo": lambda cli, article, _tmp: ("undo", done(cli, article, "spike")),
    "spike": lambda _cli, article, _tmp: ("spike", article),
    "unspike": lambda cli, article, _tmp: ("unspike", done(cli, article, "spike")),
}
"""The commands about articles."""
OTHERS: dict[str, tuple[Act, set[str]]] = {
    "note add": (
        lambda _cli, article, _tmp: ("note", "add", article, "Cek."),
        {"article", "number", "text"},
    ),
    "note answer": (
        lambda cli, article, _tmp: ("note", "answer", noted(cli, article), "1", "Ya."),
        {"article", "answers"},
    ),
    "note resolve": (
        lambda cli, article, _tmp: ("note", "resolve", noted(cli, article), "1"),
        {"article", "resolved_by"},
    ),
    "photo add": (
        lambda _cli, article, tmp: ("photo", "add", article, file(tmp)),
        {"article", "number", "sha256", "from_file"},
    ),
    "photo set": (
        lambda cli, article, tmp: ("photo", "set", pictured(cli, article, tmp), "1", "--alt", "x"),
        {"article", "number", "alt"},
    ),
    "photo remove": (
        lambda cli, article, tmp: ("photo", "remove", pictured(cli, article, tmp), "1"),
        ARTICLE,
    ),
    "saved remove": (
        lambda cli, _id, _tmp: (
            "saved",
            "remove",
            cli("list", "--tag", "x", "--save", "Kota") and "Kota",
        ),
        {"name", "tag"},
    ),
    "team add": (lambda _cli, _id, _tmp: ("team", "add", "Eni"), {"name", "role"}),
    "team role": (lambda _cli, _id, _tmp: ("team", "role", ANI, "guest"), {"name", "role"}),
    "team bind": (lambda _cli, _id, _tmp: ("team", "bind", ANI, "ani"), {"name", "login"}),
    "team duty": (lambda _cli, _id, _tmp: ("team", "duty", ANI, "off"), {"name", "on_duty"}),
    "team address": (
        lambda _cli, _id, _tmp: ("team", "address", "Cici Chief", "cici@contoh.id"),
        {"name", "address"},
    ),
    "team quiet": (
        lambda _cli, _id, _tmp: ("team", "quiet", "Cici Chief", "22-6"),
        {"name", "quiet"},
    ),
    "team remove": (lambda _cli, _id, _tmp: ("team", "remove", ANI), {"name", "role"}),
    "init": (lambda _cli, _id, tmp: ("init", tmp / "baru"), {"path", "articles"}),
    "demo": (lambda _cli, _id, tmp: ("demo", tmp / "contoh"), {"path", "articles"}),
    "anchor": (lambda _cli, _id, tmp: ("anchor", tmp / "jangkar"), {"path", "records"}),
    "reindex": (lambda _cli, _id, _tmp: ("reindex",), {"articles"}),
    "backup": (
        lambda _cli, _id, tmp: ("backup", tmp / "x.tar.gz"),
        {"path", "files", "left_out", "unreadable"},
    ),
    "restore-backup": (
        lambda cli, _id, tmp: (
            "restore-backup",
            cli("backup", tmp / "x.tar.gz") and tmp / "x.tar.gz",
            tmp / "lagi",
        ),
        {"path", "files", "faults"},
    ),
}
OWN = {"import", "export", "check", "unwaive", "doctor"}
"""Commands whose JSON has its own shape, and `unwaive`, which is tested with `waive`."""


@pytest.mark.parametrize("name", [*ACTS])
def test_a_command_about_an_article_tells_which_and_how_it_stands(
    cli: Cli, tmp_path: Path, name: str
) -> None:
    line = ACTS[name](cli, cli.new(by=ANI), tmp_path)
    answer = cli(*line, "--json", by=BUDI).json
    assert {*answer} == {"command", "results", "refused"}
    assert (answer["command"], answer["refused"]) == (name, [])
    (result,) = answer["results"]
    assert {*result} >= ARTICLE
    shown = cli("show", result["id"], "--json").json
    assert (shown["version"], shown["stage"], shown["headline"], shown["revisions"]) == tuple(
        result[key] for key in ("version", "stage", "headline", "revision")
    )


@pytest.mark.parametrize("name", [*OTHERS])
def test_a_command_about_something_else_tells_of_it(cli: Cli, tmp_path: Path, name: str) -> None:
    act, keys = OTHERS[name]
    answer = cli(*act(cli, cli.new(by=ANI), tmp_path), "--json").json
    assert {*answer} == {"command", "results", "refused"}
    assert answer["command"] == name
    (result,) = answer["results"]
    assert keys <= {*result}


def test_every_command_that_changes_something_is_tried_here(cli: Cli) -> None:
    everything = dict(commands(redaksi, click.Context(redaksi)))
    assert {*ACTS, *OTHERS, *OWN} <= everything.keys()
    for name, command in everything.items():
        takes_json = any("--json" in one.opts for one in command.params)
        assert takes_json or name in SILENT, f"{name} takes no --json"


def test_several_articles_are_told_of_in_one_document_with_those_that_were_refused(
    cli: Cli,
) -> None:
    first, second, live = cli.new("Satu", by=ANI), cli.new("Dua", by=ANI), cli.published("Tiga")
    done = cli("submit", first, live, second, "--json", by=ANI)
    assert done.code == 4
    answer = json.loads(done.out)
    assert [(one["id"], one["stage"]) for one in answer["results"]] == [
        (first, "review"),
        (second, "review"),
    ]
    assert [one["name"] for one in answer["refused"]] == [live]
    assert done.err == f"redaksi: {live}: {answer['refused'][0]['why']}\n"


def test_what_changes_nothing_leaves_the_version(cli: Cli) -> None:
    article = cli.new()
    for line in (("set", article, "deck="), ("edit", article, "--headline", "Banjir Surut")):
        (result,) = cli(*line, "--json").json["results"]
        assert (result["version"], result["revision"]) == (1, 1)


def test_a_refusal_prints_no_document(cli: Cli) -> None:
    cli.fails(4, "publish", cli.new(), "--json")
    cli.fails(3, "spike", "999999", "--json")


def test_under_quiet_the_document_still_comes_and_the_sentence_does_not(cli: Cli) -> None:
    article = cli.new()
    assert cli("spike", article, "-q", "--json").json["results"][0]["spiked"] is True
    assert cli("unspike", article, "-q").out == ""


def test_unwaiving_and_waiving_tell_the_same_article(cli: Cli) -> None:
    article = cli.new(body=FLAWED)
    (waived,) = cli("waive", article, "tidak-baku", "--reason", "Kutipan.", "--json").json[
        "results"
    ]
    assert waived["waived"] == [{"rule": "tidak-baku", "text": "sekedar"}]
    (again,) = cli("unwaive", article, "tidak-baku", "--json").json["results"]
    assert again["version"] == waived["version"] + 1
