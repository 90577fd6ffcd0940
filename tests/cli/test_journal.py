"""The log records each command and its end, holds no text of articles, and delays nobody."""

import errno
import logging
import logging.handlers
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from redaksi import tui
from redaksi.cli import journal
from redaksi.desk import open_desk
from redaksi.desk.reading import Reading
from redaksi.tui.app import RedaksiApp
from tests.cli.conftest import Cli
from tests.cli.test_reading import program

SECRET = "Rahasia"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "person" / "state" / "redaksi" / "redaksi.log"


def break_history(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        try:
            int(SECRET)
        except ValueError as error:
            raise KeyError(f"{SECRET} lagi") from error

    monkeypatch.setattr(Reading, "history", broken)


def test_it_tells_of_commands_refusals_and_stale_saves_and_of_no_text(cli: Cli, log: Path) -> None:
    article_id = cli.new(f"{SECRET} Negara", body=f"{SECRET}.".encode())
    cli("edit", article_id, "--headline", f"{SECRET} Dua")
    cli("edit", article_id, "--headline", f"{SECRET} Tiga", "--base", "1")
    cli("set", article_id, f"rubric={SECRET}", f"{SECRET}=x")
    cli("show", f"{SECRET} " * 30)
    cli("return", article_id, "--note", SECRET)
    cli("shwo", SECRET)
    said = log.read_text()
    assert SECRET not in said.replace(f"{SECRET} " * 2, "")
    for part in (
        f"redaksi edit id={article_id} given=headline\n",
        "WARNING",
        f"conflict in {article_id} base=1 stored=2 moved=False\n",
        "Conflict base=1 stored=2\n",
        "BadInput\n",
        "MoveRefused\n",
        "exit=5 seconds=0.",
    ):
        assert part in said, part
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_failure_inside_is_a_sentence_that_names_the_log_which_has_the_rest(
    cli: Cli, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_history(monkeypatch)
    said = cli.fails(70, "history", "x")
    assert str(log) in said
    text = log.read_text()
    assert "test_journal.py" in text
    assert "ValueError: invalid literal for int() with base 10: '…'" in text
    assert "KeyError: '…'" in text
    assert SECRET not in text
    assert "exit=70" in text
    shown = cli.bare("log", "-n", "3")
    assert shown.out.splitlines() == log.read_text().splitlines()[-4:-1]


def test_a_failure_on_the_screens_ends_in_the_same_way(
    cli: Cli, log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_app: object) -> None:
        raise ZeroDivisionError

    textual_run = RedaksiApp.run
    monkeypatch.setattr(RedaksiApp, "on_mount", broken)
    monkeypatch.setattr(RedaksiApp, "run", lambda app: textual_run(app, headless=True))
    with open_desk(cli.newsroom, "Cici Chief") as desk, pytest.raises(ZeroDivisionError):
        tui.run(desk)
    assert "Traceback" not in capsys.readouterr().err


def test_it_is_rotated_by_size_and_every_file_stays_private(
    cli: Cli, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "SIZE", 300)
    for _time in range(20):
        cli("list")
    files = sorted(log.parent.glob("redaksi.log*"))
    assert [file.name for file in files] == [
        "redaksi.log",
        *(f"redaksi.log.{one + 1}" for one in range(journal.KEPT)),
    ]
    assert all(
        file.stat().st_size <= 300 and stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files
    )


def test_where_it_cannot_be_written_the_command_goes_on_in_silence(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "berkas").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "berkas"))
    done = cli("list")
    assert (done.code, done.err) == (0, "")
    assert cli("log").code == 7
    break_history(monkeypatch)
    assert "REDAKSI_DEBUG" in cli.fails(70, "history", "x")


def test_its_place_is_told_before_it_is_there(cli: Cli, log: Path) -> None:
    done = cli.bare("log", "--path")
    assert (done.code, done.out) == (0, f"{log}\n")


def test_verbose_shows_it_and_quiet_leaves_answers_and_errors(cli: Cli) -> None:
    done = cli("--verbose", "list")
    assert "redaksi: redaksi list id=- given=-\n" in done.err
    article_id = cli("-q", "new", "--headline", "Judul").out.strip()
    assert cli("show", article_id).code == 0
    assert cli("-q", "edit", article_id, "--headline", "Lain") == (0, "", "")
    assert cli("--quiet", "verify") == (0, "", "")
    assert "Lain" in cli("-q", "list").out
    assert cli("-q", "show", "zzz").err.startswith("redaksi: ")


def test_the_version_is_told_without_a_log_and_without_what_it_needs(cli: Cli, log: Path) -> None:
    before = log.read_text()
    command = "import sys; from redaksi.cli import run; run(['--version']); print([*sys.modules])"
    loaded = program_code(command)
    assert "redaksi.cli.lazy" in loaded
    for heavy in ("logging.handlers", "redaksi.cli.journal", "redaksi.desk", "rich", "msgspec"):
        assert f"'{heavy}'" not in loaded
    assert program(cli, "--version").returncode == 0
    assert log.read_text() == before


def program_code(command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", command], env=os.environ, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_a_log_that_finds_no_room_at_its_end_changes_no_command(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    close = logging.handlers.RotatingFileHandler.close

    def full(handler: logging.handlers.RotatingFileHandler) -> None:
        close(handler)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(logging.handlers.RotatingFileHandler, "close", full)
    assert cli("list").code == 0
