"""Operations that some file systems lack (WSL's, SMB, exFAT, FUSE): a save does not fail there."""

import errno
import os
from collections.abc import Iterator, Set
from contextlib import contextmanager
from pathlib import Path

_UNSUPPORTED = frozenset(
    {errno.EINVAL, errno.EBADF, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
)
_REFUSED = _UNSUPPORTED | {errno.EPERM, errno.EACCES}
"""Errors of file systems without groups and modes, and of files that belong to somebody else."""


def sync_folder(folder: int) -> None:
    """Force the open `folder` to the disk, if its file system supports that for folders."""
    with _unless(_UNSUPPORTED):
        os.fsync(folder)


def sync_all(folder: int) -> None:
    """Force everything that was written in the file system of the open `folder` to the disk.

    Thousands of new files are durable at once; one by one they would take minutes.
    """
    import ctypes  # noqa: PLC0415 - only for many files

    try:
        sync = ctypes.CDLL(None, use_errno=True).syncfs
    except AttributeError:  # not Linux
        os.sync()
        return
    if sync(folder) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def give_mode(file: int | Path, mode: int) -> None:
    """Give `file` the `mode`, if its file system has modes and the file is ours."""
    with _unless(_REFUSED):
        os.chmod(file, mode)  # noqa: PTH101 - mostly an open file


def give_group(file: int | Path, group: int) -> None:
    """Give `file` to the `group`, if its file system has groups and we are a member of it."""
    with _unless(_REFUSED):
        os.chown(file, -1, group)


@contextmanager
def _unless(numbers: Set[int]) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in numbers:
            raise
