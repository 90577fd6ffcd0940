"""The standard streams, also where they are closed or full: then no file of ours ever lies
under their numbers.

What standard output does not take goes to standard error: whoever made an article learns its id.
"""

import io
import os
import select
import sys
from contextlib import suppress
from typing import Any

LIMIT = 4_000
"""Bytes of it that go there: enough for whatever was done, not for a whole list."""


class _Aside(io.FileIO):
    """Standard error: what it does not take is lost, and nothing else with it."""

    def write(self, data: Any) -> int:
        with suppress(OSError):
            return _written(super().write, self, data)
        return len(data)


class _Output(io.FileIO):
    """Standard output; `error` tells why it takes nothing more.

    A reader that left is not such an error.
    """

    error: OSError | None = None
    _left = LIMIT

    def write(self, data: Any) -> int:
        if self.error is None:
            try:
                return _written(super().write, self, data)
            except BrokenPipeError:
                raise
            except OSError as error:
                self.error = error
        self._tell(bytes(data))
        return len(data)

    def _tell(self, data: bytes) -> None:
        """Write `data` to standard error; of much only whole lines."""
        if len(data) > self._left:
            data = data[: data.rfind(b"\n", 0, self._left) + 1]
            self._left = len(data)  # nothing more after this
        self._left -= len(data)
        sys.stderr.flush()
        with suppress(OSError):
            os.write(2, data)


def _written(write: Any, file: io.FileIO, data: Any) -> int:
    """How much of `data` is written; a stream that another program made non-blocking is waited
    for.
    """
    while (count := write(data)) is None:
        select.select([], [file], [])
    return int(count)


def hold() -> None:
    """Take the standard streams into our hands, before any file is opened."""
    for number in range(3):
        _reserve(number)
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - a number
    sys.stdout = _text(sys.stdout, _Output(1, "w", closefd=False))
    sys.stderr = _text(sys.stderr, _Aside(2, "w", closefd=False), always=True)


def trouble() -> OSError | None:
    """Why standard output did not take all that was written; None where it did."""
    raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    return raw.error if isinstance(raw, _Output) else None


def _reserve(number: int) -> None:
    """Let `number`, if it is closed, be a file that neither gives nor takes anything."""
    try:
        os.fstat(number)
    except OSError:
        os.open(
            os.devnull, os.O_RDONLY if number else os.O_WRONLY
        )  # the lowest number that is free
        os.set_inheritable(number, True)


def _text(before: Any, raw: io.FileIO, *, always: bool = False) -> io.TextIOWrapper:
    """`raw` as text like the stream `before`; a letter that the terminal lacks is no reason to
    stop.
    """
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=getattr(before, "encoding", None) or "utf-8",
        errors="replace",
        line_buffering=always or raw.isatty(),
    )
