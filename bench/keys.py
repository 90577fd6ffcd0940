"""The time from a key to its effect on the screen.

The desk is measured beside `bench.peer`, an empty Textual app with the same kinds of widgets.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from msgspec.structs import replace

from bench import newsroom, startup
from bench.table import Line, Options
from bench.terminal import Terminal, program
from redaksi.desk import open_desk, system_identity
from redaksi.desk.newsroom import create
from redaksi.domain.article import Text

TIMES = 15
WORDS = 2_000
SMALL = 100
HEADLINE = "Naskah Panjang"
COMMON = newsroom.COMMON[0]
READY = b"row 1"

Act = Callable[[Terminal], float]
"""A function that types something and returns the seconds until the effect was shown."""


def lines(options: Options) -> Iterator[Line]:
    """The lines of this part, for a hundred articles and for the largest size."""
    for size in sorted({SMALL, max(options.sizes)}):
        folder = options.folder / f"keys-{size}"
        text = _newsroom(folder, size)
        ours = [*startup.redaksi(), "--newsroom", str(folder)]
        peer = [sys.executable, "-m", "bench.peer", str(text)]
        for name, act in ACTS.items():
            with program(ours) as desk, program(peer) as empty:
                desk.until(HEADLINE.encode())
                empty.until(READY)
                measured, beside = act(desk), act(empty)
            yield Line(
                f"{name}, {size:,} articles", measured, "an empty app", beside, GOALS.get(name)
            )


def _newsroom(folder: Path, size: int) -> Path:
    """Make a newsroom of `size` articles, whose newest article has `WORDS` words.

    Returns the path of a file with the text of that article.
    """
    create(folder, system_identity("Ana"))
    newsroom.fill(folder, size)
    dossier = next(newsroom.articles(1))
    words = " ".join(dossier.article.text.body).split()
    body = tuple(" ".join((words * 3)[:80]) for _ in range(WORDS // 80))
    with open_desk(folder, "Ana") as desk:
        desk.copy.new(replace(Text(headline=HEADLINE), body=body))
        desk.reading.refresh()
        desk.reading.search("x")
    text = folder / "text.md"
    text.write_text("\n\n".join(body), "utf-8")
    return text


def _rows(terminal: Terminal) -> float:
    """Moves through the published articles, the longest list, two panes to the right.

    The peer has only one list.
    """
    terminal.rest()
    for _pane in range(2):
        terminal.type(b"l")
        terminal.rest()
    return median(terminal.press(b"j") for _ in range(TIMES))


def _open(terminal: Terminal) -> float:
    terminal.rest()
    opened = []
    for _ in range(TIMES):
        opened.append(terminal.press(b"\r"))
        terminal.press(b"\x1b")
    return median(opened)


def _type(terminal: Terminal) -> float:
    terminal.rest()
    terminal.press(b"e")
    return median(terminal.press(b"a") for _ in range(TIMES))


def _filter(terminal: Terminal) -> float:
    """Filters by a word of nearly every article, typed into the last field of the dialog."""
    terminal.rest()
    filtered = []
    for _ in range(TIMES):
        terminal.press(b"F")
        terminal.press(b"\t\t\t\t" + COMMON.encode())
        filtered.append(terminal.press(b"\r", COMMON.encode()))
        terminal.type(b"\x1b")
        terminal.rest()
    return median(filtered)


OPENED, TYPING = "an article opened", f"typing in {WORDS:,} words"

ACTS: dict[str, Act] = {
    "one row down": _rows,
    OPENED: _open,
    TYPING: _type,
    "a filter": _filter,
}
GOALS = {OPENED: 1.4, TYPING: 1.2}
"""The most that an act may take, as a multiple of the same act in the empty app."""
