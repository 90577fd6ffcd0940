"""A tap between the program and the operating system: every call that an act makes goes through
it.

What SQLite does inside itself does not: the index is derived, and its failures are the matter of
tests/store.
"""

import errno
import fcntl
import io
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import ModuleType
from typing import Any

import pytest

Real = Callable[..., Any]
Tap = Callable[[str, Real, tuple[Any, ...]], Any]
"""Gets the name of a call, what makes it, and its arguments; returns or raises what the caller
shall see.
"""

_TAPPED: dict[ModuleType, tuple[str, ...]] = {
    os: (
        *(
            "open",
            "close",
            "read",
            "write",
            "fsync",
            "stat",
            "lstat",
            "fstat",
            "chmod",
            "fchmod",
            "chown",
            "fchown",
        ),
        *("mkdir", "replace", "rename", "unlink", "link", "scandir", "listdir", "access"),
    ),
    fcntl: ("flock",),
    io: ("open",),
}
ERRORS = {name: getattr(errno, name) for name in ("ENOSPC", "EIO", "EACCES", "EMFILE")}


@contextmanager
def tapped(tap: Tap) -> Iterator[None]:
    """Let every call of this thread go through `tap` meanwhile."""
    here = threading.get_ident()

    def through(name: str, real: Real, *args: Any, **options: Any) -> Any:
        if threading.get_ident() != here:
            return real(*args, **options)
        result = tap(name, partial(real, **options), args)
        if isinstance(result, io.FileIO):
            result.read = partial(through, "io.read", result.read)  # type: ignore[method-assign]
        return result

    with pytest.MonkeyPatch.context() as patch:
        for module, names in _TAPPED.items():
            for name in names:
                patch.setattr(
                    module,
                    name,
                    partial(through, f"{module.__name__}.{name}", getattr(module, name)),
                )
        yield


class Recorder:
    """Notes every call and lets it through."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __call__(self, name: str, real: Real, args: tuple[Any, ...]) -> Any:
        self.names.append(name)
        return real(*args)


class _At:
    """Does something else at the call of one `position`; `hit` is that call's name, "" as long
    as it did not come.
    """

    def __init__(self, position: int) -> None:
        self._left = position
        self.hit = ""

    def __call__(self, name: str, real: Real, args: tuple[Any, ...]) -> Any:
        self._left -= 1
        if self._left >= 0 or (self.hit and not self._goes_on()):
            return real(*args)
        self.hit = self.hit or name
        return self._instead(name, real, args)

    def _goes_on(self) -> bool:
        return False

    def _instead(self, name: str, real: Real, args: tuple[Any, ...]) -> Any:
        raise NotImplementedError


class FailAt(_At):
    """The call at `position` fails with the error `number`; with `forever` every call after it,
    too: the disk is gone.
    """

    def __init__(self, position: int, number: int, *, forever: bool = False) -> None:
        super().__init__(position)
        self._number = number
        self._forever = forever

    def _goes_on(self) -> bool:
        return self._forever

    def _instead(self, name: str, real: Real, args: tuple[Any, ...]) -> Any:
        # A close that reports an error has closed all the same, and an unlock has unlocked.
        if name == "os.close" or (name == "fcntl.flock" and args[1] == fcntl.LOCK_UN):
            real(*args)
        if name == "os.access":
            return False
        raise OSError(self._number, os.strerror(self._number))


class ShortAt(_At):
    """The write at POSITION takes only half of what it is given; any other call is let through."""

    def _instead(self, name: str, real: Real, args: tuple[Any, ...]) -> Any:
        if name != "os.write":
            return real(*args)
        file, data = args
        return real(file, data[: max(1, len(data) // 2)])


class KillAt(_At):
    """The process is killed before the call at POSITION, in a write half way through it."""

    def _instead(self, name: str, real: Real, args: tuple[Any, ...]) -> Any:
        if name == "os.write":
            real(args[0], args[1][: len(args[1]) // 2])
        os.kill(os.getpid(), signal.SIGKILL)
