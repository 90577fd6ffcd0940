"""The commands, options, codes and counts in the docs agree with the program."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from redaksi.cli import redaksi
from redaksi.copydesk.ruleset import standard
from redaksi.desk import doctor
from redaksi.store.base import DefectKind
from redaksi.store.dossiers.layout import TEAM
from tests.cli.conftest import Cli

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "README.id.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```\w*\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def _commands(page: Path) -> Iterator[str]:
    """Every command line of Redaksi on `page`, in fences and in backquotes."""
    text = page.read_text("utf-8")
    for block in FENCE.findall(text):
        yield from (line.removeprefix("$ ") for line in block.splitlines())
    yield from re.findall(r"`([^`\n]+)`", FENCE.sub("", text))


def _words(line: str) -> list[str]:
    """The words after `redaksi` in `line`; [] for a line of another program."""
    line = re.split(r"\s[|>]|   ", line)[0]
    if not line.startswith("redaksi "):
        return []
    return shlex.split(re.sub(r"[\[\]]|\.\.\.", "", line), comments=True)[1:]


def _unknown(words: list[str]) -> list[str]:
    """The `words` that are neither a command nor an option of the called command."""
    context = click.Context(redaksi, info_name="redaksi")
    unknown = []
    while words:
        word = words.pop(0)
        options = {name: one for one in context.command.get_params(context) for name in one.opts}
        name = word.partition("=")[0]
        if word.startswith("-"):
            if name not in {*options, "-h", "--help"}:
                unknown.append(word)
            elif (
                name in options and "=" not in word and not getattr(options[name], "is_flag", True)
            ):
                words = words[1:]
        elif isinstance(context.command, click.Group):
            inner = context.command.get_command(context, word)
            if inner is None:
                return [*unknown, word]
            context = click.Context(inner, info_name=word, parent=context)
    return unknown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_and_option_that_is_written_is_there(page: Path) -> None:
    assert [line for line in _commands(page) if _unknown(_words(line))] == []


def test_a_command_or_an_option_that_is_not_there_is_noticed() -> None:
    for line in (
        "redaksi terbitkan 2",
        "redaksi list --rubrik x",
        "redaksi team kick X",
        "redaksi --to x list",
    ):
        assert _unknown(_words(line)), line
    assert sum(len([*filter(None, map(_words, _commands(page)))]) for page in PAGES) > 90


@pytest.mark.parametrize("page", ["README.md", "README.id.md"])
def test_the_tour_is_typed_as_it_stands(page: str, tmp_path: Path) -> None:
    blocks = FENCE.findall((ROOT / page).read_text("utf-8"))
    lines = [
        line
        for block in blocks
        for line in block.splitlines()
        if line.startswith(("redaksi ", "export "))
    ]
    assert len(lines) > 10
    binaries = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("REDAKSI", "XDG", "LC_", "LANG"))
    }
    script = "\n".join(f'{line}\necho "$?" >> "$CODES"' for line in lines)
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=ROOT,
        env={
            **kept,
            "HOME": str(tmp_path),
            "PATH": binaries,
            "CODES": str(tmp_path / "codes"),
            "LANG": "id_ID.UTF-8",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    codes = [int(code) for code in (tmp_path / "codes").read_text().split()]
    allowed = [
        ({4} if "# refused" in line else {0, 1} if " check " in line else {0}) for line in lines
    ]
    assert [
        line for line, code, fine in zip(lines, codes, allowed, strict=True) if code not in fine
    ] == [], done.stderr
    (exported,) = (tmp_path / "web").glob("*.html")
    assert "Banjir Rob" in exported.read_text("utf-8")


def test_the_line_that_shows_a_finding_is_the_one_that_is_printed(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shown,) = re.findall(
        r"^(naskah\.txt:.*)$", (ROOT / "docs" / "copydesk.md").read_text("utf-8"), re.MULTILINE
    )
    line, column = (int(number) for number in re.findall(r":(\d+)", shown)[:2])
    before = "Kat" + "a" * (column - 5) + " "
    text = "Banjir Rob Surut" + "\n" * (line - 1) + before + "dimana mereka tidur."
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "id_ID.UTF-8")
    Path("naskah.txt").write_text(text, "utf-8")
    assert shown in cli("check", "naskah.txt").out.splitlines()


def test_the_count_of_rules_is_right() -> None:
    counts = re.findall(r"all (\d+) rules", (ROOT / "docs" / "copydesk.md").read_text("utf-8"))
    assert {int(count) for count in counts} == {len(standard().rules)}


def test_every_kind_of_ailment_stands_in_the_table_and_no_other() -> None:
    page = (ROOT / "docs" / "operations.md").read_text("utf-8")
    table = page.partition("| kind |")[2].partition("\n\n")[0]
    first_column = " ".join(re.findall(r"^\| (.*?) \|", table, re.MULTILINE))
    documented = {*re.findall(r"`([\w-]+)`", first_column)}
    own = {
        value for name, value in vars(doctor).items() if name.isupper() and isinstance(value, str)
    } - {TEAM}
    assert documented == {*map(str, DefectKind), *own}


def test_the_codes_that_no_other_test_holds(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, out = tmp_path / "masuk.txt", tmp_path / "web"
    copy.write_text("Judul masuk\n\nIsi masuk.\n")
    assert cli("import", copy).code == 0
    assert cli("import", copy).code == 0, "the text was imported before"
    live, draft = cli.published("Satu"), cli.new("Dua")
    cli("set", live, "embargo=31/12/2099")
    assert cli("export", live, "--to", "text", "--out", out).code == 0, "an embargo is no refusal"
    assert cli("export", draft, "--to", "text", "--out", out).code == 4
    monkeypatch.setenv("EDITOR", "tidakada-program")
    assert cli("edit", draft).code == 1
    (broken,) = (cli.newsroom / "articles").rglob(f"{draft}.json")
    broken.write_text("{")
    done = cli("list", "--json")
    assert (done.code, draft in done.err, live in done.out) == (0, True, True)
    assert cli("show", draft).code == 7
    assert cli("verify").code == 8
    assert cli("doctor").code == 8
    assert {
        one["outcome"]
        for one in json.loads(cli("import", copy, tmp_path / "tidakada", "--json").out)
    } == {*("duplicate", "failed")}
