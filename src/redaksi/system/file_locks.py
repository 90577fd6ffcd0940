"""Locks of open files among all processes and threads; the kernel frees those of a dead process.

These are `flock` locks. All locking in Redaksi goes through this module: the named locks of a
newsroom, presence, recovery and temporary files.
"""

import fcntl
import os
from pathlib import Path

from redaksi.system import safe_files


def take(file: int, *, shared: bool = False) -> None:
    """Wait for the lock of the open `file` and take it.

    A `shared` lock excludes only exclusive locks.

    Raises:
        OSError: when the file system cannot lock.
    """
    fcntl.flock(file, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)


def try_take(file: int, *, shared: bool = False) -> bool:
    """Take the lock of the open `file` unless somebody else holds it; whether it was taken.

    Raises:
        OSError: when the file system cannot lock.
    """
    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def release(file: int) -> None:
    """Free the lock of the open `file`.

    Closing the file frees it too, but not while a forked child keeps a copy of the descriptor.

    Raises:
        OSError: when the system refuses.
    """
    fcntl.flock(file, fcntl.LOCK_UN)


def is_at(file: int, name: str | Path, folder: int | None = None) -> bool:
    """Whether `name`, in the open `folder` if one is given, still leads to the open `file`."""
    try:
        return os.path.samestat(
            os.fstat(file), os.stat(name, dir_fd=folder, follow_symlinks=False)
        )
    except FileNotFoundError:
        return False


def claim(path: Path) -> int | None:
    """The file `path`, open and locked until it is closed; None if somebody holds the lock.

    The file is created if needed. The holder of the lock may remove the file.

    Raises:
        OSError: when the file cannot be opened or locked.
    """
    while True:
        file = safe_files.open_file(path, flags=os.O_RDWR | os.O_CREAT)
        is_taken = False
        try:
            is_taken = try_take(file)
            if is_taken and is_at(file, path):
                return file
        except BaseException:
            safe_files.close(file)
            raise
        safe_files.close(file)
        if not is_taken:
            return None
        # The holder removed the file just before its lock was taken here: try a new file.
