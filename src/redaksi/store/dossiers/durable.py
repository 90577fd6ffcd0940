"""A file is replaced whole and durably."""

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from redaksi.errors import StorageError
from redaksi.i18n import _, messages
from redaksi.store.dossiers import sharing, temporary
from redaksi.system import file_systems

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
        """The stamp of `path`, of a link its own; None where nothing is."""
        try:
            return cls.of(path.lstat())
        except OSError:
            return None


def replace(path: Path, data: bytes, mode: int | None = None, *, below: int = 1) -> Stamp:
    """Put `data` in the place of `path` so that a cut at any moment leaves the old file or the
    new one, whole.

    The new file takes the group and the mode of its folder, which is made if need be, or the
    `mode` that is named. The last `below` parts of `path` are no links (see `regular`). Raises
    OSError, and then leaves the old file as it was; StorageError where the new one is there, but
    may not outlive a power cut.
    """
    with sharing.folder(path.parent, below - 1) as opened:
        shared = os.fstat(opened)
        with temporary.create(opened, shared.st_mode & 0o666 if mode is None else mode) as (
            file,
            name,
        ):
            sharing.share(file, shared, mode)
            stamp = _write(file, data)
            os.replace(name, path.name, src_dir_fd=opened, dst_dir_fd=opened)
        _confirm(opened, path)
    return stamp


def _confirm(folder: int, path: Path) -> None:
    try:
        file_systems.sync_folder(folder)
    except OSError as error:
        raise StorageError(
            _("{file} is written, but the disk did not confirm it: {why}.").format(
                file=path.name, why=messages.said(error)
            ),
            _(
                "A power cut may still lose it. See whether it is there before you repeat the "
                "command."
            ),
        ) from error


def _write(file: int, data: bytes) -> Stamp:
    """Write `data` down to the disk, into the open `file`."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]
    os.fsync(file)
    return Stamp.of(os.fstat(file))


def has_room(folder: Path) -> bool:
    """Whether more can be written below `folder`; also where the system does not tell."""
    with suppress(OSError):
        free = os.statvfs(folder)
        return free.f_bavail * free.f_frsize >= _ROOM
    return True
