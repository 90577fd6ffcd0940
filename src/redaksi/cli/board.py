"""`redaksi` alone: the desk on a terminal, elsewhere the board as a table."""

import os
import sys

import click

from redaksi import runtime
from redaksi.cli.session import Session, pass_session

DUMB = ("", "dumb", "unknown")
"""What $TERM says of terminals that know no cursor, as Emacs' shell: they get the board as a
table.
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
        _person = (
            desk.person
        )  # whoever may not be who they say hears so here, not from the screens
        from redaksi import tui  # noqa: PLC0415 - Textual is only for the desk

        return tui.run(desk)
    from redaksi.cli.reading import print_board  # noqa: PLC0415 - Rich's tables are only for the others

    runtime.take_up()
    print_board(desk)
    return 0


def _can_show_the_desk() -> bool:
    """Whether there is a terminal on every stream (Textual paints on standard error), and one
    that can be painted.
    """
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return os.environ.get("TERM", "dumb") not in DUMB and all(
        stream.isatty() for stream in streams
    )


def _first_time(session: Session) -> int:
    """Ask for name and newsroom, then open the desk there."""
    from redaksi import tui  # noqa: PLC0415 - Textual is only for the desk

    beginning = tui.begin()
    return (
        beginning if isinstance(beginning, int) else tui.run(session.open(), tour=beginning.tour)
    )
