"""Secrets are read from where the settings say, and stand in no error."""

import shlex
import sys
from pathlib import Path

import pytest

from redaksi.delivery import secrets
from redaksi.errors import BadInput, NotFound, Refused, Unreadable

SECRET = "abcd efgh ijkl"


def test_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITUS_PASSWORD", f" {SECRET}\n")
    assert secrets.read("env:SITUS_PASSWORD") == SECRET


def test_from_a_command_without_a_shell(tmp_path: Path) -> None:
    words = [sys.executable, "-c", f"print('{SECRET}'); print('second line')"]
    assert secrets.read(f"command:{shlex.join(words)}") == SECRET
    assert secrets.read(f"command:echo x > {tmp_path}/made") == f"x > {tmp_path}/made"
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("command", ["false", "no-such-program", "'", "sh -c 'echo a; exit 1'"])
def test_a_command_that_fails_is_named_and_not_its_output(command: str) -> None:
    with pytest.raises(BadInput, match="did not print"):
        secrets.read(f"command:{command}")


def test_from_a_file_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text(f"{SECRET}\n")
    path.chmod(0o600)
    assert secrets.read(f"file:{path}", tmp_path / "newsroom") == SECRET


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "secret"
    path.write_text(SECRET)
    path.chmod(mode)
    with pytest.raises(Refused) as raised:
        secrets.read(f"file:{path}")
    assert SECRET not in str(raised.value)
    assert "chmod 600" in raised.value.hint


def test_a_file_in_the_newsroom_is_refused_also_through_a_link(tmp_path: Path) -> None:
    newsroom = tmp_path / "newsroom"
    newsroom.mkdir()
    path = newsroom / "secret"
    path.write_text(SECRET)
    path.chmod(0o600)
    (tmp_path / "link").symlink_to(path)
    for one in (path, tmp_path / "link"):
        with pytest.raises(Refused, match="newsroom"):
            secrets.read(f"file:{one}", newsroom)


@pytest.mark.parametrize(
    "source", ["env:", "command:", "file:", "", SECRET, "env:NOT_SET_ANYWHERE"]
)
def test_what_names_no_secret_is_refused(source: str) -> None:
    with pytest.raises(BadInput):
        secrets.read(source)


def test_a_secret_in_the_settings_is_not_repeated() -> None:
    with pytest.raises(BadInput) as raised:
        secrets.read("hunter2-hunter2")
    assert "hunter2" not in f"{raised.value}{raised.value.hint}"


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path in ("~nobody-of-this-name/x", tmp_path / "none", tmp_path):
        with pytest.raises((NotFound, Unreadable)):
            secrets.read(f"file:{path}")


def test_a_secret_with_control_characters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITUS_PASSWORD", "a\x1b[31mb")
    with pytest.raises(BadInput):
        secrets.read("env:SITUS_PASSWORD")
