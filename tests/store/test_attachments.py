"""Attachments in files: altered bytes, hostile files, killed writers, several users."""

import os
import stat
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from redaksi.errors import NewsroomGone, StorageError, UnreadableDossier
from redaksi.store.base import LARGEST_ATTACHMENT
from redaksi.store.files import FileStore
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
from tests.store.test_temporary import killed

PHOTO = b"foto " * 1000
NAME = sha256(PHOTO).hexdigest()


def path_of(room: Path) -> Path:
    return room / "attachments" / NAME[:2] / NAME


def attach(room: Path) -> None:
    with FileStore(room) as store:
        assert store.attach(PHOTO) == NAME
        assert store.attachment(NAME) == PHOTO


def look(room: Path) -> bytes:
    with FileStore(room) as store:
        return store.attachment(NAME)


def test_the_bytes_lie_under_their_hash_and_nothing_else_is_left(room: Path) -> None:
    attach(room)
    files = [path for path in (room / "attachments").rglob("*") if path.is_file()]
    assert files == [path_of(room)]
    assert path_of(room).read_bytes() == PHOTO


def test_bytes_that_are_here_are_not_written_again(room: Path) -> None:
    attach(room)
    before = path_of(room).stat()
    attach(room)
    after = path_of(room).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("data", [b"", PHOTO[:-1], PHOTO.upper()])
def test_altered_bytes_are_named_and_never_returned(room: Path, data: bytes) -> None:
    attach(room)
    path_of(room).write_bytes(data)
    with pytest.raises(UnreadableDossier, match="altered"):
        look(room)
    attach(room)  # the true bytes are written again


def a_link(path: Path) -> None:
    path.symlink_to(path.parents[2] / "asing")


def a_giant(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LARGEST_ATTACHMENT + 1)


@pytest.mark.parametrize("lay", [a_link, os.mkfifo, a_giant])
def test_what_lies_in_its_place_is_never_followed_and_is_replaced(
    room: Path, lay: Callable[[Path], None]
) -> None:
    (room / "asing").write_bytes(PHOTO)
    path_of(room).parent.mkdir(parents=True)
    lay(path_of(room))
    with pytest.raises(UnreadableDossier):
        look(room)
    attach(room)
    assert path_of(room).is_file()
    assert not path_of(room).is_symlink()
    assert (room / "asing").read_bytes() == PHOTO


@pytest.mark.parametrize("part", ["attachments", f"attachments/{NAME[:2]}"])
def test_a_folder_that_is_a_link_is_not_entered(room: Path, tmp_path: Path, part: str) -> None:
    outside = tmp_path / "luar"
    (outside / NAME[:2]).mkdir(parents=True)
    (outside / NAME).write_bytes(PHOTO)
    (outside / NAME[:2] / NAME).write_bytes(PHOTO)
    (room / part).parent.mkdir(exist_ok=True)
    (room / part).symlink_to(outside)
    with pytest.raises(UnreadableDossier):
        look(room)
    with pytest.raises(StorageError):
        attach(room)
    assert sorted(path.name for path in outside.rglob("*")) == sorted([NAME, NAME[:2], NAME])
    with FileStore(room) as store:
        assert list(store.attachments()) == []


def test_what_does_not_belong_there_is_a_stray(room: Path) -> None:
    attach(room)
    names = (f"attachments/00/{NAME}", "attachments/foto.jpg", f"attachments/{NAME[:2]}/x")
    for name in names:
        (room / name).parent.mkdir(exist_ok=True)
        (room / name).write_bytes(b"")
    with FileStore(room) as store:
        assert list(store.attachments()) == [NAME]
        assert sorted(stray.name for stray in store.upkeep().strays()) == sorted(names)


def test_a_killed_writer_leaves_no_half_attachment_and_the_next_one_sweeps(room: Path) -> None:
    for _run in range(20):
        killed(partial(attach, room))
    with FileStore(room) as store:
        assert list(store.attachments()) == []
    attach(room)
    assert [path.name for path in path_of(room).parent.iterdir()] == [NAME]


def test_processes_that_attach_the_same_bytes_at_once_all_succeed(room: Path) -> None:
    children = [in_a_child(partial(attach, room)) for _number in range(8)]
    assert all(map(ends_well, children))


def test_nothing_is_made_where_the_newsroom_is_gone(room: Path) -> None:
    room.rename(room.with_name("pindah"))
    room.mkdir()
    for act in (attach, look):
        with pytest.raises(NewsroomGone):
            act(room)
    assert list(room.iterdir()) == []


@needs_root
def test_two_system_users_share_their_attachments(shared: Path) -> None:  # noqa: F811 - the fixture
    FileStore.create(shared).close()
    os.system(f"chown -R {FIRST}:{GROUP} {shared}")
    assert as_user(FIRST, [GROUP], partial(attach, shared))
    assert as_user(SECOND, [GROUP], partial(attach, shared))
    assert not as_user(STRANGER, [], partial(look, shared))
    for path in (path_of(shared), *path_of(shared).parents[:2]):
        status = path.stat()
        assert status.st_gid == GROUP
        assert stat.S_IMODE(status.st_mode) == (0o2770 if path.is_dir() else 0o660), path
