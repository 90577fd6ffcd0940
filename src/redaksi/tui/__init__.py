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
    from redaksi.tui.themed import ThemedApp

TURN = 0.0005
"""Seconds after which a thread gets its turn: the one that writes to the terminal waits while
the desk goes on.
"""


def run(desk: Desk, *, tour: bool = False) -> int:
    """Show `desk` until the person leaves, after the `tour` if wanted; the exit code.

    Raises what went wrong inside.
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
    """Ask who sits here and for a newsroom; the exit code where they would rather leave."""
    from redaksi.tui.first_run import FirstRunApp  # noqa: PLC0415 - as above

    app = FirstRunApp()
    return _show(app) or app.cut or app.return_code or 0


def _show(app: "ThemedApp[ReturnType]") -> "ReturnType | None":
    """Run `app`; what it gives. Raises what went wrong inside."""
    _read_safely()
    # Until the app answers it (see `ThemedApp.on_load`), asyncio would cut it off in the midst of
    # its beginning.
    signal.signal(signal.SIGINT, lambda number, _frame: os._exit(128 + number))
    app.error_console.quiet = (
        True  # Textual would print the way through the code: that is for the log
    )
    result = app.run()
    from redaksi.tui.textual_internals import failure  # noqa: PLC0415 - as above

    error = failure(app)
    if error and not app.cut:  # where it is cut off while it comes up, Textual mounts nothing more
        raise error
    return result


def _read_safely() -> None:
    """Let Textual read from the terminal what no byte of a paste can end, mix up or turn into
    commands.
    """
    from redaksi.tui.pastes import CleanParser  # noqa: PLC0415 - as above
    from redaksi.tui.textual_internals import read_with  # noqa: PLC0415 - as above

    # By itself it decodes strict UTF-8: one Latin-1 byte in a paste would end the desk.
    read_with(_lenient, CleanParser)


def _lenient(encoding: str) -> Callable[[], IncrementalDecoder]:
    """The decoder of `encoding` that replaces what it cannot decode."""
    return partial(getincrementaldecoder(encoding), errors="replace")
