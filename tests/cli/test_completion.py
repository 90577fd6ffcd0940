"""Completion in real shells: the command accepts every word that Tab completes."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from redaksi.cli.completion import SHELLS, VARIABLE
from tests.cli.conftest import Cli
from tests.tui.terminal import in_terminal

READY = "siap>"
STARTS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], f"PS1='{READY}'"),
    "zsh": (["zsh", "-f", "-i"], f"PS1='{READY}'; autoload -U compinit; compinit -u"),
    "fish": (["fish", "--no-config", "-i"], f"function fish_prompt; echo '{READY}'; end"),
}
"""The command line of each shell without personal settings, and its lines before our script."""


@pytest.fixture
def surroundings(cli: Cli, tmp_path: Path) -> dict[str, str]:
    """The environment in which a shell finds `redaksi` and Redaksi speaks English."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "redaksi"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m redaksi "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}:{os.environ['PATH']}"
    return {
        "PATH": path,
        "REDAKSI_NEWSROOM": str(cli.newsroom),
        "HOME": str(tmp_path),
        "REDAKSI_EDITOR": "Cici Chief",
    }


@pytest.fixture
def answer(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """A function that returns the completions for a line and asserts success without errors."""

    def answer(line: str, shell: str = "bash", newsroom: Path = cli.newsroom) -> str:
        words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
        if shell == "bash":
            words = {"COMP_LINE": line, "COMP_POINT": str(len(line))}
        if shell == "fish":
            words["COMP_CWORD"] = line.rsplit(" ", maxsplit=1)[-1]
        with monkeypatch.context() as patch:
            for name, value in {
                **words,
                VARIABLE: f"{shell}_complete",
                "REDAKSI_NEWSROOM": str(newsroom),
            }.items():
                patch.setenv(name, value)
            done = cli.bare()
        assert (done.code, done.err) == (0, "")
        return done.out

    return answer


@pytest.mark.parametrize("shell", list(SHELLS))
def test_a_real_shell_completes_a_command_an_id_a_stage_and_a_name_with_a_blank(
    cli: Cli, tmp_path: Path, surroundings: dict[str, str], shell: str
) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed here")
    article_id = cli.new()
    command, setup = STARTS[shell]
    (tmp_path / "lengkap").write_text(f"{setup}\n{cli.bare('completion', shell).out}")
    with in_terminal(command, **surroundings) as terminal:
        terminal.type("source lengkap\n")
        terminal.wait_for(READY)
        terminal.type("redaksi ass\t")
        terminal.wait_for("assign")
        terminal.type("2\t")
        terminal.wait_for(article_id)
        terminal.type(" rev\tBu\t")
        terminal.wait_for("Editor")
        terminal.type("\n")
        terminal.wait_for(f"{article_id}: the stage review is Budi Editor's.")
    assert (
        cli("show", article_id, "--json").json["assignments"]["review"]["editor"] == "Budi Editor"
    )


def test_headlines_stand_beside_the_ids_whole(cli: Cli, answer: Callable[..., str]) -> None:
    article_id = cli.new("Banjir: surut, warga pulang")
    assert answer("redaksi show ", "fish") == f"plain,{article_id}\tBanjir: surut, warga pulang\n"
    assert answer("redaksi show ", "zsh") == f"plain\n{article_id}\nBanjir: surut, warga pulang\n"


def test_what_is_offered_fits_the_command_and_the_word(
    cli: Cli, answer: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, live = cli.new("Draf"), cli.published("Tayang")
    cli("set", draft, "rubric=Kesehatan Ibu")

    def offered(line: str) -> list[str]:
        return [one.partition(",")[2] for one in answer(line).splitlines() if one]

    assert sorted(offered("redaksi show ")) == sorted([draft, live])
    assert offered("redaksi submit ") == [draft]
    assert offered("redaksi reopen ") == [live]
    assert (
        offered("redaksi publish ")
        == offered("redaksi unspike ")
        == offered("redaksi show 99")
        == []
    )
    assert offered("redaksi --as bu") == ["Budi\\ Editor"]
    assert offered('redaksi --as "Bu') == ["Budi Editor"]
    cli("team", "duty", "Budi Editor", "off")
    assert "Budi Editor\toff duty" in answer("redaksi --as bu", "fish")
    assert offered("redaksi set x rub") == ["rubric="]
    assert offered("redaksi set x rubric=") == ["Kesehatan\\ Ibu"]
    assert offered('redaksi set x rubric="Kes') == ["Kesehatan Ibu"]
    assert offered("redaksi list --rubric k") == ["Kesehatan\\ Ibu"]
    cli("note", "add", draft, "Sumber?")
    assert offered(f"redaksi note resolve {draft} ") == ["1"]
    assert answer(f"redaksi note answer {draft} ", "fish") == "plain,1\tSumber?\n"
    assert "hugo" in offered("redaksi export --to ")
    assert offered("redaksi team role X ") == ["guest", "editor", "chief"]
    assert answer("redaksi import ma") == "file,ma\n"
    assert answer("redaksi --newsroom ~/r") == "dir,~/r\n"
    monkeypatch.setenv("LANG", "id_ID.UTF-8")
    assert offered("redaksi list --stage t") == ["tinjauan", "tayang"]


@pytest.mark.parametrize(
    "line", ["show ", "--as ", "set x ", "tidakada ", "'x", "--json ", "show 2\\"]
)
def test_without_a_newsroom_it_is_silent_and_makes_nothing(
    tmp_path: Path, answer: Callable[..., str], line: str
) -> None:
    for shell in SHELLS:
        assert "Traceback" not in answer(f"redaksi {line}", shell, tmp_path / "tidakada")
    assert not (tmp_path / "person" / "data").exists()


def test_an_answer_builds_no_index(cli: Cli, answer: Callable[..., str]) -> None:
    cli.new()
    for part in ("", "-wal", "-shm"):
        (cli.newsroom / f".index.sqlite{part}").unlink(missing_ok=True)
    assert answer("redaksi show ").strip() == ""
    assert not (cli.newsroom / ".index.sqlite").exists()
