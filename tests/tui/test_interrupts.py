"""Signals during the start of the desk or of the first screen, and unsuitable terminals."""

import signal
import sys
from pathlib import Path

import pytest

from redaksi.desk import Desk
from tests.tui.conftest import WRITER
from tests.tui.terminal import Terminal, in_terminal
from tests.waiting import PATIENCE

# At the given moment of its start, the program sends the signal to itself.
AT_A_MOMENT = """
import os, sys
moment, number = sys.argv.pop(1), int(sys.argv.pop(1))
def strike(*_): os.kill(os.getpid(), number)
if moment == "as it is made":
    from redaksi.tui.themed_app import ThemedApp
    made = ThemedApp.__init__
    def init(self, *args): made(self, *args); strike()
    ThemedApp.__init__ = init
elif moment == "when it is loaded":
    from redaksi.tui.themed_app import ThemedApp
    loaded = ThemedApp.on_load
    def load(self): loaded(self); strike()
    ThemedApp.on_load = load
elif moment == "when it composes":
    from redaksi.tui.screens.board import BoardScreen
    from redaksi.tui.first_run import FirstRunScreen
    for screen in (BoardScreen, FirstRunScreen):
        def compose(self, real=screen.compose): strike(); yield from real(self)
        screen.compose = compose
elif moment == "when it is mounted":
    from redaksi.tui.themed_app import ThemedApp
    def mount(self): self.call_later(strike)
    ThemedApp.on_mount = mount
from redaksi.__main__ import main
sys.argv[0] = "redaksi"
main()
"""
MOMENTS = ("as it is made", "when it is loaded", "when it composes", "when it is mounted")


def ended(terminal: Terminal) -> tuple[int, str]:
    """The exit code of the program and its whole output."""
    shown = terminal.read_to_end()
    return terminal.process.wait(PATIENCE), shown


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("first_time", [False, True], ids=["the desk", "the first screen"])
def test_an_interrupt_while_it_comes_up_ends_it_in_order(
    room: Path, tmp_path: Path, moment: str, *, first_time: bool
) -> None:
    who = [] if first_time else ["--newsroom", str(room), "--as", WRITER]
    command = [sys.executable, "-c", AT_A_MOMENT, moment, str(int(signal.SIGINT)), *who]
    with in_terminal(command, HOME=str(tmp_path), XDG_DATA_HOME=str(tmp_path)) as terminal:
        code, shown = ended(terminal)
    assert code == 128 + signal.SIGINT
    assert "Traceback" not in shown
    assert "redaksi: " not in shown
    assert ("\x1b[?1049h" in shown) == ("\x1b[?1049l" in shown), "the terminal is not given back"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_the_exit_code_tells_the_signal(room: Path, number: int) -> None:
    command = [sys.executable, "-c", AT_A_MOMENT, "when it is mounted", str(int(number))]
    with in_terminal([*command, "--newsroom", str(room), "--as", WRITER]) as terminal:
        assert ended(terminal)[0] == 128 + number


@pytest.mark.parametrize("kind", ["dumb", "unknown", ""])
def test_a_terminal_without_a_cursor_gets_the_board_as_a_table(
    room: Path, desk: Desk, kind: str
) -> None:
    command = [sys.executable, "-m", "redaksi", "--newsroom", str(room), "--as", WRITER]
    with in_terminal(command, TERM=kind) as terminal:
        code, shown = ended(terminal)
    assert code == 0
    assert "draft" in shown
    assert "\x1b[?1049h" not in shown


def test_a_terminal_that_has_one_shows_the_desk(room: Path) -> None:
    command = [sys.executable, "-m", "redaksi", "--newsroom", str(room), "--as", WRITER]
    with in_terminal(command) as terminal:
        terminal.wait_for("\x1b[?1049h")


def test_without_a_screen_on_standard_error_the_board_is_printed(room: Path) -> None:
    with in_terminal(
        [
            "sh",
            "-c",
            f'exec "{sys.executable}" -m redaksi --newsroom "{room}" --as "{WRITER}" 2>/dev/null',
        ]
    ) as terminal:
        code, shown = ended(terminal)
    assert code == 0
    assert "draft" in shown
