"""In a real terminal, by keys alone, an editor writes and submits, and another publishes."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from redaksi.desk import Desk
from redaksi.domain.article import Stage
from redaksi.store.query import Query
from tests.tui.conftest import CHIEF, WRITER
from tests.waiting import soon


class Tmux:
    """A terminal of 80 columns and 24 lines on a tmux server with its socket in `folder`."""

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

    def desk(self, newsroom: Path, name: str) -> None:
        """Start the desk of `name`."""
        command = [sys.executable, "-m", "redaksi", "--newsroom", str(newsroom), "--as", name]
        variables = {"LANG": "C.UTF-8", "LANGUAGE": "en", "HOME": os.environ["HOME"]}
        settings = [f"-e{name}={value}" for name, value in variables.items()]
        session = name.split(maxsplit=1)[0]

        def is_there() -> bool:
            """A server that is about to end, for want of sessions, drops a new session."""
            self.run(
                *("new-session", "-d", "-s", session, "-x", "80", "-y", "24"), *settings, *command
            )
            return bool(self.run("list-sessions"))

        assert soon(is_there), "no session of tmux began"

    def keys(self, *keys: str) -> None:
        self.run("send-keys", *keys)

    def type(self, text: str) -> None:
        self.run("send-keys", "-l", text)

    def see(self, *texts: str) -> None:
        """Wait until all `texts` are on the screen."""
        screen = ""

        def all_there() -> bool:
            nonlocal screen
            screen = self.run("capture-pane", "-p")
            return all(text in screen for text in texts)

        assert soon(all_there), f"{texts} not seen:\n{screen}"

    def gone(self) -> None:
        """Wait until the desk has ended."""
        assert soon(lambda: not self.run("list-sessions")), self.run("capture-pane", "-p")


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not here")
    tmux = Tmux(tmp_path)
    yield tmux
    tmux.run("kill-server")


def test_an_article_is_written_submitted_and_published_by_keys_alone(
    tmux: Tmux, room: Path, desk: Desk
) -> None:
    tmux.desk(room, WRITER)
    tmux.see("No drafts")
    tmux.keys("n")
    tmux.see("New article")
    tmux.type("Banjir Surut")
    tmux.keys("Enter")
    tmux.see("Text", "Particulars", "Banjir Surut")
    tmux.type("Air surut sejak pagi.")
    tmux.keys("C-s")
    tmux.see("Saved")
    tmux.keys("Escape")
    tmux.see("Draft 1", "Banjir Surut")
    tmux.keys("s")
    tmux.see("Review editor")
    tmux.type(CHIEF[:4])
    tmux.keys("Enter")
    tmux.see("Draft 0", "Review 1")
    tmux.keys("q")
    tmux.gone()

    tmux.desk(room, CHIEF)
    tmux.see("Review 1")
    tmux.keys("l")
    tmux.see("Banjir Surut")
    tmux.keys("p")
    tmux.see("sealed")
    tmux.keys("Enter")
    tmux.see("Published 1")
    tmux.keys("q")
    tmux.gone()

    desk.reading.refresh()
    (row,) = desk.store.page(Query(stage=Stage.PUBLISHED))
    article = desk.reading.article(row.id).article
    assert article.text.body == ("Air surut sejak pagi.",)
    assert article.sign_offs[-1].editor == CHIEF
