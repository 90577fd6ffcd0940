"""The desk as a process in its own terminal, which a test can kill."""

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.forking import in_own_terminal
from tests.waiting import PATIENCE


class Terminal:
    """The output and the keys of a `process` behind a terminal."""

    def __init__(self, process: subprocess.Popen[bytes], master: int) -> None:
        self.process = process
        self._master = master
        self.output = b""

    def wait_for(self, text: str) -> None:
        """Read until the output since the last call holds `text`."""
        end = time.monotonic() + PATIENCE
        while text.encode() not in self.output:
            ready, _, _ = select.select([self._master], [], [], max(0.0, end - time.monotonic()))
            assert ready, f"{text} was not shown: {self.output[-2000:]!r}"
            self.output += os.read(self._master, 65536)
        self.output = b""

    def read_to_end(self) -> str:
        """The whole output until the process ends."""
        with suppress(OSError):  # Linux raises EIO when the other end is closed
            while data := os.read(self._master, 65536):
                self.output += data
        return self.output.decode()

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def close(self) -> None:
        """Close the terminal, as a person closes its window."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1


@contextmanager
def desk_in_terminal(newsroom: Path, name: str) -> Iterator[Terminal]:
    """The desk of `name` in `newsroom`; a desk that still runs at the end is killed."""
    with in_terminal(
        [sys.executable, "-m", "redaksi", "--newsroom", str(newsroom), "--as", name]
    ) as terminal:
        yield terminal


@contextmanager
def in_terminal(command: Sequence[str], **environment: str) -> Iterator[Terminal]:
    """`command` in its own terminal, in English unless `environment` sets another language."""
    master, slave = pty.openpty()
    terminal_size = {"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"}
    environment = {
        **os.environ,
        **terminal_size,
        "LANG": "C.UTF-8",
        "LANGUAGE": "en",
        **environment,
    }
    process = subprocess.Popen(
        in_own_terminal(*command),
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment,
    )
    os.close(slave)
    terminal = Terminal(process, master)
    try:
        yield terminal
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(PATIENCE)
        terminal.close()
