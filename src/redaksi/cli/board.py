"""`redaksi` alone: the desk on a terminal, elsewhere the board as a table."""

import sys

import click

from redaksi.cli.session import Session, pass_session


@click.command()
@pass_session
def board(session: Session) -> int:
    """Open the desk, or print the board where there is no terminal."""
    desk = session.open()
    if sys.stdin.isatty() and sys.stdout.isatty():
        from redaksi import tui  # noqa: PLC0415 - Textual is only for the desk

        return tui.run(desk) or 0
    from redaksi.cli.reading import print_board  # noqa: PLC0415 - Rich's tables are only for the others

    print_board(desk)
    return 0
