"""Files on their way to become others.

A living writer holds the lock of its file: what a dead one left is removed.

Each folder has a few names for them, and the first free one is taken: so whoever writes next meets
what was left.
"""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from redaksi.store.dossiers import locks

_NAME = re.compile(r"\..+\.[0-9a-f]{8}\.tmp")
_NAMES = tuple(f".redaksi.{number:08x}.tmp" for number in range(8))
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_STALE = 3600.0
"""Seconds; a file this old belongs to nobody any more, whether its writer knew of locks or not."""


@contextmanager
def create(folder: int, mode: int) -> Iterator[tuple[int, str]]:
    """A new file with `mode` in the open `folder`, and its name; gone afterwards, unless it was
    moved.

    Raises:
        OSError
    """
    file, name = _first(folder, mode)
    try:
        yield file, name
    except BaseException:
        with suppress(OSError):
            if locks.is_at(file, name, folder):
                os.unlink(name, dir_fd=folder)
        raise
    finally:
        with suppress(OSError):  # what is in it was forced to the disk before
            os.close(file)


def _first(folder: int, mode: int) -> tuple[int, str]:
    """A file of the first free name; what dead writers left under the names behind it is
    removed.
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
    """The new file `name`, locked; None where somebody else is at it.

    Whoever may read the folder can be: none waits.
    """
    try:
        file = os.open(name, _NEW, mode, dir_fd=folder)
    except FileExistsError:
        if not sweep(name, folder):
            return None
        file = os.open(name, _NEW, mode, dir_fd=folder)
    try:
        if _is_held(file) and locks.is_at(file, name, folder):
            return file
        os.close(file)  # somebody took it for a dead one's before it was locked
    except BaseException:
        os.close(file)
        raise
    return None


def _is_held(file: int) -> bool:
    """Whether `file` is locked by now, or its file system knows no locks; not where somebody
    else was quicker.
    """
    try:
        return locks.try_take(file)
    except OSError:
        return True


def sweep(name: str, folder: int) -> bool:
    """Remove `name` in the open `folder` if its writer is dead; whether it was so."""
    try:
        file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except OSError:
        return False
    try:
        is_left = locks.try_take(file) and locks.is_at(file, name, folder)
        if is_left:
            os.unlink(name, dir_fd=folder)
    except OSError:  # it is no file of ours
        is_left = False
    finally:
        with suppress(OSError):
            os.close(file)
    return is_left


def is_temporary(name: str) -> bool:
    """Whether `name` is one of ours on its way to become a file."""
    return bool(_NAME.fullmatch(name))


def sweep_old(path: Path) -> None:
    """Remove `path`, a temporary file, if it was left behind long ago."""
    with suppress(OSError):
        if time.time() - path.lstat().st_mtime > _STALE:
            path.unlink()
