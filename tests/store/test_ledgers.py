"""A ledger in a file: torn lines, killed and concurrent writers, hostile files, several users."""

import os
import signal
import stat
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redaksi.errors import NewsroomGone, ReadOnlyNewsroom, StorageError, UnreadableDossier
from redaksi.store.base import LONGEST_LINE
from redaksi.store.dossiers import ledgers
from redaksi.store.files import FileStore
from redaksi.system import durable
from tests.store.test_processes import (
    FIRST,
    GROUP,
    SECOND,
    STRANGER,
    as_user,
    ends_well,
    in_a_child,
    needs_root,
    shared,  # noqa: F401 - a fixture
)

LINES = [b'{"number":1}', b"", b"\xff\xfe", b"x" * 5000]
ANY_LINE = st.binary(min_size=1, max_size=60).filter(lambda line: not {0, 10} & set(line))


def path_of(room: Path) -> Path:
    return room / "deliveries" / "situs.jsonl"


def laid(room: Path, data: bytes) -> None:
    path_of(room).parent.mkdir(exist_ok=True)
    path_of(room).write_bytes(data)


def read(room: Path) -> list[bytes]:
    with FileStore(room) as store:
        return list(store.ledger_lines("situs"))


def append(room: Path, *lines: bytes) -> None:
    with FileStore(room) as store, store.ledger("situs") as ledger:
        for line in lines:
            ledger.append(line)


# Torn lines


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(lines=st.lists(ANY_LINE, min_size=1, max_size=6), data=st.data())
def test_a_ledger_cut_anywhere_keeps_its_whole_lines_and_goes_on(
    room: Path, lines: list[bytes], data: st.DataObject
) -> None:
    whole = b"".join(line + b"\n" for line in lines)
    cut = data.draw(st.integers(0, len(whole)))
    laid(room, whole[:cut])
    kept = whole[:cut].split(b"\n")[:-1]
    assert read(room) == kept
    append(room, b"berikut")
    assert read(room) == [*kept, b"berikut"]
    assert path_of(room).read_bytes() == b"".join(line + b"\n" for line in (*kept, b"berikut"))


@pytest.mark.parametrize("tail", [b"\0" * 40 + b"\n", b'{"a\0\0\0\n', b"\0" * 40, b"{" * 100])
def test_a_last_line_whose_bytes_did_not_reach_the_disk_is_torn(room: Path, tail: bytes) -> None:
    laid(room, b"satu\n" + tail)
    assert read(room) == [b"satu"]
    append(room, b"dua")
    assert path_of(room).read_bytes() == b"satu\ndua\n"


def test_a_nul_inside_the_ledger_is_not_cut_off(room: Path) -> None:
    laid(room, b"sa\0tu\ndua\n")
    append(room, b"tiga")
    assert read(room) == [b"sa\0tu", b"dua", b"tiga"]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_longest_lines_are_found_from_the_end(room: Path, count: int) -> None:
    lines = [b"y" * LONGEST_LINE] * count
    append(room, *lines)
    laid(room, path_of(room).read_bytes() + b"z" * LONGEST_LINE)
    append(room, b"akhir")
    assert read(room) == [*lines, b"akhir"]


# Concurrent and killed writers


def test_two_processes_and_threads_append_each_line_once(room: Path) -> None:
    def write(name: str) -> None:
        for number in range(60):
            append(room, f"{name} {number}".encode())

    children = [in_a_child(partial(write, name)) for name in ("ana", "budi")]
    threads = [threading.Thread(target=write, args=(name,)) for name in ("cici", "dodi")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(map(ends_well, children))
    lines = read(room)
    for name in ("ana", "budi", "cici", "dodi"):
        own = [line for line in lines if line.startswith(name.encode())]
        assert own == [f"{name} {number}".encode() for number in range(60)]
    assert len(lines) == 240


def test_a_hundred_killed_writers_lose_no_acknowledged_line(room: Path) -> None:
    def write(run: int, told: int) -> None:
        for number in range(10_000):
            append(room, f"{run} {number} ".encode() * 200)
            os.write(told, f"{run} {number}\n".encode())

    told: list[bytes] = []
    for run in range(100):
        reader, writer = os.pipe()
        child = in_a_child(partial(write, run, writer))
        os.close(writer)
        first = os.read(reader, 1 << 16)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reader, "rb") as rest:
            told += (first + rest.read()).splitlines()
    found = [b" ".join(line.split()[:2]) for line in read(room)]
    assert len(set(found)) == len(found)
    assert set(told) <= set(found)
    assert len(found) <= len(told) + 100


def test_a_line_that_the_disk_does_not_confirm_is_not_in_the_ledger(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(room, b"satu")

    def fails(_file: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fails)
        with pytest.raises(StorageError):
            append(room, b"dua")
    assert path_of(room).read_bytes() == b"satu\n"
    append(room, b"tiga")
    assert read(room) == [b"satu", b"tiga"]


def test_file_and_folder_are_on_the_disk_before_a_line_is_acknowledged(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    fsync = os.fsync

    def noted(file: int) -> None:
        synced.append(Path(f"/proc/self/fd/{file}").readlink().name)
        fsync(file)

    monkeypatch.setattr(os, "fsync", noted)
    append(room, b"satu")
    assert synced[-3:] == ["ruang", "situs.jsonl", "deliveries"]


# Hostile files


def a_link(path: Path) -> None:
    path.symlink_to(path.parent.parent / "team.json")


def a_giant(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(ledgers.LARGEST + 1)


def a_long_line(path: Path) -> None:
    path.write_bytes(b"a\n" + b"x" * (3 * LONGEST_LINE))


def another_name(path: Path) -> None:
    path.with_name("lain").write_bytes(b"a\n")
    os.link(path.with_name("lain"), path)


@pytest.mark.parametrize("lay", [a_link, os.mkfifo, Path.mkdir, a_giant, a_long_line])
def test_what_is_no_ledger_is_named_and_never_written_to(
    room: Path, lay: Callable[[Path], None]
) -> None:
    path = path_of(room)
    path.parent.mkdir()
    lay(path)
    before = path.lstat()
    with pytest.raises(UnreadableDossier, match=r"situs\.jsonl"):
        read(room)
    with pytest.raises(StorageError):
        append(room, b"satu")
    after = path.lstat()
    assert (after.st_ino, after.st_size, after.st_mode) == (
        before.st_ino,
        before.st_size,
        before.st_mode,
    )


def test_a_file_with_another_name_is_not_written_to(room: Path) -> None:
    path_of(room).parent.mkdir()
    another_name(path_of(room))
    with pytest.raises(StorageError):
        append(room, b"satu")
    assert path_of(room).read_bytes() == b"a\n"


def test_names_that_are_no_ledgers_are_strays(room: Path) -> None:
    append(room, b"satu")
    for name in ("situs.jsonl.bak", "Situs.jsonl", "catatan.txt"):
        (room / "deliveries" / name).touch()
    with FileStore(room) as store:
        assert list(store.ledgers()) == ["situs"]
        assert {stray.name for stray in store.upkeep().strays()} == {
            f"deliveries/{name}" for name in ("situs.jsonl.bak", "Situs.jsonl", "catatan.txt")
        }


def test_a_newsroom_that_is_gone_has_no_empty_ledger(room: Path) -> None:
    append(room, b"satu")
    room.rename(room.with_name("pindah"))
    room.mkdir()  # the mount point of a disk that is gone
    with pytest.raises(NewsroomGone):
        read(room)
    with pytest.raises(NewsroomGone):
        append(room, b"dua")
    assert list(room.iterdir()) == []


# System users


@needs_root
def test_two_system_users_append_to_one_ledger(shared: Path) -> None:  # noqa: F811 - the fixture
    with FileStore.create(shared):
        pass
    os.system(f"chown -R {FIRST}:{GROUP} {shared}")
    for user, line in ((FIRST, b"satu"), (SECOND, b"dua"), (FIRST, b"tiga")):
        assert as_user(user, [GROUP], partial(append, shared, line))
    assert read(shared) == [b"satu", b"dua", b"tiga"]
    assert not as_user(STRANGER, [], partial(read, shared))
    for path in (path_of(shared), path_of(shared).parent, shared / ".locks" / "ledger-situs"):
        status = path.stat()
        assert status.st_gid == GROUP
        assert stat.S_IMODE(status.st_mode) == (0o2770 if path.is_dir() else 0o660), path


@needs_root
def test_a_ledger_whose_maker_was_killed_before_it_was_shared_is_shared_by_the_next_append(
    room: Path,
) -> None:
    room.chmod(0o2770)
    laid(room, b"")
    path_of(room).parent.chmod(0o2770)
    path_of(room).chmod(0o600)
    append(room, b"satu")
    assert stat.S_IMODE(path_of(room).stat().st_mode) == 0o660


@needs_root
def test_who_may_only_read_the_newsroom_reads_its_ledgers(shared: Path) -> None:  # noqa: F811 - the fixture
    FileStore.create(shared).close()
    append(shared, b"satu")
    shared.chmod(0o755)
    for path in shared.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)

    def act() -> None:
        assert read(shared) == [b"satu"]
        with pytest.raises(ReadOnlyNewsroom):
            append(shared, b"dua")

    assert as_user(STRANGER, [], act)


# These tests can fail


def test_without_the_lock_lines_are_lost(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = threading.Barrier(2, timeout=10)
    force = durable.force

    def late(file: int, data: bytes) -> durable.Stamp:
        ready.wait()
        return force(file, data)

    monkeypatch.setattr(durable, "force", late)
    file = ledgers.FolderLedger(path_of(room))
    threads = [threading.Thread(target=file.append, args=(line,)) for line in (b"satu", b"duo!")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(read(room)) == 1
