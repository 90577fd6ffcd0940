"""A tap between the program and the operating system, which sees every system call of an act.

Calls inside SQLite bypass the tap. The index is derived data; tests/store covers its failures.
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
"""A function that stands in for system calls.

A tap gets the name of a call, the real function and the positional arguments. The caller sees the
value that the tap returns or the error that the tap raises.
"""

_TAPPED: dict[ModuleType, tuple[str, ...]] = {
    os: (
        *(
            "open",
            "close",
            "read",
            "write",
            "fsync",
            "ftruncate",
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
    """Send every system call of this thread through `tap` inside the `with` block."""
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
    """Records the name of every call and makes the real call."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __call__(self, name: str, real: Real, args: tuple[Any, ...]) -> Any:
        self.names.append(name)
        return real(*args)


class _At:
    """Replaces the call at `position`, counted from 0.

    `hit` is the name of that call; "" until the call comes.
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
    """Fails the call at `position` with the `errno` value `number`.

    With `forever` every later call fails too, as on a disk that is gone.
    """

    def __init__(self, position: int, number: int, *, forever: bool = False) -> None:
        super().__init__(position)
        self._number = number
        self._forever = forever

    def _goes_on(self) -> bool:
        return self._forever

    def _instead(self, name: str, real: Real, args: tuple[Any, ...]) -> Any:
        # A close that reports an error has still closed the file; the same holds for an unlock.
        if name == "os.close" or (name == "fcntl.flock" and args[1] == fcntl.LOCK_UN):
            real(*args)
        if name == "os.access":
            return False
        raise OSError(self._number, os.strerror(self._number))


class ShortAt(_At):
    """Writes only half of the data if the call at `position` is a write."""

    def _instead(self, name: str, real: Real, args: tuple[Any, ...]) -> Any:
        if name != "os.write":
            return real(*args)
        file, data = args
        return real(file, data[: max(1, len(data) // 2)])


class KillAt(_At):
    """Kills the process before the call at `position`; a write is killed half-way."""

    def _instead(self, name: str, real: Real, args: tuple[Any, ...]) -> Any:
        if name == "os.write":
            real(args[0], args[1][: len(args[1]) // 2])
        os.kill(os.getpid(), signal.SIGKILL)
