"""A file is replaced whole and durably, and shared with whoever shares its folder."""

import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from redaksi.errors import StorageError
from redaksi.i18n import _
from redaksi.store.dossiers import temporary
from redaksi.system import file_systems, messages, safe_files

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
        """The stamp of PATH, of a link its own; None where nothing is."""
        try:
            return cls.of(path.lstat())
        except OSError:
            return None


def replace(path: Path, data: bytes, mode: int | None = None, *, below: int = 1) -> Stamp:
    """Put DATA in the place of PATH so that a cut at any moment leaves the old file or the new one, whole.

    The new file takes the group and the mode of its folder, which is made if need be, or the MODE that is named. The
    last BELOW parts of PATH are no links (see `regular`). Raises OSError, and then leaves the old file as it was;
    StorageError where the new one is there, but may not outlive a power cut.
    """
    with folder(path.parent, below - 1) as opened:
        shared = os.fstat(opened)
        with temporary.create(opened, shared.st_mode & 0o666 if mode is None else mode) as (file, name):
            share(file, shared, mode)
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
            _("A power cut may still lose it. See whether it is there before you repeat the command."),
        ) from error


def _write(file: int, data: bytes) -> Stamp:
    """Write DATA down to the disk, into the open FILE."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]
    os.fsync(file)
    return Stamp.of(os.fstat(file))


@contextmanager
def folder(path: Path, below: int) -> Iterator[int]:
    """The folder PATH, open, and made if need be; its last BELOW parts are no links. Raises OSError."""
    with ExitStack() as opened:
        try:
            found = opened.enter_context(safe_files.folder(path, below))
        except FileNotFoundError:
            make_folder(path, below)
            found = opened.enter_context(safe_files.folder(path, below))
        yield found


def make_folder(path: Path, below: int = 1) -> None:
    """Make PATH, durably and shared like its parent folder; it may be there already.

    Its last BELOW parts are no links. Raises OSError.
    """
    with safe_files.folder(path.parent, max(below - 1, 0)) as above:
        with suppress(FileExistsError):
            os.mkdir(path.name, dir_fd=above)
            with safe_files.folder_in(above, path.name) as made:
                share(made, os.fstat(above))
        file_systems.sync_folder(above)


def make_folders(path: Path, mode: int = 0o777) -> None:
    """Make PATH with MODE, and what is missing above it, durably; it may be there already."""
    missing = [one for one in (path, *path.parents) if not one.exists()]
    path.mkdir(mode, parents=True, exist_ok=True)
    for one in missing:
        sync(one.parent)


def sync(path: Path) -> None:
    """Force the names in the folder PATH to the disk."""
    with safe_files.folder(path, 0) as opened:
        file_systems.sync_folder(opened)


def share(file: int | Path, around: os.stat_result, mode: int | None = None) -> None:
    """Give FILE, a new one, the group of the folder AROUND it, and its mode (a file without the right to execute).

    A MODE that is named takes the place of the folder's. A group that we are not in leaves the file ours. FILE is open,
    or a path that leads to nothing but what is open: a name may be another's by now. Raises OSError, also for a file
    that has several names.
    """
    status = os.stat(file)  # noqa: PTH116 - see above
    if not stat.S_ISDIR(status.st_mode):
        safe_files.check(status, alone=True)
    if status.st_gid != around.st_gid:
        file_systems.give_group(file, around.st_gid)
    if mode is None:
        mode = stat.S_IMODE(around.st_mode) & (0o7777 if stat.S_ISDIR(status.st_mode) else 0o666)
    if stat.S_IMODE(status.st_mode) != mode:
        file_systems.give_mode(file, mode)


def held_mode(around: os.stat_result) -> int:
    """The mode of a file that is locked in the folder AROUND it: who may not write there cannot open it.

    Whoever may read a file may lock it, and make everybody wait who saves.
    """
    writers = around.st_mode & 0o222
    return writers | writers << 1


def has_room(folder: Path) -> bool:
    """Whether more can be written below FOLDER; also where the system does not tell."""
    with suppress(OSError):
        free = os.statvfs(folder)
        return free.f_bavail * free.f_frsize >= _ROOM
    return True
