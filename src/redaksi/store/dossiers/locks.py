"""Locks among all processes and threads: flock on files that are never replaced, so the kernel frees a dead one's."""

import errno
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from redaksi.store.dossiers import durable, holders
from redaksi.system import safe_files

if TYPE_CHECKING:
    from concurrent.futures import Future


PATIENCE = 2.0
"""Seconds after which whoever waits is told for whom."""

_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}

Waits = Callable[[str, str], object]
"""Hears that we wait for a lock, by its name, and a sentence about who holds it. What it raises ends the waiting."""


class Locks:
    """The lock files of one folder. Every hold opens its file anew, which excludes threads of one process as well."""

    def __init__(self, folder: Path, holder: str = "") -> None:
        """HOLDER is who holds them here, for whoever waits; `waits` hears of long waiting."""
        self._folder = folder
        self._holder = holder
        self.waits: Waits = lambda _lock, _sentence: None

    @contextmanager
    def hold(self, name: str, *, shared: bool = False) -> Iterator[int]:
        """Wait for the lock NAME and hold its open file; SHARED with other shared holders only. Not reentrant."""
        file = self._open(name, os.O_RDONLY if shared else os.O_RDWR)
        try:
            self._take(file, name, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
            if self._holder and not shared:
                holders.sign(file, self._holder)
            yield file
        finally:
            # Closing would free it too, but not while a forked child keeps a copy of the descriptor. A failure says
            # nothing of what was done under the lock.
            with suppress(OSError):
                fcntl.flock(file, fcntl.LOCK_UN)
            safe_files.close(file)

    def make(self, name: str) -> None:
        """Make the file of the lock NAME, or mend the one of somebody who died over it."""
        file = self._open(name)
        try:
            with suppress(PermissionError), safe_files.folder(self._folder, 1) as folder:  # it is somebody else's
                around = os.fstat(folder)
                durable.share(file, around, durable.held_mode(around))
        finally:
            safe_files.close(file)

    def _take(self, file: int, name: str, kind: int) -> None:
        """Take the lock NAME, open as FILE; if somebody holds it, wait, and tell for whom if it takes long."""
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            taken = _taken_soon(file, kind)
            try:
                taken.result(PATIENCE)
            except TimeoutError:
                self.waits(name, holders.told(self._folder / name))
                taken.result()

    def _open(self, name: str, flags: int = os.O_RDONLY) -> int:
        while True:
            try:
                return safe_files.open_file(self._folder / name, 2, flags)
            except FileNotFoundError:
                with suppress(FileExistsError):  # somebody else made it just now
                    return self._create(name)
            except safe_files.Special as error:
                raise safe_files.Special(error.errno, f"{self._folder.name}/{name}: {error.strerror}") from error
            except OSError as error:
                if error.errno not in _READ_ONLY or flags == os.O_RDONLY:
                    raise
                flags = os.O_RDONLY  # enough to lock

    def _create(self, name: str) -> int:
        """The new file of the lock NAME, open and shared with whoever may write its folder."""
        with durable.folder(self._folder, 1) as folder:
            around = os.fstat(folder)
            file = safe_files.open_in(folder, name, os.O_RDWR | os.O_CREAT | os.O_EXCL)
            try:
                durable.share(file, around, durable.held_mode(around))
            except BaseException:
                safe_files.close(file)
                raise
            return file


def _taken_soon(file: int, kind: int) -> "Future[None]":
    """When the lock of FILE is taken: the kernel is waited for by a thread, so that one may give up."""
    from concurrent.futures import Future  # noqa: PLC0415 - most locks are free

    taken: Future[None] = Future()

    def take() -> None:
        try:
            fcntl.flock(file, kind)
        except OSError as error:
            taken.set_exception(error)
        else:
            taken.set_result(None)

    Thread(target=take, name="lock", daemon=True).start()
    return taken
