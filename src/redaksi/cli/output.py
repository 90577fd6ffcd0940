"""What commands print: tables for people, one JSON document for programs. Newsroom text is never markup."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import click
import msgspec
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from redaksi import clean
from redaksi.desk import Desk

UNBOUNDED = 10_000
"""Columns for a reader that is no terminal: nothing is cut or wrapped for a program."""


def plain(text: str) -> str:
    """TEXT without what could steer the terminal, also where somebody put it into a dossier by hand."""
    return clean.characters(text)


def say(sentence: str) -> None:
    """One sentence of result."""
    click.echo(plain(sentence))


def warn(sentence: str) -> None:
    """One sentence aside: standard error, so that a program reading the output never sees it."""
    click.echo(f"redaksi: {plain(sentence)}", err=True)


def document(data: object) -> None:
    """DATA as one JSON document."""
    click.echo(msgspec.json.format(msgspec.json.encode(data), indent=2))


def console() -> Console:
    """Standard output for tables and paragraphs; colours and width as the terminal has them."""
    width = None if sys.stdout.isatty() else UNBOUNDED
    return Console(width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], flexible: int) -> None:
    """ROWS under COLUMNS; the FLEXIBLE column is cut with an ellipsis where the terminal is narrow."""
    grid = Table(box=None, pad_edge=False, header_style="bold")
    for number, name in enumerate(columns):
        grid.add_column(name, no_wrap=True, overflow="ellipsis", ratio=1 if number == flexible else None)
    for row in rows:
        grid.add_row(*(Text(clean.line(cell)) for cell in row))
    console().print(grid)


def name_problems(desk: Desk) -> None:
    """Name the dossiers that were skipped because they cannot be read."""
    for problem in desk.reading.problems():
        warn(f"{problem.name}: {problem.why}")


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error where that is a terminal; what it yields takes how many are done, of how many."""
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
