"""Locks among all processes and threads: flock on files that are never replaced, so the kernel frees a dead one's."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from redaksi import regular
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
            # Closing would free it too, but not while a forked child keeps a copy of the descriptor. A failure says
            # nothing of what was done under the lock.
            with suppress(OSError):
                fcntl.flock(file, fcntl.LOCK_UN)
            regular.close(file)

    def make(self, name: str) -> None:
        """Make the file of the lock NAME, or mend the one of somebody who died over it."""
        file = self._open(name)
        try:
            with suppress(PermissionError), regular.folder(self._folder, 1) as folder:  # it is somebody else's
                durable.share(file, os.fstat(folder))
        finally:
            regular.close(file)

    def _open(self, name: str) -> int:
        while True:
            try:
                return regular.open_file(self._folder / name, 2)  # to read is enough to lock, also in what is read-only
            except FileNotFoundError:
                with suppress(FileExistsError):  # somebody else made it just now
                    return self._create(name)
            except regular.Special as error:
                raise regular.Special(error.errno, f"{self._folder.name}/{name}: {error.strerror}") from error

    def _create(self, name: str) -> int:
        """The new file of the lock NAME, open and shared like its folder."""
        with durable.folder(self._folder, 1) as folder:
            status = os.fstat(folder)
            file = regular.open_in(folder, name, os.O_RDWR | os.O_CREAT | os.O_EXCL, status.st_mode & 0o666)
            try:
                durable.share(file, status)
            except BaseException:
                regular.close(file)
                raise
            return file
