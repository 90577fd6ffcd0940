"""`redaksi` alone: the desk on a terminal, elsewhere the board as a table."""

import sys

import click

from redaksi.article import Stage
from redaksi.cli import output
from redaksi.cli.reading import article_table
from redaksi.cli.session import Session, pass_session
from redaksi.workflow import stage_name


@click.command()
@pass_session
def board(session: Session) -> int:
    """Open the desk, or print the board where there is no terminal."""
    desk = session.open()
    if sys.stdin.isatty() and sys.stdout.isatty():
        from redaksi import tui  # noqa: PLC0415 - Textual is only for the desk

        return tui.run(desk) or 0
    desk.reading.refresh()
    output.name_problems(desk)
    counts = desk.reading.counts()
    output.say(" · ".join(f"{stage_name(stage)} {counts[stage]}" for stage in Stage))
    article_table(desk, desk.reading.rows())
    return 0
