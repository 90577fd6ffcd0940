"""The output of commands: tables for people, one JSON document for programs.

Text of the newsroom is never interpreted as markup.
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
"""The width in cells when the output is no terminal and $COLUMNS is not set.

Nothing is cut or wrapped for a program.
"""
GAP = 2
"""The cells between two columns of a table."""
NARROW = 20
"""The least useful width in cells, for text and for the flexible column of a table."""


def plain(text: str) -> str:
    """`text` without control characters, which could steer the terminal.

    Somebody may have put them into a dossier by hand.
    """
    return clean.characters(text)


def line(text: str) -> None:
    """Print one line of a requested answer."""
    click.echo(plain(text))


def say(sentence: str) -> None:
    """Print one sentence about the result of a command; nothing under --quiet."""
    if not _is_quiet():
        line(sentence)


def _is_quiet() -> bool:
    context = click.get_current_context(silent=True)
    session = context.find_object(Session) if context else None
    return bool(session and session.quiet)


def warn(sentence: str) -> None:
    """Print one sentence on standard error, apart from the output that a program reads."""
    click.echo(f"redaksi: {plain(sentence)}", err=True)


def document(data: object) -> None:
    """Print `data` as one JSON document without characters that could steer a terminal."""
    click.echo(msgspec.json.format(_encoded(data), indent=2))


def _encoded(data: object) -> bytes:
    with suppress(UnicodeEncodeError):  # a file name may hold bytes that are not UTF-8
        encoded = msgspec.json.encode(data)
        if is_harmless(encoded):  # the usual case, tested over all text at once
            return encoded
    return msgspec.json.encode(_cleaned(msgspec.to_builtins(data)))


def _cleaned(data: Any) -> Any:
    """Plain `data` with every harmful text cleaned; bytes that are not UTF-8 are escaped."""
    if isinstance(data, str):
        text = data.encode(errors="backslashreplace").decode()
        return plain(text) if clean.is_harmful(text) else text
    if isinstance(data, dict):
        return {_cleaned(key): _cleaned(value) for key, value in data.items()}
    return list(map(_cleaned, data)) if isinstance(data, list | tuple) else data


def console() -> Console:
    """Standard output for tables and paragraphs, with the terminal's colours and width."""
    given = os.environ.get("COLUMNS", "")
    width = (
        None
        if sys.stdout.isatty()
        else int(given)
        if given.isdecimal() and int(given)
        else UNBOUNDED
    )
    printer = Console(width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)
    printer.width = max(printer.width, NARROW)  # a narrower terminal breaks the lines itself
    return printer


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    flexible: int,
    spare: Sequence[int] = (),
    *,
    wraps: bool = False,
) -> None:
    """Print `rows` under `columns`.

    When the terminal is too narrow, the `spare` columns are left out in their order. Then the
    `flexible` column is cut with an ellipsis, or wrapped for `wraps`. `flexible` and `spare` are
    column numbers, from 0.
    """
    printer = console()
    lines = [[clean.line(cell) for cell in row] for row in rows]
    widths = _widths([columns, *lines], flexible, spare, printer.width)
    whole = flexible if wraps else None
    for head in _lines_of(columns, widths, whole, printer):
        printer.print(Text(head, style="bold"), soft_wrap=True)
    # A table of Rich costs 0.3 ms and 3 kB a row: a large team would take a minute.
    shown = (f"{line}\n" for cells in lines for line in _lines_of(cells, widths, whole, printer))
    # Written in the terminal's encoding; click would write UTF-8 to an ASCII terminal.
    printer.file.write("".join(shown))
    printer.file.flush()


def _lines_of(
    cells: Sequence[str], widths: dict[int, int], whole: int | None, printer: Console
) -> Iterator[str]:
    """The lines that show the row `cells` in columns of these `widths`.

    The column `whole` is wrapped over several lines; the others are cut.
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
    """`cell` in lines of at most `width` cells, broken at blanks if possible."""
    if cell_len(cell) <= width:
        return [cell]
    return [line.plain.rstrip() for line in Text(cell).wrap(printer, width, overflow="fold")]


def _cut(cell: str, width: int) -> str:
    """`cell` in at most `width` cells; an ellipsis replaces the rest."""
    return cell if cell_len(cell) <= width else set_cell_size(cell, width - 1) + "…"


def _widths(
    lines: Sequence[Sequence[str]], flexible: int, spare: Sequence[int], width: int
) -> dict[int, int]:
    """The widths of the columns that fit into `width` cells, by column number.

    The `flexible` column keeps a useful width. If even these columns are too wide, the widest
    shrink.
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
    # The columns shrink one cell at a time, the widest first.
    for _column in range(sum(widths.values()) + GAP * (len(widths) - 1) - width):
        widest = max(widths, key=lambda number: widths[number])
        widths[widest] = max(1, widths[widest] - 1)
    return widths


def _room(widths: dict[int, int], flexible: int, width: int) -> int:
    """The cells that the other columns of `widths` leave to the `flexible` column."""
    return width - sum(one + GAP for number, one in widths.items() if number != flexible)


def name_problems(desk: Desk) -> None:
    """Warn of the dossiers that were skipped because they cannot be read."""
    for problem in desk.reading.problems():
        warn(f"{problem.name}: {problem.why}")


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error, if that is a terminal.

    The function that it yields takes the number done and the total.
    """
    with Progress(
        console=Console(stderr=True),
        transient=True,
        disable=_is_quiet() or not sys.stderr.isatty(),
    ) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
