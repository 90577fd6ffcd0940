"""A file is replaced whole and durably, and shared with whoever shares its folder."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from redaksi import disk
from redaksi.errors import StorageError
from redaksi.i18n import _
from redaksi.store import temporary

_ROOM = 1 << 20
"""Bytes; a disk with less of it free is full for our purposes."""


class Stamp(NamedTuple):
    """What tells whether a file is still the one that was seen."""

    mtime_ns: int
    size: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Stamp":
        return cls(status.st_mtime_ns, status.st_size, status.st_ino)

    @classmethod
    def at(cls, path: Path) -> "Stamp | None":
        """The stamp of PATH; None where nothing is."""
        try:
            return cls.of(path.stat())
        except OSError:
            return None


def replace(path: Path, data: bytes, mode: int | None = None) -> Stamp:
    """Put DATA in the place of PATH so that a cut at any moment leaves the old file or the new one, whole.

    The new file takes the group and the mode of its folder, which is made if need be, or the MODE that is named. Raises
    OSError, and then leaves the old file as it was; StorageError where the new one is there, but may not outlive a
    power cut.
    """
    folder = _open_folder(path.parent)
    try:
        shared = os.fstat(folder)
        with temporary.create(folder, shared.st_mode & 0o666 if mode is None else mode) as (file, name):
            share(file, shared, mode)
            stamp = _write(file, data)
            os.replace(name, path.name, src_dir_fd=folder, dst_dir_fd=folder)
        _confirm(folder, path)
    finally:
        with suppress(OSError):  # it says nothing of the file
            os.close(folder)
    return stamp


def _confirm(folder: int, path: Path) -> None:
    try:
        disk.sync_folder(folder)
    except OSError as error:
        raise StorageError(
            _("{file} is written, but the disk did not confirm it: {why}.").format(
                file=path.name, why=error.strerror or error
            ),
            _("A power cut may still lose it. See whether it is there before you repeat the command."),
        ) from error


def _write(file: int, data: bytes) -> Stamp:
    """Write DATA down to the disk, into the open FILE."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]
    os.fsync(file)
    return Stamp.of(os.fstat(file))


def _open_folder(path: Path) -> int:
    try:
        return os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        make_folder(path)
        return os.open(path, os.O_RDONLY | os.O_DIRECTORY)


def make_folder(path: Path) -> None:
    """Make PATH, durably and shared like its parent folder; it may be there already."""
    with suppress(FileExistsError):
        path.mkdir()
        share(path, path.parent.stat())
    sync(path.parent)


def make_folders(path: Path, mode: int = 0o777) -> None:
    """Make PATH with MODE, and what is missing above it, durably; it may be there already."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    path.mkdir(mode, parents=True, exist_ok=True)
    for folder in missing:
        sync(folder.parent)


def sync(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        disk.sync_folder(folder)
    finally:
        os.close(folder)


def share(file: int | Path, folder: os.stat_result, mode: int | None = None) -> None:
    """Give FILE, a new one, the group of its FOLDER, and its mode (without the right to execute, if it is no folder).

    A MODE that is named takes the place of the folder's. A group that we are not in leaves the file ours.
    """
    status = os.stat(file)  # noqa: PTH116 - mostly an open file
    if status.st_gid != folder.st_gid:
        disk.give_group(file, folder.st_gid)
    if mode is None:
        mode = stat.S_IMODE(folder.st_mode) & (0o7777 if stat.S_ISDIR(status.st_mode) else 0o666)
    if stat.S_IMODE(status.st_mode) != mode:
        disk.give_mode(file, mode)


def has_room(folder: Path) -> bool:
    """Whether more can be written below FOLDER; also where the system does not tell."""
    with suppress(OSError):
        disk = os.statvfs(folder)
        return disk.f_bavail * disk.f_frsize >= _ROOM
    return True
