"""Locks among all processes and threads: flock on files that are never replaced, so the kernel frees a dead one's."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from redaksi.store import durable


class Locks:
    """The lock files of one folder. Every hold opens its file anew, which excludes threads of one process as well."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def hold(self, name: str, *, shared: bool = False) -> Iterator[None]:
        """Wait for the lock NAME and hold it; SHARED with other shared holders only. Not reentrant."""
        file = self._open(name)
        try:
            fcntl.flock(file, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
            yield
        finally:
            # Closing would free it too, but not while a forked child keeps a copy of the descriptor. A failure of
            # either says nothing of what was done under the lock, and a close that fails has closed.
            with suppress(OSError):
                fcntl.flock(file, fcntl.LOCK_UN)
            with suppress(OSError):
                os.close(file)

    def make(self, name: str) -> None:
        """Make the file of the lock NAME, or mend the one of somebody who died over it."""
        os.close(self._create(self._folder / name))

    def _open(self, name: str) -> int:
        path = self._folder / name
        try:
            return os.open(path, os.O_RDONLY)  # enough to lock, also where the newsroom is read-only
        except FileNotFoundError:
            return self._create(path)

    def _create(self, path: Path) -> int:
        if not self._folder.is_dir():
            durable.make_folder(self._folder)
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            with suppress(PermissionError):  # somebody else made it just now
                durable.share(file, self._folder.stat())
        except BaseException:
            os.close(file)
            raise
        return file
