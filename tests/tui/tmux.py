"""Real terminals: a server of tmux, with the desk of one person in each of its sessions."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.waiting import soon

COMMIT = Path(__file__).parents[2]
"""The folder from which tests are run as modules."""


class Tmux:
    """A tmux server with its socket in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._socket = folder / "tmux"

    def run(self, *command: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", str(self._socket), "-f", "/dev/null", *command],
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout

    def desk(
        self, newsroom: Path, *words: str, language: str = "en", slow: bool = False
    ) -> "Session":
        """Start the desk with the options `words`, in 80 columns and 24 lines.

        Where the line is `slow`, keys and output come in batches.
        """
        command = [sys.executable, "-m", "redaksi", "--newsroom", str(newsroom), *words]
        if slow:
            command = [sys.executable, "-m", "tests.tui.slow_line", *command]
        variables = {"LANG": "C.UTF-8", "LANGUAGE": language, "HOME": os.environ["HOME"]}
        settings = [f"-e{name}={value}" for name, value in variables.items()]
        session = words[-1].split(maxsplit=1)[0]

        def is_there() -> bool:
            """A server that is about to end, for want of sessions, drops a new session."""
            self.run(
                *("new-session", "-d", "-s", session, "-x", "80", "-y", "24"),
                *("-c", str(COMMIT), *settings, *command),
            )
            return session in self.run("list-sessions", "-F", "#S").split()

        assert soon(is_there), "no session of tmux began"
        return Session(self, session)


class Session:
    """The terminal of one person, which is called `name` on the `server`."""

    def __init__(self, server: Tmux, name: str) -> None:
        self._server = server
        self._name = name

    def keys(self, *keys: str) -> None:
        self._server.run("send-keys", "-t", self._name, *keys)

    def type(self, text: str) -> None:
        self._server.run("send-keys", "-t", self._name, "-l", text)

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


@contextmanager
def terminals(folder: Path) -> Iterator[Tmux]:
    """A server in `folder`; the test is skipped where tmux is not installed."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not here")
    server = Tmux(folder)
    try:
        yield server
    finally:
        server.run("kill-server")
