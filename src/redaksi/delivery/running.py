"""Run a program of the person: without a shell, without a terminal, within a time.

Of a program that prints without end only the first and the last bytes are kept. A program that it
leaves in the background is not waited for.
"""

import os
import signal
import subprocess  # each program is the person's own: see `trust`
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import IO, NamedTuple

KEPT = 4096
"""The most bytes that are kept, each of the beginning and of the end."""
_GRACE = 1.0
"""Seconds in which the rest of the output arrives after the program ended."""
_PART = 1 << 16


class Ended(NamedTuple):
    """A program that ended: its exit code, and the `first` and `last` bytes that it printed."""

    code: int
    first: bytes
    last: bytes


def run(
    words: Sequence[str],
    patience: float,
    *,
    folder: Path | None = None,
    with_errors: bool = False,
    more: Mapping[str, str] = {},
    without: Collection[str] = (),
    given: bytes = b"",
) -> Ended:
    """Run the program and the arguments `words` in `folder` for at most `patience` seconds.

    The program reads `given` from its standard input. `with_errors` keeps standard error as well.
    `more` are environment variables, and `without` are those that the program does not get.

    Raises:
        OSError, ValueError, IndexError: when it cannot be started.
        subprocess.TimeoutExpired: when it did not end; it was killed with all its children.
    """
    output = _Output()
    around = {**os.environ, **more}
    with _source(given) as source:
        # A session of its own has no terminal to read from, and takes its children along.
        process = subprocess.Popen(  # noqa: S603 - see the import
            words,
            cwd=folder,
            env={name: value for name, value in around.items() if name not in without},
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if with_errors else subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,
        )
    reader = Thread(target=output.collect, args=(process.stdout,), daemon=True)
    reader.start()
    try:
        code = process.wait(patience)
    except BaseException:  # Ctrl+C as well
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    reader.join(_GRACE)
    return Ended(code, bytes(output.first), bytes(output.last))


@contextmanager
def _source(given: bytes) -> Iterator[int | IO[bytes]]:
    """Standard input that holds `given`: a file, because a pipe would wait for its reader."""
    if not given:
        yield subprocess.DEVNULL
        return
    with tempfile.TemporaryFile() as file:
        file.write(given)
        file.seek(0)
        yield file


class _Output:
    """The beginning and the end of what a program prints."""

    def __init__(self) -> None:
        self.first = b""
        self.last = b""

    def collect(self, stream: IO[bytes]) -> None:
        """Read `stream` to its end, and close it."""
        with stream:
            while part := stream.read(_PART):
                self.first += part[: KEPT - len(self.first)]
                self.last = (self.last + part)[-KEPT:]
