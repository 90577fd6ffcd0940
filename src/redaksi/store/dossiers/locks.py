"""The named locks of a newsroom: files that are locked and never replaced (see `file_locks`)."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from redaksi.system import file_locks, safe_files, sharing

if TYPE_CHECKING:
    from concurrent.futures import Future


PATIENCE = 2.0
"""Seconds of waiting after which the person is told who holds the lock."""

_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}

Waits = Callable[[str, str], object]
"""Called with the name of a lock that is waited for, and a sentence about who holds the lock.

An exception from this function ends the waiting.
"""


class Locks:
    """The lock files of one folder.

    Each hold opens the file again, so threads of one process exclude each other as well.
    """

    def __init__(self, folder: Path, holder: str = "") -> None:
        """`holder` is the name that others who wait are shown.

        The attribute `waits` is called when this process has to wait for long.
        """
        self._folder = folder
        self._holder = holder
        self.waits: Waits = lambda _lock, _sentence: None

    @contextmanager
    def hold(self, name: str, *, shared: bool = False) -> Iterator[int]:
        """Wait for the lock `name` and hold it; the descriptor of its open file.

        A `shared` lock excludes only exclusive locks. Not reentrant.

        Raises:
            OSError: when the lock file cannot be opened, created or locked.
        """
        file = self._open(name, os.O_RDONLY if shared else os.O_RDWR)
        try:
            self._take(file, name, shared=shared)
            if self._holder and not shared:
                from redaksi.store.dossiers import holders  # noqa: PLC0415 - not before the first paint

                holders.sign(file, self._holder)
            yield file
        finally:
            with suppress(OSError):  # an error here does not concern the work under the lock
                file_locks.release(file)
            safe_files.close(file)

    def make(self, name: str) -> None:
        """Create the file of the lock `name`, or repair the rights of an existing one.

        Raises:
            OSError: when the file cannot be opened or created.
        """
        file = self._open(name)
        try:
            with (
                suppress(PermissionError),
                safe_files.folder(self._folder, 1) as folder,
            ):  # the file may belong to another user
                around = os.fstat(folder)
                sharing.share(file, around, sharing.held_mode(around))
        finally:
            safe_files.close(file)

    def _take(self, file: int, name: str, *, shared: bool) -> None:
        """Take the lock `name`, open as `file`; call `waits` after `PATIENCE` seconds."""
        if not file_locks.try_take(file, shared=shared):
            taken = _taken_soon(file, shared=shared)
            try:
                taken.result(PATIENCE)
            except TimeoutError:
                from redaksi.store.dossiers import holders  # noqa: PLC0415 - not before the first paint

                self.waits(name, holders.told(self._folder / name))
                taken.result()

    def _open(self, name: str, flags: int = os.O_RDONLY) -> int:
        while True:
            try:
                return safe_files.open_file(self._folder / name, 2, flags)
            except FileNotFoundError:
                with suppress(FileExistsError):  # somebody else created the file meanwhile
                    return self._create(name)
            except safe_files.Special as error:
                raise safe_files.Special(
                    error.errno, f"{self._folder.name}/{name}: {error.strerror}"
                ) from error
            except OSError as error:
                if error.errno not in _READ_ONLY or flags == os.O_RDONLY:
                    raise
                flags = os.O_RDONLY  # `flock` needs no right to write

    def _create(self, name: str) -> int:
        """The new file of the lock `name`, open, and shared with all who may write its folder.

        Raises:
            OSError: when the file cannot be created.
        """
        with sharing.folder(self._folder, 1) as folder:
            around = os.fstat(folder)
            file = safe_files.open_in(folder, name, os.O_RDWR | os.O_CREAT | os.O_EXCL)
            try:
                sharing.share(file, around, sharing.held_mode(around))
            except BaseException:
                safe_files.close(file)
                raise
            return file


def _taken_soon(file: int, *, shared: bool) -> "Future[None]":
    """A future that is done when the lock of `file` is taken.

    A thread waits for the kernel, so the caller can stop waiting.
    """
    from concurrent.futures import Future  # noqa: PLC0415 - seldom needed: most locks are free

    taken: Future[None] = Future()

    def wait() -> None:
        try:
            file_locks.take(file, shared=shared)
        except OSError as error:
            taken.set_exception(error)
        else:
            taken.set_result(None)

    Thread(target=wait, name="lock", daemon=True).start()
    return taken
