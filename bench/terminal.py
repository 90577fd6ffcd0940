"""A program in its own terminal, whose output the benches watch."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import perf_counter

PATIENCE = 30.0
"""Seconds after which a missing screen counts as a failure."""
REST = 0.15
"""Seconds without output after which a screen is complete."""
SIZE = (40, 120)
"""Lines and columns of the terminal."""


class Terminal:
    """The output and the keys of a program behind the file descriptor `master`."""

    def __init__(self, master: int) -> None:
        self._master = master

    def until(self, word: bytes) -> float:
        """The moment at which the output holds `word`, as a reading of `perf_counter`.

        Raises:
            TimeoutError: when `word` does not appear within `PATIENCE`
        """
        seen = b""
        deadline = perf_counter() + PATIENCE
        while perf_counter() < deadline:
            if select.select([self._master], [], [], 0.5)[0]:
                seen += os.read(self._master, 65536)
                if word in seen:
                    return perf_counter()
        raise TimeoutError(f"{word!r} was not shown within {PATIENCE:.0f} s")

    def type(self, keys: bytes) -> None:
        """Type `keys` without waiting for any output."""
        os.write(self._master, keys)

    def press(self, keys: bytes, shows: bytes = b"") -> float:
        """The seconds from typing `keys` until the end of their output, which holds `shows`.

        Raises:
            TimeoutError: when `shows` or any output does not appear within `PATIENCE`
        """
        began = perf_counter()
        self.type(keys)
        if shows:
            return max(self.until(shows), self.rest()) - began
        if not select.select([self._master], [], [], PATIENCE)[0]:
            raise TimeoutError(f"{keys!r} showed nothing within {PATIENCE:.0f} s")
        return self.rest() - began

    def rest(self) -> float:
        """Wait for `REST` seconds without output; returns the moment of the last output.

        Raises:
            TimeoutError: when the output does not end within `PATIENCE`
        """
        deadline = perf_counter() + PATIENCE
        last = perf_counter()
        while select.select([self._master], [], [], REST)[0]:
            os.read(self._master, 65536)
            last = perf_counter()
            if last > deadline:
                raise TimeoutError(f"the screen does not come to rest within {PATIENCE:.0f} s")
        return last


@contextmanager
def program(
    command: Sequence[str], environment: Mapping[str, str] = os.environ
) -> Iterator[Terminal]:
    """Run `command` in its own terminal; the process is killed at the end."""
    child, master = pty.fork()
    if child == 0:
        own = {
            **environment,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
        }
        os.execvpe(command[0], list(command), own)
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
    try:
        yield Terminal(master)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(master)
