"""`redaksi` without a command: the desk on a terminal, else the board as a table."""

import os
import sys

import click

from redaksi import runtime
from redaksi.cli.session import Session, pass_session

DUMB = ("", "dumb", "unknown")
"""The values of $TERM for terminals without cursor control, such as Emacs' shell.

These terminals get the board as a table.
"""


@click.command()
@pass_session
def board(session: Session) -> int:
    """Open the desk, or print the board where there is no terminal."""
    on_terminal = _can_show_the_desk()
    if on_terminal and session.is_first_time:
        return _first_time(session)
    desk = session.open()
    if on_terminal:
        _person = desk.person  # a refused identity is reported here, before any screen opens
        from redaksi import tui  # noqa: PLC0415 - Textual is only for the desk

        return tui.run(desk)
    from redaksi.cli.reading import print_board  # noqa: PLC0415 - Rich loads slowly

    runtime.start_collection()
    print_board(desk)
    return 0


def _can_show_the_desk() -> bool:
    """Whether every stream is a terminal that the desk can be drawn on.

    Standard error counts because Textual draws on it.
    """
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return os.environ.get("TERM", "dumb") not in DUMB and all(
        stream.isatty() for stream in streams
    )


def _first_time(session: Session) -> int:
    """Ask for a name and a newsroom, then open the desk there."""
    from redaksi import tui  # noqa: PLC0415 - Textual is only for the desk

    beginning = tui.begin()
    return (
        beginning if isinstance(beginning, int) else tui.run(session.open(), tour=beginning.tour)
    )
