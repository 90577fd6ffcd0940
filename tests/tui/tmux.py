"""Real terminals: a server of tmux, with the desk of one person in each of its sessions."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.waiting import soon

PROGRAM = (sys.executable, "-m", "redaksi")
"""The program of this checkout."""

Size = tuple[int, int]
"""Columns and lines of a terminal."""

COMMIT = Path(__file__).parents[2]
"""The folder from which tests are run as modules."""


class Tmux:
    """A tmux server with its socket in `folder`; its terminals have `size`."""

    def __init__(
        self, folder: Path, program: Sequence[str] = PROGRAM, size: Size = (80, 24)
    ) -> None:
        self._socket = folder / "tmux"
        self._program = program
        self._size = size

    def run(self, *command: str, given: str | None = None) -> str:
        """The output of the tmux `command`, which reads `given`."""
        done = subprocess.run(
            ["tmux", "-S", str(self._socket), "-f", "/dev/null", *command],
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout

    def desk(
        self,
        newsroom: Path,
        *words: str,
        language: str = "en",
        slow: bool = False,
        film: Path | None = None,
    ) -> "Session":
        """Start the desk with the options `words`.

        Where the line is `slow`, keys and output come in batches. The output is recorded in the
        file `film`.
        """
        columns, lines = map(str, self._size)
        command = [*self._program, "--newsroom", str(newsroom), *words]
        if slow:
            command = [sys.executable, "-m", "tests.tui.slow_line", *command]
        variables = {"LANG": "C.UTF-8", "LANGUAGE": language, "HOME": os.environ["HOME"]}
        settings = [f"-e{name}={value}" for name, value in variables.items()]
        session = words[-1].split(maxsplit=1)[0]

        def is_there() -> bool:
            """A server that is about to end, for want of sessions, drops a new session."""
            self.run(
                *("new-session", "-d", "-s", session, "-x", columns, "-y", lines),
                *("-c", str(COMMIT), *settings, *command),
            )
            return session in self.run("list-sessions", "-F", "#S").split()

        assert soon(is_there), "no session of tmux began"
        if film:
            recorder = (sys.executable, "-m", "tests.tui.asciicast", str(film), columns, lines)
            self.run("pipe-pane", "-t", session, f"cd {COMMIT} && {shlex.join(recorder)}")
        return Session(self, session)

    def end(self) -> None:
        """End the server, and wait until every desk has ended."""
        desks = [int(desk) for desk in self.run("list-panes", "-a", "-F", "#{pane_pid}").split()]
        self.run("kill-server")
        assert soon(lambda: not any(map(_runs, desks))), "a desk goes on without its terminal"


class Session:
    """The terminal of one person, which is called `name` on the `server`."""

    def __init__(self, server: Tmux, name: str) -> None:
        self._server = server
        self._name = name

    def keys(self, *keys: str) -> None:
        self._server.run("send-keys", "-t", self._name, *keys)

    def type(self, text: str) -> None:
        self._server.run("send-keys", "-t", self._name, "-l", text)

    def paste(self, text: str) -> None:
        """Paste `text` in one go, as a terminal does."""
        self._server.run("load-buffer", "-", given=text)
        self._server.run("paste-buffer", "-p", "-r", "-t", self._name)

    def click(self, text: str) -> None:
        """Press and release the mouse at the first `text` on the screen."""
        lines = self.screen().splitlines()
        row, line = next((row, line) for row, line in enumerate(lines, 1) if text in line)
        place = f"0;{line.index(text) + 1};{row}"
        self.type(f"\x1b[<{place}M\x1b[<{place}m")

    def screen(self) -> str:
        return self._server.run("capture-pane", "-p", "-t", self._name)

    def see(self, *texts: str) -> None:
        """Wait until all `texts` are on the screen."""
        screen = ""

        def all_there() -> bool:
            nonlocal screen
            screen = self.screen()
            return all(text in screen for text in texts)

        assert soon(all_there), f"{texts} not seen:\n{screen}"

    def gone(self) -> None:
        """Wait until the desk has ended."""

        def is_gone() -> bool:
            return self._name not in self._server.run("list-sessions", "-F", "#S").split()

        assert soon(is_gone), self.screen()


def _runs(process: int) -> bool:
    """Whether the `process` runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def terminals(folder: Path) -> Iterator[Tmux]:
    """A server in `folder`; the test is skipped where tmux is not installed."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not here")
    server = Tmux(folder)
    try:
        yield server
    finally:
        server.end()
