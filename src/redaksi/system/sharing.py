"""Share new files and folders with the group of their parent folder; create folders durably."""

import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from redaksi.system import file_systems, safe_files


@contextmanager
def folder(path: Path, below: int) -> Iterator[int]:
    """The folder `path`, open; it is created if needed.

    The last `below` parts of `path` must not be links.

    Raises:
        OSError: when the folder cannot be created or opened.
    """
    with ExitStack() as opened:
        try:
            found = opened.enter_context(safe_files.folder(path, below))
        except FileNotFoundError:
            make_folder(path, below)
            found = opened.enter_context(safe_files.folder(path, below))
        yield found


def make_folder(path: Path, below: int = 1) -> None:
    """Create the folder `path` durably, shared like its parent; it may exist already.

    The last `below` parts of `path` must not be links.

    Raises:
        OSError: when the folder cannot be created.
    """
    with safe_files.folder(path.parent, max(below - 1, 0)) as above:
        with suppress(FileExistsError):
            os.mkdir(path.name, dir_fd=above)
            with safe_files.folder_in(above, path.name) as made:
                share(made, os.fstat(above))
        file_systems.sync_folder(above)


def make_folders(path: Path, mode: int = 0o777) -> None:
    """Create the folder `path` with `mode`, and missing parents, durably; it may exist already."""
    missing = [one for one in (path, *path.parents) if not one.exists()]
    path.mkdir(mode, parents=True, exist_ok=True)
    for one in missing:
        sync(one.parent)


def sync(path: Path) -> None:
    """Force the entries of the folder `path` to the disk."""
    with safe_files.folder(path, 0) as opened:
        file_systems.sync_folder(opened)


def share(file: int | Path, around: os.stat_result, mode: int | None = None) -> None:
    """Give the new `file` the group of its folder, and the folder's mode or `mode`.

    `around` is the status of the folder. A file gets no right to execute. The group stays as it
    is if this process is not a member of the folder's group. `file` is a descriptor, or a path
    to one below /proc/self/fd: by now the plain name may belong to another file.

    Raises:
        OSError: when the system refuses, or a file has several names.
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
    """The mode of a lock file in a folder with the status `around`.

    Only people who may write the folder may open the file: whoever can open a lock file can
    lock it, and block every save.
    """
    writers = around.st_mode & 0o222
    return writers | writers << 1
