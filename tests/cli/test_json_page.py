"""docs/json.md agrees with the program.

The output of every command with `--json` has the fields and types of the tables.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest

from redaksi.cli import redaksi
from tests.cli.conftest import Cli
from tests.cli.test_help import commands
from tests.cli.test_json import ACTS, ANI, BUDI, FLAWED, OTHERS, SILENT, Act
from tests.desk.rooms import CHIEF

PAGE = Path(__file__).parents[2] / "docs" / "json.md"
LINK = re.compile(r"\[([^\]]+)\]\(#[^)]+\)")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
PLAIN = {
    "text": str,
    "number": int,
    "boolean": bool,
    "time": str,
    "object": dict,
    "list": list,
    "decimal": float,
}
"""The JSON types by their words on the page."""

Shapes = dict[str, dict[str, str]]
"""The tables of the page: the fields with their types, by the name of the shape."""


class Page(NamedTuple):
    """The content of docs/json.md: the shapes, and the type of each command's output."""

    shapes: Shapes
    answers: dict[str, str]
    acts: dict[str, str]


def _rows(table: str) -> Iterator[list[str]]:
    """The cells of each row of a Markdown `table`, without the head."""
    lines = [line for line in table.splitlines() if line.startswith("|")]
    for line in lines[2:]:
        yield [cell.strip() for cell in line.strip("|").split("|")]


def _commands(table: str) -> dict[str, str]:
    return {name: kind for names, kind in _rows(table) for name in re.findall(r"`([^`]+)`", names)}


@pytest.fixture(scope="module")
def page() -> Page:
    text = PAGE.read_text("utf-8")
    parts = dict(re.findall(r"^### (.+)\n\n((?:\|.*\n)+)", text, re.MULTILINE))
    shapes: Shapes = {}
    for title, table in parts.items():
        fields = shapes[title.lower()] = {}
        for name, kind, _meaning in _rows(table):
            if name:
                fields[name.strip("`")] = kind
            else:
                fields |= shapes[LINK.sub(r"\1", kind)]
    answers, acts = (
        text.partition(f"## Commands that {does}")[2].partition("\n|")[2]
        for does in ("answer", "change something")
    )
    return Page(
        shapes,
        _commands("|" + answers.partition("\n\n")[0]),
        _commands("|" + acts.partition("\n\n")[0]),
    )


class Reader:
    """Compares outputs with the page and records the shapes that occurred."""

    def __init__(self, shapes: Shapes) -> None:
        self.met: set[str] = set()
        self._shapes = shapes

    def faults(self, value: Any, kind: str, place: str) -> list[str]:
        """The parts of `value`, found at `place`, that differ from the `kind` on the page."""
        found = [
            list(self._faults(value, one, place)) for one in LINK.sub(r"\1", kind).split(" or ")
        ]
        return min(found, key=len)

    def _faults(self, value: Any, kind: str, place: str) -> Iterator[str]:
        container, _of, inner = kind.partition(" of ")
        if kind in self._shapes and isinstance(value, dict):
            fields = self._shapes[kind]
            self.met.add(kind)
            yield from (
                f"{place}.{name} is not on the page" for name in value.keys() - fields.keys()
            )
            yield from (
                f"{place}.{name} is not in the answer" for name in fields.keys() - value.keys()
            )
            for name in fields.keys() & value.keys():
                yield from self.faults(value[name], fields[name], f"{place}.{name}")
        elif container == "list" and inner and isinstance(value, list):
            for one in value:
                yield from self.faults(one, inner, f"{place}[]")
        elif container == "map" and isinstance(value, dict):
            for one in value.values():
                yield from self.faults(one, inner, f"{place}.*")
        elif not (_is_plain(value, kind) or (kind == "null" and value is None)):
            yield f"{place} is no {kind}: {value!r}"


def _is_plain(value: Any, kind: str) -> bool:
    right = type(value) is PLAIN.get(kind)
    return right and (kind != "time" or bool(TIME.fullmatch(value)))


def _document(cli: Cli, *line: str | Path, by: str = BUDI) -> Any:
    return json.loads(cli(*line, "--json", by=by).out)


def _published(cli: Cli, folder: Path) -> str:
    """The id of a published article with a value in every field.

    The article was imported, edited in review and has a waiver.
    """
    copy = folder / "masuk.txt"
    copy.write_text("Banjir Surut\n\nIni sekedar contoh.\n\nWarga pulang.\n", "utf-8")
    (arrival,) = cli("import", copy, "--json", by=ANI).json
    article = str(arrival["id"])
    fields = (
        "rubric=Kota",
        "tags=banjir",
        "photo.url=https://contoh.id/a.jpg",
        "related=Lain | https://contoh.id",
    )
    cli("set", article, *fields, by=ANI)
    cli("assign", article, "review", BUDI, by=BUDI)
    cli("submit", article, by=ANI)
    cli("set", article, "deck=Air turun", by=BUDI)
    cli("waive", article, "tidak-baku", "--reason", "Kutipan.", by=BUDI)
    assert cli("publish", article, "--override", "Mendesak.", by=BUDI).code == 0
    told = ("--kind", "ralat", "--public", "Tiga.")
    cli("reopen", article, "--reason", "Salah.", *told, by=ANI)
    cli("submit", article, by=ANI)
    assert cli("publish", article, "--override", "Mendesak.", by=BUDI).code == 0
    cli("reopen", article, "--reason", "Foto.", *told, by=ANI)
    cli("note", "add", article, "Cek.", "--paragraph", "1", "--ask", by=ANI)
    cli("note", "answer", article, "1", "Ya.", by=BUDI)
    return article


def _served(cli: Cli, folder: Path) -> str:
    """The name of a new target of the newsroom, a folder that the chief trusts."""
    settings = cli.newsroom / "newsroom.toml"
    place = f'[[target]]\nname = "web"\nkind = "text"\nfolder = "{folder / "kirim"}"\n'
    settings.write_text(settings.read_text("utf-8") + place, "utf-8")
    assert cli("trust", "target", "web", "--yes").code == 0
    return "web"


def _read(cli: Cli, folder: Path) -> dict[str, Any]:
    """The outputs of the commands that change nothing or have their own shape."""
    article, flawed = _published(cli, folder), cli.new("Dua", FLAWED, by=ANI)
    waiting, draft = cli.published("Tiga"), cli.new("Empat", by=ANI)
    cli("set", waiting, "embargo=31/12/2099", "due=30/12/2099", by=BUDI)
    cli("set", draft, "due=1/12/2025", by=ANI)
    (cli.newsroom / "templates").mkdir()
    (cli.newsroom / "templates" / "a.md").write_text("---\ntags: [a]\n---\nIsi\n", "utf-8")
    cli("note", "add", draft, "Cek.", "--ask", by=ANI)
    cli("list", "--tag", "banjir", "--save", "Banjir")
    returned = cli.new("Lima", by=ANI)
    cli("submit", returned, "--to", BUDI, by=ANI)
    cli("return", returned, "--note", "Cek.", by=BUDI)
    cli("trust", "folder", cli.newsroom, "--yes")
    _served(cli, folder)
    lines: dict[str, tuple[str | Path, ...]] = {
        "inbox": ("inbox",),
        "list": ("list",),
        "search": ("search", "banjir"),
        "templates": ("templates",),
        "figures": ("figures",),
        "agenda": ("agenda", "--days", "366"),
        "show": ("show", article),
        "history": ("history", article),
        "why": ("why", draft),
        "receipt": ("receipt", article),
        "proof": ("proof", article),
        "revisions": ("revisions", article),
        "diff": ("diff", article, "1", "latest"),
        "note list": ("note", "list", article),
        "photo list": ("photo", "list", article),
        "saved list": ("saved", "list"),
        "team list": ("team", "list"),
        "team history": ("team", "history"),
        "whoami": ("whoami",),
        "keys": ("keys",),
        "trust --list": ("trust", "--list"),
        "rules": ("rules",),
        "check": ("check", flawed),
        "check --fix": ("check", "--fix", flawed),
        "import": ("import", folder / "masuk.txt", folder / "tidakada"),
        "deliver": ("deliver", article, waiting),
        "status": ("status",),
        "targets": ("targets",),
        "targets check": ("targets", "check", "web"),
        "chat": ("chat", article),
        "export": ("export", article, waiting, draft, "--to", "text", "--out", folder / "web"),
    }
    answers = {name: _document(cli, *line) for name, line in lines.items()}
    (file,) = cli.newsroom.rglob(f"{draft}.json")
    file.write_text(file.read_text("utf-8").replace("Isi satu", "Isi lain"), "utf-8")
    answers["verify"] = _document(cli, "verify")
    file.write_text("{", "utf-8")
    answers["doctor"] = _document(cli, "doctor")
    answers["doctor --fix"] = _document(cli, "doctor", "--fix")
    return answers


def test_every_answer_has_the_fields_of_the_page(cli: Cli, tmp_path: Path, page: Page) -> None:
    reader = Reader(page.shapes)
    answers = _read(cli, tmp_path)
    assert [
        fault
        for name, one in answers.items()
        for fault in reader.faults(one, page.answers[name], name)
    ] == []
    assert page.answers.keys() == answers.keys()
    wanted = {shape for kind in page.answers.values() for shape in _within(page.shapes, kind)}
    assert wanted - reader.met == set(), "no answer had one of these shapes"


def test_the_page_names_every_screen(cli: Cli) -> None:
    (row,) = re.findall(r"^\| `screens` \|.*", PAGE.read_text("utf-8"), re.MULTILINE)
    told = re.findall(r"`([^`]+)`", row)[1:]
    (help_,) = (one for one in cli("keys", "--json").json if one["name"] == "help")
    assert sorted(told) == sorted(help_["screens"])


def _within(shapes: Shapes, kind: str) -> set[str]:
    """The shapes that a value of `kind` may hold."""
    named = {name.lower() for name in LINK.findall(kind)}
    return named.union(
        *(_within(shapes, inner) for name in named for inner in shapes[name].values())
    )


CHANGES: dict[str, Act] = {
    **ACTS,
    **{name: act for name, (act, _keys) in OTHERS.items()},
    "unwaive": lambda cli, article, tmp: (
        "unwaive",
        done(
            cli,
            str(ACTS["waive"](cli, article, tmp)[1]),
            "waive",
            "tidak-baku",
            "--reason",
            "Kutipan.",
        ),
        "tidak-baku",
    ),
    "trust folder": lambda cli, _id, _tmp: ("trust", "folder", cli.newsroom, "--yes"),
    "trust target": lambda cli, _id, tmp: ("trust", "target", _served(cli, tmp), "--yes"),
    "trust notify": lambda cli, _id, _tmp: ("trust", "notify", _noted(cli) or "--yes"),
    "notify": lambda cli, _id, _tmp: ("notify", *_trusted(cli)),
    "withdraw": lambda cli, _id, tmp: (
        "withdraw",
        _delivered(cli, tmp),
        "--from",
        "web",
        "--reason",
        "Salah.",
    ),
}
"""A command line for every command that changes something."""


def _noted(cli: Cli) -> str:
    """Set up notifications; "" as the rest of a command line."""
    settings = cli.newsroom / "newsroom.toml"
    command = '[notify.commands]\nany = ["true"]\n'
    settings.write_text(settings.read_text("utf-8") + command, "utf-8")
    return ""


def _trusted(cli: Cli) -> tuple[()]:
    """Set up notifications that the chief trusts; nothing more of a command line."""
    _noted(cli)
    assert cli("trust", "notify", "--yes").code == 0
    return ()


def _delivered(cli: Cli, folder: Path) -> str:
    """The id of an article at the target `web`."""
    _served(cli, folder)
    article = cli.published()
    assert cli("deliver", article).code == 0
    return article


def done(cli: Cli, article: str, command: str, *rest: str) -> str:
    assert cli(command, article, *rest, by=BUDI).code == 0
    return article


@pytest.mark.parametrize("name", [*CHANGES])
def test_a_change_is_told_with_the_fields_of_the_page(
    cli: Cli, tmp_path: Path, page: Page, name: str
) -> None:
    reader = Reader(page.shapes)
    answer = cli(
        *CHANGES[name](cli, cli.new(by=ANI), tmp_path),
        "--json",
        by=BUDI if name in ACTS else CHIEF,
    ).json
    assert answer["command"] == name
    assert answer["results"]
    assert reader.faults(answer, "report", name) == []
    assert reader.faults(answer["results"], f"list of {page.acts[name]}", name) == []


def test_what_is_refused_is_told_with_the_fields_of_the_page(cli: Cli, page: Page) -> None:
    reader = Reader(page.shapes)
    answer = json.loads(cli("submit", cli.published(), cli.new(by=ANI), "--json").out)
    assert reader.faults(answer, "report", "submit") == []
    assert "refusal" in reader.met


def test_every_command_that_changes_something_stands_on_the_page_and_no_other(page: Page) -> None:
    assert page.acts.keys() == CHANGES.keys()


def test_every_command_that_takes_json_stands_on_the_page(page: Page) -> None:
    told = {name.partition(" --")[0] for name in (*page.answers, *page.acts)}
    found = dict(commands(redaksi, click.Context(redaksi)))
    assert told == {*found} - SILENT | {"keys"}


def test_a_field_that_is_not_on_the_page_and_a_wrong_type_are_noticed(page: Page) -> None:
    right = {"by": "Ani", "at": "2026-11-24T03:00:00Z", "text": "Ya."}
    wrong = {"by": 1, "at": "kemarin", "tex": "Ya."}
    assert Reader(page.shapes).faults([right], "list of answer", "x") == []
    assert len(Reader(page.shapes).faults([wrong], "list of answer", "x")) == 4
    assert Reader(page.shapes).faults(None, "answer", "x")
    assert Reader(page.shapes).faults(True, "number", "x"), "a truth value is no number"
