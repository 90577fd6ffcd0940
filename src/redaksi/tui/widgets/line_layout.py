"""The layout of an article in a given width: a column of text, notes beside or below it.

Only visible parts are wrapped. The height of the others is estimated until they are visible.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from textual.content import Content

from redaksi.domain.article import Note

MEASURE = (72, 76)
"""The least and the greatest width in cells of a line of text, which reads comfortably.

A terminal of 80 columns gives the least; a still smaller one gives what it has.
"""
GUTTER = 4
"""Cells before the text for the cursor and the marks."""
GAP = 3
"""Cells between the text and the notes beside it."""
ASIDE = (28, 44)
"""The least and the greatest width in cells of the column of notes.

With less room the notes stand below their paragraphs.
"""
KEPT = 400
"""Parts whose lines are cached."""


class Stop(NamedTuple):
    """A place for the cursor: a paragraph's id, a note's id, or neither for the whole article."""

    paragraph: str = ""
    note: str = ""


class Part(NamedTuple):
    """A part of the column of text: its lines at a width, and the notes beside it."""

    lines: Callable[[int], list[Content]]
    stop: Stop | None = None
    mark: Content = Content("")
    notes: tuple[Note, ...] = ()


class Line(NamedTuple):
    """A line of text and the line of notes beside it, each with its stop."""

    text: Content
    stop: Stop | None
    mark: Content
    aside: Content
    aside_stop: Stop | None


class Frame(NamedTuple):
    """The widths in cells of the margin, of the text, and of the notes beside it.

    The last is 0 if the notes stand below the text, or if there are none.
    """

    margin: int
    measure: int
    aside: int

    @property
    def start(self) -> int:
        """The column where the text begins."""
        return self.margin + GUTTER

    @property
    def end(self) -> int:
        """The column behind the text."""
        return self.start + self.measure


def frame(width: int, *, notes: bool) -> Frame:
    """The division of `width` cells, with the text in the middle; with `notes`, text and notes."""
    room = width - GUTTER - MEASURE[0] - GAP
    if notes and room >= ASIDE[0]:
        aside = min(ASIDE[1], room)
        measure = min(MEASURE[1], width - GUTTER - GAP - aside)
        return Frame((width - GUTTER - measure - GAP - aside) // 2, measure, aside)
    measure = max(ASIDE[0] // 2, min(MEASURE[1], width - GUTTER - 1))
    return Frame(max(0, (width - measure) // 2 - GUTTER), measure, 0)


class _NoteBlock(NamedTuple):
    top: int
    lines: list[Content]
    stop: Stop


class LineLayout:
    """Parts below one another, separated by a blank line."""

    def __init__(
        self, parts: Sequence[Part], width: int, note_lines: Callable[[Note, int], list[Content]]
    ) -> None:
        self.width = width
        self.frame = frame(width, notes=any(part.notes for part in parts))
        self._parts = list(self._with_notes(parts, note_lines))
        self._note_lines = note_lines
        self._lines: dict[int, list[Content]] = {}
        self._tops = [0]  # of the measured parts, followed by the end of the last of them
        self._asides: list[_NoteBlock] = []
        self.stops = [stop for part in self._parts for stop in self._stops_of(part)]
        self._places = {
            part.stop: place for place, part in enumerate(self._parts) if part.stop is not None
        }

    def _with_notes(
        self, parts: Sequence[Part], note_lines: Callable[[Note, int], list[Content]]
    ) -> Iterator[Part]:
        """The `parts`; without room beside the text, each is followed by its notes as parts."""
        for part in parts:
            if self.frame.aside:
                yield part
                continue
            yield part._replace(notes=())
            for note in part.notes:
                yield Part(partial(note_lines, note), Stop(note.paragraph, note.id))

    def _stops_of(self, part: Part) -> Iterator[Stop]:
        if part.stop is not None:
            yield part.stop
        yield from (Stop(note.paragraph, note.id) for note in part.notes)

    def forget(self) -> None:
        """Forget the lines after a change of styles. The heights are unchanged."""
        self._lines.clear()

    @property
    def whole(self) -> bool:
        """Whether every part is measured."""
        return len(self._tops) > len(self._parts)

    @property
    def height(self) -> int:
        """The number of lines, estimated from the average height until every part is measured."""
        end = max(self._tops[-1], self._aside_end)
        measured = len(self._tops) - 1
        return (
            end
            if self.whole or not measured
            else end + (len(self._parts) - measured) * self._tops[-1] // measured
        )

    @property
    def _aside_end(self) -> int:
        return self._asides[-1].top + len(self._asides[-1].lines) + 1 if self._asides else 0

    def measure(self, line: int) -> None:
        """Measure every part that begins above `line`."""
        while not self.whole and self._tops[-1] <= line:
            self.measure_next()

    def measure_next(self) -> None:
        """Measure one more part."""
        place, top = len(self._tops) - 1, self._tops[-1]
        for note in self._parts[place].notes:
            lines = self._note_lines(note, self.frame.aside - 2)
            self._asides.append(
                _NoteBlock(max(top, self._aside_end), lines, Stop(note.paragraph, note.id))
            )
        self._tops.append(top + len(self._lines_of(place)) + 1)

    def line(self, y: int) -> Line:
        """The line `y`, which is blank below the end."""
        self.measure(y)
        aside, aside_stop = self._aside_at(y)
        place = bisect_right(self._tops, y) - 1
        if place >= len(self._parts):
            return Line(Content(""), None, Content(""), aside, aside_stop)
        part, offset = self._parts[place], y - self._tops[place]
        lines = self._lines_of(place)
        if offset >= len(lines):
            return Line(Content(""), None, Content(""), aside, aside_stop)
        return Line(
            lines[offset], part.stop, Content("") if offset else part.mark, aside, aside_stop
        )

    def span(self, stop: Stop) -> tuple[int, int]:
        """The first line of `stop`, and the line after its last."""
        place = self._places.get(stop)
        if place is None:
            # A note beside the text has no part of its own.
            place = self._places.get(Stop(stop.paragraph), self._places.get(Stop(), 0))
        while len(self._tops) <= place + 1:
            self.measure_next()
        for aside in self._asides:
            if aside.stop == stop:
                return aside.top, aside.top + len(aside.lines)
        return self._tops[place], self._tops[place + 1] - 1

    def seen(self, top: int, bottom: int) -> Iterator[Stop]:
        """The stops of the text that begin in the lines from `top` to before `bottom`."""
        self.measure(bottom)
        for place in range(
            bisect_right(self._tops, top - 1),
            min(bisect_right(self._tops, bottom), len(self._parts)),
        ):
            stop = self._parts[place].stop
            if stop is not None and top <= self._tops[place] < bottom:
                yield stop

    def _aside_at(self, y: int) -> tuple[Content, Stop | None]:
        place = bisect_right(self._asides, y, key=lambda one: one.top) - 1
        if place >= 0 and y - self._asides[place].top < len(self._asides[place].lines):
            return self._asides[place].lines[y - self._asides[place].top], self._asides[place].stop
        return Content(""), None

    def _lines_of(self, place: int) -> list[Content]:
        if place not in self._lines:
            if len(self._lines) >= KEPT:
                self._lines.pop(next(iter(self._lines)))
            part = self._parts[place]
            is_note = part.stop is not None and bool(part.stop.note)
            self._lines[place] = part.lines(self.frame.measure - (2 if is_note else 0))
        return self._lines[place]
