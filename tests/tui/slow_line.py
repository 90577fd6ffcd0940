"""A program behind a slow line: `python -m tests.tui.slow_line PROGRAM ...`.

Keys reach the program and its output reaches the terminal only in batches, as over a bad SSH
line. A sequence of the terminal is cut in two, and its rest comes with the next batch.
"""

import fcntl
import os
import pty
import select
import sys
import termios
import time
import tty
from itertools import count

BATCH = 0.2
"""Seconds between two batches."""
CHUNK = 65536
STDIN, STDOUT = 0, 1
ESC = b"\x1b"
QUESTION, ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
"""What Textual asks first, and the answer that terminals such as xterm give; tmux gives none."""


class Keys:
    """The input that waits for the next batch."""

    def __init__(self) -> None:
        self._waiting = b""
        self._cuts = count()

    def add(self, data: bytes) -> None:
        self._waiting += data

    def batch(self) -> bytes:
        """What goes now: all, or all up to the middle of the last sequence.

        The first is cut behind its ESC, the second one character later, and so on. No sequence is
        cut twice.
        """
        at = self._waiting.rfind(ESC)
        sequence = self._waiting[at:] if at >= 0 else b""
        cut = len(self._waiting)
        if len(sequence) > 1:
            cut = at + 1 + next(self._cuts) % (len(sequence) - 1)
        now, self._waiting = self._waiting[:cut], self._waiting[cut:]
        return now


def relay(master: int) -> None:
    """Hand on what comes from the terminal and from `master`, until that one is closed."""
    keys = Keys()
    while True:
        end, shown = time.monotonic() + BATCH, b""
        while (left := end - time.monotonic()) > 0:
            for ready in select.select([STDIN, master], [], [], left)[0]:
                if ready == STDIN:
                    keys.add(os.read(STDIN, CHUNK))
                    continue
                try:
                    shown += os.read(master, CHUNK)
                except OSError:  # Linux raises EIO when the program has ended
                    os.write(STDOUT, shown)
                    return
        os.write(master, keys.batch())
        os.write(STDOUT, shown)
        if QUESTION in shown:
            keys.add(ANSWER)


def main(command: list[str]) -> None:
    """Run `command` in a terminal of the same size."""
    size = fcntl.ioctl(STDIN, termios.TIOCGWINSZ, bytes(8))
    child, master = pty.fork()
    if not child:
        fcntl.ioctl(STDIN, termios.TIOCSWINSZ, size)
        os.execvp(command[0], command)
    tty.setraw(STDIN)
    relay(master)


if __name__ == "__main__":
    main(sys.argv[1:])
