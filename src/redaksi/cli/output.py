"""What commands print: tables for people, one JSON document for programs.

Newsroom text is never markup.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import zip_longest
from typing import Any

import click
import msgspec
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.progress import Progress
from rich.text import Text

from redaksi.cli.session import Session
from redaksi.desk import Desk
from redaksi.domain.harmless import is_harmless
from redaksi.text import clean

UNBOUNDED = 10_000
"""Columns for a reader that is no terminal, unless $COLUMNS says: nothing is cut or wrapped for
a program.
"""
GAP = 2
"""Columns between two of a table."""
NARROW = 20
"""Columns below which text, or the flexible column of a table, is of no use."""


def plain(text: str) -> str:
    """`text` without what could steer the terminal, also where somebody put it into a dossier
    by hand.
    """
    return clean.characters(text)


def line(text: str) -> None:
    """One line of what was asked for."""
    click.echo(plain(text))


def say(sentence: str) -> None:
    """One sentence of what was done, or that there is nothing; not under --quiet."""
    if not _is_quiet():
        line(sentence)


def _is_quiet() -> bool:
    context = click.get_current_context(silent=True)
    session = context.find_object(Session) if context else None
    return bool(session and session.quiet)


def warn(sentence: str) -> None:
    """One sentence aside: standard error, so that a program reading the output never sees it."""
    click.echo(f"redaksi: {plain(sentence)}", err=True)


def document(data: object) -> None:
    """`data` as one JSON document, without what could steer a terminal, wherever `data` came
    from.
    """
    click.echo(msgspec.json.format(_encoded(data), indent=2))


def _encoded(data: object) -> bytes:
    with suppress(UnicodeEncodeError):  # the name of a file that is no UTF-8
        encoded = msgspec.json.encode(data)
        if is_harmless(encoded):  # as nearly always: one look at all of it
            return encoded
    return msgspec.json.encode(_cleaned(msgspec.to_builtins(data)))


def _cleaned(data: Any) -> Any:
    """`data`, plain, with each harmful text cleaned; what is no UTF-8 is spelled out."""
    if isinstance(data, str):
        text = data.encode(errors="backslashreplace").decode()
        return plain(text) if clean.is_harmful(text) else text
    if isinstance(data, dict):
        return {_cleaned(key): _cleaned(value) for key, value in data.items()}
    return list(map(_cleaned, data)) if isinstance(data, list | tuple) else data


def console() -> Console:
    """Standard output for tables and paragraphs; colours and width as the terminal has them."""
    given = os.environ.get("COLUMNS", "")
    width = (
        None
        if sys.stdout.isatty()
        else int(given)
        if given.isdecimal() and int(given)
        else UNBOUNDED
    )
    printer = Console(width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)
    printer.width = max(
        printer.width, NARROW
    )  # a terminal that is narrower breaks the lines itself
    return printer


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    flexible: int,
    spare: Sequence[int] = (),
    *,
    wraps: bool = False,
) -> None:
    """`rows` under `columns`; where the terminal is narrow, the `spare` columns go in their order.

    Then the `flexible` column is cut with an ellipsis or, if it `wraps`, goes on in the next line.
    """
    printer = console()
    lines = [[clean.line(cell) for cell in row] for row in rows]
    widths = _widths([columns, *lines], flexible, spare, printer.width)
    whole = flexible if wraps else None
    for head in _lines_of(columns, widths, whole, printer):
        printer.print(Text(head, style="bold"), soft_wrap=True)
    # A table of rich takes 0.3 ms a row, and 3 kB: a large team would be waited for a minute.
    shown = (f"{line}\n" for cells in lines for line in _lines_of(cells, widths, whole, printer))
    printer.file.write(
        "".join(shown)
    )  # in the terminal's own letters; click would write UTF-8 to one of ASCII
    printer.file.flush()


def _lines_of(
    cells: Sequence[str], widths: dict[int, int], whole: int | None, printer: Console
) -> Iterator[str]:
    """The lines that show the row `cells` in columns of these `widths`; the column `whole` goes
    on in the next ones.
    """
    columns = [
        _wrapped(cells[number], width, printer)
        if number == whole
        else [_cut(cells[number], width)]
        for number, width in widths.items()
    ]
    for parts in zip_longest(*columns, fillvalue=""):
        padded = (
            part + " " * (width - cell_len(part))
            for part, width in zip(parts, widths.values(), strict=True)
        )
        yield (" " * GAP).join(padded)


def _wrapped(cell: str, width: int, printer: Console) -> list[str]:
    """`cell` in lines of at most `width` columns, broken at blanks where there are any."""
    if cell_len(cell) <= width:
        return [cell]
    return [line.plain.rstrip() for line in Text(cell).wrap(printer, width, overflow="fold")]


def _cut(cell: str, width: int) -> str:
    """`cell` in at most `width` columns; an ellipsis stands for what is left out."""
    return cell if cell_len(cell) <= width else set_cell_size(cell, width - 1) + "…"


def _widths(
    lines: Sequence[Sequence[str]], flexible: int, spare: Sequence[int], width: int
) -> dict[int, int]:
    """The columns that fit into `width` beside a `flexible` one of use, with the width of each.

    Where even those are too wide, the widest give way.
    """
    widths = {
        number: max(map(cell_len, cells)) for number, cells in enumerate(zip(*lines, strict=True))
    }
    wanted = widths[flexible]
    for number in spare:
        if _room(widths, flexible, width) < min(NARROW, wanted):
            del widths[number]
    room = _room(widths, flexible, width)
    widths[flexible] = min(wanted, room if room > 0 else NARROW // 2)
    for _column in range(
        sum(widths.values()) + GAP * (len(widths) - 1) - width
    ):  # what is too wide gives way
        widest = max(widths, key=lambda number: widths[number])
        widths[widest] = max(1, widths[widest] - 1)
    return widths


def _room(widths: dict[int, int], flexible: int, width: int) -> int:
    """What the other columns of `widths` leave to the `flexible` one."""
    return width - sum(one + GAP for number, one in widths.items() if number != flexible)


def name_problems(desk: Desk) -> None:
    """Name the dossiers that were skipped because they cannot be read."""
    for problem in desk.reading.problems():
        warn(f"{problem.name}: {problem.why}")


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error where that is a terminal; what it yields takes how many are done,
    of how many.
    """
    with Progress(
        console=Console(stderr=True),
        transient=True,
        disable=_is_quiet() or not sys.stderr.isatty(),
    ) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
