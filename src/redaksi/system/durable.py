"""Replace a file as a whole and durably."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from redaksi.errors import StorageError
from redaksi.i18n import _, messages
from redaksi.system import file_systems, sharing, temporary

_ROOM = 1 << 20
"""Bytes; a disk with less free space counts as full."""


class Stamp(NamedTuple):
    """Identifies one state of a file: a file with another stamp has changed.

    `mtime_ns` is in nanoseconds, `size` in bytes.
    """

    mtime_ns: int
    size: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Stamp":
        return cls(status.st_mtime_ns, status.st_size, status.st_ino)

    @classmethod
    def at(cls, path: Path) -> "Stamp | None":
        """The stamp of `path`; None if nothing is there. A link is not followed."""
        try:
            return cls.of(path.lstat())
        except OSError:
            return None


def replace(path: Path, data: bytes, mode: int | None = None, *, below: int = 1) -> Stamp:
    """Replace the file `path` by one with `data`; the stamp of the new file.

    A power cut at any moment leaves either the old or the new file, complete. The folder is
    created if needed. The new file takes the group of its folder, and its mode unless `mode`
    is given. The last `below` parts of `path` must not be links (see `safe_files`).

    Raises:
        OSError: when the new file cannot be written; the old one is unchanged then.
        StorageError: when the disk did not confirm the new file, so a power cut may lose it.
    """
    with sharing.folder(path.parent, below - 1) as opened:
        shared = os.fstat(opened)
        with temporary.create(opened, shared.st_mode & 0o666 if mode is None else mode) as (
            file,
            name,
        ):
            sharing.share(file, shared, mode)
            stamp = force(file, data)
            os.replace(name, path.name, src_dir_fd=opened, dst_dir_fd=opened)
        _confirm(opened, path)
    return stamp


def mode_of(path: Path) -> int | None:
    """The mode of the file `path` that its owner gave it; None if there is no such file."""
    with suppress(OSError):
        status = path.lstat()
        if stat.S_ISREG(status.st_mode):
            return stat.S_IMODE(status.st_mode)
    return None


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


def force(file: int, data: bytes) -> Stamp:
    """Write `data` at the position of the open `file` and force the file to the disk; its stamp.

    Raises:
        OSError: when a part cannot be written, or the disk does not confirm it.
    """
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]
    os.fsync(file)
    return Stamp.of(os.fstat(file))


def has_room(folder: Path) -> bool:
    """Whether the disk of `folder` has room; also True if the system does not say."""
    with suppress(OSError):
        free = os.statvfs(folder)
        return free.f_bavail * free.f_frsize >= _ROOM
    return True
