"""The desk in the terminal."""

import sys
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from redaksi.desk import Desk

if TYPE_CHECKING:
    from redaksi.tui.first_run import Beginning

TURN = 0.0005
"""Seconds after which a thread gets its turn: the one that writes to the terminal waits while the desk goes on."""


def run(desk: Desk, *, tour: bool = False) -> int | None:
    """Show DESK until the person leaves, after the TOUR if wanted; the exit code. Raises what went wrong inside."""
    from textual.drivers import linux_driver  # noqa: PLC0415 - Textual is loaded when a screen is wanted

    from redaksi.tui.app import RedaksiApp  # noqa: PLC0415 - the same

    # Textual decodes what the terminal sends as strict UTF-8: one Latin-1 byte in a paste would end the desk.
    vars(linux_driver)["getincrementaldecoder"] = _lenient
    sys.setswitchinterval(TURN)
    while True:
        app = RedaksiApp(desk, tour=tour)
        app.error_console.quiet = True  # Textual would print the way through the code: that is for the log
        app.run()
        failure: Exception | None = vars(app)["_exception"]
        if failure:
            raise failure
        if not app.again:
            return app.return_code
        tour = False


def begin() -> "Beginning | None":
    """Ask who sits here and for a newsroom; None where they would rather leave."""
    from redaksi.tui.first_run import FirstRunApp  # noqa: PLC0415 - as above

    return FirstRunApp().run()


def _lenient(encoding: str) -> Callable[[], IncrementalDecoder]:
    """The decoder of ENCODING that replaces what it cannot decode."""
    return partial(getincrementaldecoder(encoding), errors="replace")
