"""The next save in a folder removes the temporary file of a killed writer.

The file of a living writer is left alone.
"""

import fcntl
import os
import signal
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from redaksi.store import archive
from redaksi.store.base import Content, Presence
from redaksi.store.dossiers.layout import path_of
from redaksi.store.files import FileStore
from redaksi.store.upkeep import presence, restore
from redaksi.system import durable, temporary
from tests.forking import fork
from tests.store.pieces import piece

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def killed(act: Callable[[], object]) -> None:
    """Run `act` in a child process that is killed when it syncs a file."""
    child = fork()
    if child == 0:
        pytest.MonkeyPatch().setattr(
            os, "fsync", lambda _file: os.kill(os.getpid(), signal.SIGKILL)
        )
        act()
        os._exit(0)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])


def hidden(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[int]:
    file = os.open(tmp_path, os.O_RDONLY)
    yield file
    os.close(file)


def test_killed_writers_of_many_files_leave_one_and_the_next_save_removes_it(
    tmp_path: Path,
) -> None:
    for number in range(20):
        killed(lambda number=number: durable.replace(tmp_path / f"{number}.json", b"x" * 10_000))  # type: ignore[misc]
    assert len(hidden(tmp_path)) == 1
    durable.replace(tmp_path / "lain.json", b"isi")
    assert [path.name for path in tmp_path.iterdir()] == ["lain.json"]


def test_a_killed_save_of_an_article_is_swept_by_another_article_of_its_folder(
    tmp_path: Path,
) -> None:
    first, second = (
        "240603-a",
        next(
            name
            for name in (f"240603-a{number}" for number in range(10_000))
            if path_of(tmp_path, name).parent == path_of(tmp_path, "240603-a").parent
            and name != "240603-a"
        ),
    )
    with FileStore.create(tmp_path) as store:
        store.commit(piece(second))
        killed(lambda: store.commit(piece(first)))
        folder = path_of(tmp_path / "articles", first).parent
        assert len(hidden(folder)) == 1
        store.commit(store.dossier(second), store.dossier(second))
        assert [path.name for path in folder.iterdir()] == [f"{second}.json"]


def test_writers_that_were_killed_side_by_side_are_swept_together(
    tmp_path: Path, opened: int
) -> None:
    def three() -> None:
        with ExitStack() as stack:
            for _number in range(3):
                stack.enter_context(temporary.create(opened, 0o600))
            os.fsync(opened)

    killed(three)
    assert len(hidden(tmp_path)) == 3
    durable.replace(tmp_path / "a", b"")
    assert hidden(tmp_path) == []


def test_the_file_of_a_living_writer_is_left_alone(tmp_path: Path, opened: int) -> None:
    with temporary.create(opened, 0o600) as (file, name):
        os.write(file, b"pertama")
        durable.replace(tmp_path / "b", b"kedua")
        assert not temporary.sweep(name, opened)
        assert (tmp_path / name).read_bytes() == b"pertama"
        (tmp_path / name).rename(tmp_path / "a")
    assert [(path.name, path.read_bytes()) for path in sorted(tmp_path.iterdir())] == [
        ("a", b"pertama"),
        ("b", b"kedua"),
    ]


def test_more_writers_than_names_write_all_the_same(tmp_path: Path, opened: int) -> None:
    with ExitStack() as stack:
        names = {stack.enter_context(temporary.create(opened, 0o600))[1] for _number in range(20)}
        assert len(names) == 20
        assert all(map(temporary.is_temporary, names))
        durable.replace(tmp_path / "a", b"isi")
    assert (tmp_path / "a").read_bytes() == b"isi"


def test_a_failure_takes_away_its_own_file_only(tmp_path: Path, opened: int) -> None:
    def fail(*, moved: bool) -> Path:
        with temporary.create(opened, 0o600) as (_file, name):
            if moved:
                (tmp_path / name).rename(tmp_path / "a")
                (tmp_path / name).write_bytes(b"somebody else's")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail(moved=False)
    assert hidden(tmp_path) == []
    with pytest.raises(KeyboardInterrupt):
        fail(moved=True)
    assert len(hidden(tmp_path)) == 1


@pytest.mark.parametrize("plant", ["a link", "a link to nowhere", "a pipe", "a folder"])
def test_what_stands_under_our_names_is_never_written_to(
    tmp_path: Path, opened: int, plant: str
) -> None:
    with temporary.create(opened, 0o600) as (_file, name):
        pass
    (tmp_path / name).unlink()
    victim = tmp_path / "victim"
    victim.write_bytes(b"profile")
    victim.chmod(0o640)
    if plant == "a pipe":
        os.mkfifo(tmp_path / name)
    elif plant == "a folder":
        (tmp_path / name).mkdir()
    else:
        (tmp_path / name).symlink_to(victim if plant == "a link" else tmp_path / "nowhere")
    durable.replace(tmp_path / "a", b"isi")
    assert (tmp_path / "a").read_bytes() == b"isi"
    assert victim.read_bytes() == b"profile"
    assert stat.S_IMODE(victim.stat().st_mode) == 0o640
    assert not (tmp_path / "nowhere").exists()


def test_the_group_never_sees_a_file_that_is_the_persons_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes = []

    def write(file: int, data: memoryview) -> int:
        modes.append(stat.S_IMODE(os.fstat(file).st_mode))
        return len(data)

    monkeypatch.setattr(os, "write", write)
    tmp_path.chmod(0o777)
    durable.replace(tmp_path / "a", b"isi", 0o600)
    assert modes == [0o600]
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_a_killed_restore_is_swept_by_the_next_one(tmp_path: Path) -> None:
    place = tmp_path / "ruang[1]"

    def contents() -> Iterator[Content]:
        yield Content("newsroom.toml", b"")
        os.fsync(0)

    killed(lambda: restore.restore(place, contents()))
    assert len(hidden(tmp_path)) == 1
    (tmp_path / ".ruang[1].lain.tmp").mkdir()
    restore.restore(place, [Content("newsroom.toml", b"")])
    assert hidden(tmp_path) == [".ruang[1].lain.tmp"]


def test_a_living_restore_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "ruang"

    def contents() -> Iterator[Content]:
        yield Content("newsroom.toml", b"pertama")
        with pytest.raises(ZeroDivisionError):
            restore.restore(
                place, (Content("x", b"") for _ in range(1 // 0))
            )  # another restore begins and fails
        restore._sweep(place)

    restore.restore(place, contents())
    assert (place / "newsroom.toml").read_bytes() == b"pertama"
    assert hidden(tmp_path) == []


def test_a_killed_backup_is_swept_by_the_next_one(tmp_path: Path) -> None:
    killed(lambda: archive.write(tmp_path / "a.tar.gz", "Ruang", NOW, []))
    assert len(hidden(tmp_path)) == 1
    archive.write(tmp_path / "b.tar.gz", "Ruang", NOW, [])
    assert [path.name for path in tmp_path.iterdir()] == ["b.tar.gz"]


def test_who_locks_a_file_before_its_writer_holds_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person who may only read the folder can open a file in the moment of its creation."""
    opened, locks = os.open, list[int]()

    def quick(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        made = opened(path, flags, mode, dir_fd=dir_fd)
        if flags & os.O_EXCL and str(path).startswith(".redaksi.0"):
            locks.append(opened(path, os.O_RDONLY, dir_fd=dir_fd))
            fcntl.flock(locks[-1], fcntl.LOCK_SH)
        return made

    monkeypatch.setattr(os, "open", quick)
    durable.replace(tmp_path / "berkas", b"isi")
    assert (tmp_path / "berkas").read_bytes() == b"isi"
    monkeypatch.undo()
    for lock in locks:
        os.close(lock)
    durable.replace(tmp_path / "berkas", b"lain")
    assert [path.name for path in tmp_path.iterdir()] == ["berkas"]


def test_a_presence_is_locked_before_others_may_open_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o755)
    modes: list[int] = []
    flock = fcntl.flock

    def watched(file: int, kind: int) -> None:
        modes.append(os.fstat(file).st_mode & 0o077)
        flock(file, kind)

    monkeypatch.setattr(fcntl, "flock", watched)
    with presence.announce(
        tmp_path / ".open", "240603-a", Presence("Sari W", datetime(2026, 11, 23, tzinfo=UTC))
    ):
        (shown,) = (tmp_path / ".open").iterdir()
        assert shown.stat().st_mode & 0o044
    assert modes == [0]
