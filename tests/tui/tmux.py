"""Desks in terminals of tmux: real keys go in, and the screen is read."""

import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.waiting import soon

PROGRAM = (sys.executable, "-m", "redaksi")
"""The program of this checkout."""

Size = tuple[int, int]
"""Columns and lines of a terminal."""


class Tmux:
    """A tmux server with its socket in `folder`; every desk is a session of its own."""

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
        self, newsroom: Path, name: str, language: str = "en", film: Path | None = None
    ) -> "Session":
        """Start the desk of `name`, which `film` records as an asciicast."""
        columns, lines = map(str, self._size)
        command = [*self._program, "--newsroom", str(newsroom), "--as", name]
        variables = {"LANG": "C.UTF-8", "LANGUAGE": language, "HOME": os.environ["HOME"]}
        session = Session(self, name.split(maxsplit=1)[0])
        start = ("new-session", "-d", "-s", session.name, "-x", columns, "-y", lines)
        settings = [f"-e{name}={value}" for name, value in variables.items()]

        def is_there() -> bool:
            """A server that is about to end, for want of sessions, drops a new session."""
            self.run(*start, *settings, *command)
            return bool(self.run("list-sessions"))

        assert soon(is_there), "no session of tmux began"
        if film:
            recorder = (sys.executable, "-m", "tests.tui.asciicast", str(film), columns, lines)
            self.run("pipe-pane", "-t", session.name, shlex.join(recorder))
        return session

    def end(self) -> None:
        """End the server, and wait until every desk has ended."""
        desks = [int(desk) for desk in self.run("list-panes", "-a", "-F", "#{pane_pid}").split()]
        self.run("kill-server")
        assert soon(lambda: not any(map(_runs, desks))), "a desk goes on without its terminal"


class Session:
    """One terminal."""

    def __init__(self, tmux: Tmux, name: str) -> None:
        self._tmux = tmux
        self.name = name

    def keys(self, *keys: str) -> None:
        """Press `keys`, by tmux's names."""
        self._tmux.run("send-keys", "-t", self.name, *keys)

    def type(self, text: str) -> None:
        """Type `text`, one key per character."""
        self._tmux.run("send-keys", "-t", self.name, "-l", text)

    def paste(self, text: str) -> None:
        """Paste `text` in one go, as a terminal does."""
        self._tmux.run("load-buffer", "-", given=text)
        self._tmux.run("paste-buffer", "-p", "-r", "-t", self.name)

    def screen(self) -> str:
        """The text of the whole screen."""
        return self._tmux.run("capture-pane", "-p", "-t", self.name)

    def see(self, *texts: str) -> None:
        """Wait until all `texts` are on the screen."""
        assert soon(lambda: all(text in self.screen() for text in texts)), (
            f"{texts} not seen:\n{self.screen()}"
        )

    def gone(self) -> None:
        """Wait until the desk has ended."""
        assert soon(lambda: self.name not in self._tmux.run("list-sessions")), self.screen()


def _runs(process: int) -> bool:
    """Whether the `process` runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
