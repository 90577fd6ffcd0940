"""New files and folders are shared with whoever shares the folder around them; folders are made
durably.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from redaksi.system import file_systems, safe_files


@contextmanager
def folder(path: Path, below: int) -> Iterator[int]:
    """The folder `path`, open, and made if need be; its last `below` parts are no links.

    Raises:
        OSError
    """
    with ExitStack() as opened:
        try:
            found = opened.enter_context(safe_files.folder(path, below))
        except FileNotFoundError:
            make_folder(path, below)
            found = opened.enter_context(safe_files.folder(path, below))
        yield found


def make_folder(path: Path, below: int = 1) -> None:
    """Make `path`, durably and shared like its parent folder; it may be there already.

    Its last `below` parts are no links.

    Raises:
        OSError
    """
    with safe_files.folder(path.parent, max(below - 1, 0)) as above:
        with suppress(FileExistsError):
            os.mkdir(path.name, dir_fd=above)
            with safe_files.folder_in(above, path.name) as made:
                share(made, os.fstat(above))
        file_systems.sync_folder(above)


def make_folders(path: Path, mode: int = 0o777) -> None:
    """Make `path` with `mode`, and what is missing above it, durably; it may be there already."""
    missing = [one for one in (path, *path.parents) if not one.exists()]
    path.mkdir(mode, parents=True, exist_ok=True)
    for one in missing:
        sync(one.parent)


def sync(path: Path) -> None:
    """Force the names in the folder `path` to the disk."""
    with safe_files.folder(path, 0) as opened:
        file_systems.sync_folder(opened)


def share(file: int | Path, around: os.stat_result, mode: int | None = None) -> None:
    """Give `file`, a new one, the group of the folder `around` it, and its mode (a file without
    the right to execute).

    A `mode` that is named takes the place of the folder's. A group that we are not in leaves the
    file ours. `file` is open, or a path that leads to nothing but what is open: a name may be
    another's by now. Raises OSError, also for a file that has several names.
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
    """The mode of a file that is locked in the folder `around` it: who may not write there
    cannot open it.

    Whoever may read a file may lock it, and make everybody wait who saves.
    """
    writers = around.st_mode & 0o222
    return writers | writers << 1
