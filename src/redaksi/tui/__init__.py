"""The desk in the terminal."""

import os
import signal
import sys
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from redaksi.desk import Desk

if TYPE_CHECKING:
    from textual.app import ReturnType

    from redaksi.tui.first_run import FirstRunAnswer
    from redaksi.tui.themed_app import ThemedApp

TURN = 0.0005
"""Seconds between switches of Python's threads (`sys.setswitchinterval`).

The short interval lets the thread that writes to the terminal run while the desk works.
"""


def run(desk: Desk, *, tour: bool = False) -> int:
    """Show `desk` until the person leaves; returns the exit code.

    With `tour`, the desk begins with the tour. An unexpected exception inside is raised again.
    """
    from redaksi.tui.app import RedaksiApp  # noqa: PLC0415 - Textual is loaded when a screen is wanted

    sys.setswitchinterval(TURN)
    while True:
        app = RedaksiApp(desk, tour=tour)
        _show(app)
        if not app.again:
            return app.cut or app.return_code or 0
        tour = False


def begin() -> "FirstRunAnswer | int":
    """Ask for the person's name and a newsroom; returns the exit code if they leave instead."""
    from redaksi.tui.first_run import FirstRunApp  # noqa: PLC0415 - as above

    app = FirstRunApp()
    return _show(app) or app.cut or app.return_code or 0


def _show(app: "ThemedApp[ReturnType]") -> "ReturnType | None":
    """Run `app` and return its result. An exception inside the app is raised again."""
    _read_safely()
    # Until `ThemedApp.on_load` handles SIGINT, asyncio would interrupt the app while it starts.
    signal.signal(signal.SIGINT, lambda number, _frame: os._exit(128 + number))
    # Textual would print the traceback, which belongs in the log.
    app.error_console.quiet = True
    result = app.run()
    from redaksi.tui.textual_internals import failure  # noqa: PLC0415 - as above

    error = failure(app)
    # Textual mounts nothing more in an app that a signal ends while it starts.
    if error and not app.cut:
        raise error
    return result


def _read_safely() -> None:
    """Replace the decoder and the parser by which Textual reads from the terminal.

    With ours, no byte of a paste can end the desk, garble the text or run as a command.
    """
    from redaksi.tui.input_parser import InputParser  # noqa: PLC0415 - as above
    from redaksi.tui.textual_internals import read_with  # noqa: PLC0415 - as above

    # Textual decodes strict UTF-8: one Latin-1 byte in a paste would end the desk.
    read_with(_lenient, InputParser)


def _lenient(encoding: str) -> Callable[[], IncrementalDecoder]:
    """The decoder of `encoding` that replaces bytes which it cannot decode."""
    return partial(getincrementaldecoder(encoding), errors="replace")
