"""The making of a newsroom on a full disk leaves nothing behind, wherever it fails."""

import errno
import os
from contextlib import nullcontext
from itertools import count
from pathlib import Path

import pytest

from redaksi.errors import StorageError
from redaksi.store.files import FileStore
from tests.cli.conftest import Cli


def everything(place: Path) -> set[str]:
    return {str(path) for path in place.rglob("*")}


class _Disk:
    """A disk that has space for `room` more files."""

    def __init__(self, room: int) -> None:
        self.room = room
        self._fsync = os.fsync

    def fsync(self, file: int) -> None:
        self.room -= 1
        if self.room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._fsync(file)


@pytest.mark.parametrize("command", ["init", "demo"])
@pytest.mark.parametrize("is_there", [False, True])
def test_a_newsroom_that_finds_no_room_leaves_what_was_there(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, is_there: bool
) -> None:
    place = tmp_path / "milik"
    place.mkdir()
    folder = place / "baru" / "ruang"
    if is_there:
        folder.mkdir(parents=True)
        (folder / "catatan.txt").write_text("Punya saya.")
    before = everything(place)
    for room in count() if command == "init" else (0, 3, 40, 200):
        disk = _Disk(room)
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", disk.fsync)
            done = cli.bare("--as", "Ana", command, folder)
        if done.code == 0:
            break
        assert done.code == 7, done
        if (folder / "newsroom.toml").exists():
            assert "did not confirm" in done.err
            break
        assert everything(place) == before, room
    assert command == "demo" or room > 2
    assert cli.bare("--as", "Ana", command, folder).code == (
        4 if (folder / "newsroom.toml").exists() else 0
    )


def test_a_newsroom_that_somebody_else_made_meanwhile_is_not_taken_back(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "ruang-lain"

    def made(*_arguments: object) -> None:
        patch.undo()
        assert cli.bare("--as", "Budi", "init", folder).code == 0
        raise StorageError("Penuh.")

    with monkeypatch.context() as patch:
        patch.setattr(FileStore, "commit_team", made)
        patch.setattr(FileStore, "exclusively", lambda *_: nullcontext())
        assert cli.bare("--as", "Ana", "init", folder).code == 7
    assert cli.bare("--newsroom", folder, "--as", "Budi", "whoami").code == 0
