"""Temporary files, which replace other files when they are complete.

A running writer holds the lock of its temporary file. Files that dead writers left are removed.

Each folder has a few fixed names for temporary files, and a writer takes the first free name: so
the next writer finds the files that were left.
"""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from redaksi.system import file_locks

_NAME = re.compile(r"\..+\.[0-9a-f]{8}\.tmp")
_NAMES = tuple(f".redaksi.{number:08x}.tmp" for number in range(8))
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_STALE = 3600.0
"""Seconds after which a temporary file counts as left, whether its writer used locks or not."""


@contextmanager
def create(folder: int, mode: int) -> Iterator[tuple[int, str]]:
    """The descriptor and the name of a new file with `mode` in the open `folder`.

    The file is removed if an exception is raised before the caller has moved the file.

    Raises:
        OSError: when the file cannot be created.
    """
    file, name = _first(folder, mode)
    try:
        yield file, name
    except BaseException:
        with suppress(OSError):
            if file_locks.is_at(file, name, folder):
                os.unlink(name, dir_fd=folder)
        raise
    finally:
        with suppress(OSError):  # the content was forced to the disk before
            os.close(file)


def _first(folder: int, mode: int) -> tuple[int, str]:
    """The descriptor and the name of a new file under the first free name.

    Files that dead writers left under the following names are removed.

    Raises:
        OSError: when the file cannot be created.
    """
    for number, name in enumerate(_NAMES, start=1):
        file = _new(folder, name, mode)
        if file is not None:
            for left in _NAMES[number:]:
                if not sweep(left, folder):
                    break
            return file, name
    name = f".redaksi.{os.urandom(4).hex()}.tmp"
    return os.open(name, _NEW, mode, dir_fd=folder), name


def _new(folder: int, name: str, mode: int) -> int | None:
    """The new file `name`, locked; None if somebody else uses this name.

    This function never waits: everybody who may read the folder could hold the lock.

    Raises:
        OSError: when the file cannot be created.
    """
    try:
        file = os.open(name, _NEW, mode, dir_fd=folder)
    except FileExistsError:
        if not sweep(name, folder):
            return None
        file = os.open(name, _NEW, mode, dir_fd=folder)
    try:
        if _is_held(file) and file_locks.is_at(file, name, folder):
            return file
        os.close(file)  # another process saw the file without its lock and removed the file
    except BaseException:
        os.close(file)
        raise
    return None


def _is_held(file: int) -> bool:
    """Whether `file` is locked by this process, or its file system has no locks.

    False if another process took the lock first.
    """
    try:
        return file_locks.try_take(file)
    except OSError:
        return True


def sweep(name: str, folder: int) -> bool:
    """Remove `name` in the open `folder` if its writer is dead; whether it was removed."""
    try:
        file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except OSError:
        return False
    try:
        is_left = file_locks.try_take(file) and file_locks.is_at(file, name, folder)
        if is_left:
            os.unlink(name, dir_fd=folder)
    except OSError:  # the file belongs to another user, or cannot be locked
        is_left = False
    finally:
        with suppress(OSError):
            os.close(file)
    return is_left


def is_temporary(name: str) -> bool:
    """Whether `name` is the name of a temporary file of Redaksi."""
    return bool(_NAME.fullmatch(name))


def sweep_old(path: Path) -> None:
    """Remove the temporary file `path` if it is older than `_STALE`."""
    with suppress(OSError):
        if time.time() - path.lstat().st_mtime > _STALE:
            path.unlink()
