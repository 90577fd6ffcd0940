"""Locks among all processes and threads: the kernel's, on open files, so a dead process holds
none.

Redaksi locks files by the functions of this module only: dossiers, presence, recovery and files on
their way. `Locks` are lock files with names, which are never replaced.
"""

import errno
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from redaksi.store.dossiers import holders, sharing
from redaksi.system import safe_files

if TYPE_CHECKING:
    from concurrent.futures import Future


PATIENCE = 2.0
"""Seconds after which whoever waits is told for whom."""

_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}

Waits = Callable[[str, str], object]
"""Hears that we wait for a lock, by its name, and a sentence about who holds it.

What it raises ends the waiting.
"""


def take(file: int, *, shared: bool = False) -> None:
    """Wait for the lock of the open `file`, and take it; `shared` with other shared holders only.

    Raises:
        OSError
    """
    fcntl.flock(file, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)


def try_take(file: int, *, shared: bool = False) -> bool:
    """Take the lock of the open `file` unless somebody else holds it; whether it was taken.

    Raises:
        OSError
    """
    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_at(file: int, name: str | Path, folder: int | None = None) -> bool:
    """Whether the open `file` is still the one that is called `name`, in the open `folder` if
    one is given.
    """
    try:
        return os.path.samestat(
            os.fstat(file), os.stat(name, dir_fd=folder, follow_symlinks=False)
        )
    except FileNotFoundError:
        return False


def claim(path: Path) -> int | None:
    """The open file `path`, made if need be, whose lock is held until it is closed; None where
    somebody holds it.

    Whoever holds it may remove it.

    Raises:
        OSError
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
            return None  # else its holder removed it just before we had it


class Locks:
    """The lock files of one folder.

    Every hold opens its file anew, which excludes threads of one process as well.
    """

    def __init__(self, folder: Path, holder: str = "") -> None:
        """`holder` is who holds them here, for whoever waits; `waits` hears of long waiting."""
        self._folder = folder
        self._holder = holder
        self.waits: Waits = lambda _lock, _sentence: None

    @contextmanager
    def hold(self, name: str, *, shared: bool = False) -> Iterator[int]:
        """Wait for the lock `name` and hold its open file; `shared` with other shared holders
        only. Not reentrant.
        """
        file = self._open(name, os.O_RDONLY if shared else os.O_RDWR)
        try:
            self._take(file, name, shared=shared)
            if self._holder and not shared:
                holders.sign(file, self._holder)
            yield file
        finally:
            # Closing would free it too, but not while a forked child keeps a copy of the
            # descriptor. A failure says nothing of what was done under the lock.
            with suppress(OSError):
                fcntl.flock(file, fcntl.LOCK_UN)
            safe_files.close(file)

    def make(self, name: str) -> None:
        """Make the file of the lock `name`, or mend the one of somebody who died over it."""
        file = self._open(name)
        try:
            with (
                suppress(PermissionError),
                safe_files.folder(self._folder, 1) as folder,
            ):  # it is somebody else's
                around = os.fstat(folder)
                sharing.share(file, around, sharing.held_mode(around))
        finally:
            safe_files.close(file)

    def _take(self, file: int, name: str, *, shared: bool) -> None:
        """Take the lock `name`, open as `file`; if somebody holds it, wait, and tell for whom
        if it takes long.
        """
        if not try_take(file, shared=shared):
            taken = _taken_soon(file, shared=shared)
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
                raise safe_files.Special(
                    error.errno, f"{self._folder.name}/{name}: {error.strerror}"
                ) from error
            except OSError as error:
                if error.errno not in _READ_ONLY or flags == os.O_RDONLY:
                    raise
                flags = os.O_RDONLY  # enough to lock

    def _create(self, name: str) -> int:
        """The new file of the lock `name`, open and shared with whoever may write its folder."""
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
    """When the lock of `file` is taken: the kernel is waited for by a thread, so that one may
    give up.
    """
    from concurrent.futures import Future  # noqa: PLC0415 - most locks are free

    taken: Future[None] = Future()

    def wait() -> None:
        try:
            take(file, shared=shared)
        except OSError as error:
            taken.set_exception(error)
        else:
            taken.set_result(None)

    Thread(target=wait, name="lock", daemon=True).start()
    return taken
