"""Command lines that run in this process, with their exit codes and both output streams.

The folders of the person lie below the folder of the test.
"""

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from redaksi import i18n
from redaksi.cli import run
from tests.desk.rooms import CHIEF, TEAM


class Done(NamedTuple):
    """The exit code and the output of a command line."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The JSON document on standard output."""
        assert self.code == 0, self.err
        return msgspec.json.decode(self.out)


class Cli:
    """Runs command lines in one newsroom, as the chief unless `by` names another person."""

    def __init__(
        self, newsroom: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.newsroom = newsroom
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def __call__(self, *arguments: str | Path, by: str = CHIEF, stdin: bytes = b"") -> Done:
        options = ("--newsroom", str(self.newsroom), "--as", by)
        return self.bare(*options, *arguments, stdin=stdin)

    def bare(self, *arguments: str | Path, stdin: bytes = b"") -> Done:
        """Run a command line without the options `--newsroom` and `--as`."""
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        self._capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = self._capsys.readouterr()
        assert "Traceback" not in out + err
        return Done(code, out, err)

    def fails(self, code: int, *arguments: str | Path, by: str = CHIEF, stdin: bytes = b"") -> str:
        """Run a command that must fail with exit code `code`; returns its standard error.

        That is a sentence or a list of reasons, followed by a hint.
        """
        done = self(*arguments, by=by, stdin=stdin)
        assert (done.code, done.out) == (code, ""), done
        lines = done.err.splitlines()
        assert lines[0].startswith("redaksi: "), done
        *reasons, hint = lines[1:]
        assert len(reasons) != 1, done
        assert lines[0].endswith(":" if reasons else (".", "!", "?"))
        assert all(line.startswith("  - ") and line.endswith((".", "!", "?")) for line in reasons)
        assert hint.startswith("  ")
        assert not hint.startswith("  - ")
        return done.err

    def new(
        self,
        headline: str = "Banjir Surut",
        body: bytes = b"Isi satu.\n\nIsi dua.\n",
        by: str = "Ani Editor",
    ) -> str:
        """The id of a new draft."""
        done = self("new", "--headline", headline, "--body", "-", by=by, stdin=body)
        assert done.code == 0, done
        return done.out.strip()

    def published(self, headline: str = "Banjir Surut") -> str:
        """The id of an article that Ani wrote and Budi published."""
        article_id = self.new(headline)
        self("submit", article_id, "--to", "Budi Editor", by="Ani Editor")
        assert self("publish", article_id, by="Budi Editor").code == 0
        return article_id


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "person" / name.lower()))
    for name in (
        "REDAKSI_NEWSROOM",
        "REDAKSI_EDITOR",
        "REDAKSI_DEBUG",
        "LANGUAGE",
        "LC_ALL",
        "LC_MESSAGES",
        "VISUAL",
        "COLUMNS",
        "NO_COLOR",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.chdir(tmp_path)
    yield
    i18n.install("en")


@pytest.fixture
def cli(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Cli:
    """A newsroom with a chief, two editors and a guest."""
    line = Cli(tmp_path / "ruang", capsys, monkeypatch)
    assert line.bare("--as", CHIEF, "init", line.newsroom).code == 0
    for name, role in TEAM.items():
        assert line("team", "add", name, "--role", role.value).code == 0
    return line


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A function that makes a shell script the `$EDITOR`; "$1" is the file to edit."""

    def make(script: str) -> None:
        program = tmp_path / "penyunting"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("EDITOR", str(program))

    return make
