"""The standard streams, made safe where they are closed or full.

No other file ever gets the number of a closed standard stream. Output that standard output does
not accept goes to standard error: whoever made an article still learns its id.
"""

import io
import os
import select
import sys
from contextlib import suppress
from typing import Any

LIMIT = 4_000
"""The bytes of such output that go to standard error: enough for a report, not for a list."""


class _Aside(io.FileIO):
    """Standard error: output that it does not accept is lost, and no error is raised."""

    def write(self, data: Any) -> int:
        with suppress(OSError):
            return _written(super().write, self, data)
        return len(data)


class _Output(io.FileIO):
    """Standard output; `error` holds the error that stopped it.

    A reader that closed the pipe is no such error.
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
        """Write `data` to standard error; above the limit, only whole lines."""
        if len(data) > self._left:
            data = data[: data.rfind(b"\n", 0, self._left) + 1]
            self._left = len(data)  # the last output
        self._left -= len(data)
        sys.stderr.flush()
        with suppress(OSError):
            os.write(2, data)


def _written(write: Any, file: io.FileIO, data: Any) -> int:
    """The bytes of `data` that were written; a non-blocking stream is waited for.

    Another program may have made the stream non-blocking.
    """
    while (count := write(data)) is None:
        select.select([], [file], [])
    return int(count)


def hold() -> None:
    """Replace the standard streams by safe ones, before any file is opened."""
    for number in range(3):
        _reserve(number)
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - a number
    sys.stdout = _text(sys.stdout, _Output(1, "w", closefd=False))
    sys.stderr = _text(sys.stderr, _Aside(2, "w", closefd=False), always=True)


def trouble() -> OSError | None:
    """The error that stopped standard output, or None."""
    raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    return raw.error if isinstance(raw, _Output) else None


def _reserve(number: int) -> None:
    """Open the null device as `number`, if that is closed.

    Neither reading nor writing there works, so that errors are reported.
    """
    try:
        os.fstat(number)
    except OSError:
        os.open(
            os.devnull, os.O_RDONLY if number else os.O_WRONLY
        )  # becomes the lowest free number
        os.set_inheritable(number, True)


def _text(before: Any, raw: io.FileIO, *, always: bool = False) -> io.TextIOWrapper:
    """A text stream over `raw` with the encoding of `before`.

    A character that the terminal's encoding lacks becomes a question mark.
    """
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=getattr(before, "encoding", None) or "utf-8",
        errors="replace",
        line_buffering=always or raw.isatty(),
    )
