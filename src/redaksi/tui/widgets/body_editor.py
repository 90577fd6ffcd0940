"""The editor of a body, which paints Markdown and findings while the person writes."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from rich.text import Span, Text
from textual import on
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import TextArea
from textual.widgets.text_area import Location

from redaksi.tui.widgets.text_box import TextBox
from redaksi.tui.writing.long_text import longest, split
from redaksi.tui.writing.markdown import LONGEST, STYLES, markdown
from redaksi.tui.writing.marks import LineMark, MarksByLine, Spot, moved, paragraphs, placed

Stretch = tuple[Location, Location]
"""A part of the text: from a location to before another."""

SEVERITIES = ("error", "ethics", "warning", "hint")


class BodyEditor(TextBox):
    """Paragraphs with blank lines between them.

    Its styles are the component classes `body-editor--…`.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"body-editor--{style}" for style in (*STYLES, *SEVERITIES, "match", "current")
    }
    sought: reactive[re.Pattern[str] | None] = reactive(None)
    """The pattern of the find bar: every match is marked."""
    current: reactive[int | None] = reactive(None)
    """The number of the current finding, or None."""

    @dataclass
    class TooLong(Message):
        """The pasted `text` has a paragraph so long that writing in it would be slow."""

        text: str

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(text, id=id)
        self.divert: Callable[[str], bool] = lambda _pasted: False
        """Takes a paste that is no text, and returns whether it did."""
        self._found: MarksByLine = {}
        self._marked: Sequence[str] = ()
        """The lines that `_found` belongs to."""

    def take(self, text: str) -> None:
        """Insert a paste, or post `TooLong` if the paste would make the editor slow."""
        if self.divert(text):
            return
        if longest(text) > LONGEST:
            self.post_message(self.TooLong(text))
        else:
            self.put_in(text)

    def split_paragraphs(self) -> None:
        """Split the paragraphs that are too long, as one change."""
        self.replace(split(self.text), (0, 0), self.document.end)
        self.move_cursor((0, 0))

    def show_findings(self, spots: Iterable[Spot]) -> None:
        """Paint `spots`, which belong to the present text.

        The spots move with the text until the next call.
        """
        self._marked = tuple(self.document.lines)
        self._found = placed(spots, self._marked)
        self._paint_anew()

    def span_of(self, number: int) -> Stretch | None:
        """The present place of the finding `number`; None if an edit removed it."""
        rows = [
            (row, mark)
            for row, marks in self._found.items()
            for mark in marks
            if mark.number == number
        ]
        if not rows:
            return None
        (first, start), (last, end) = min(rows), max(rows)
        return (first, start.start), (last, end.end)

    def numbers_at(self, location: Location) -> list[int]:
        """The numbers of the findings at `location`, the shortest first."""
        row, column = location
        here = [mark for mark in self._found.get(row, ()) if mark.start <= column <= mark.end]
        return [mark.number for mark in sorted(here, key=lambda mark: mark.end - mark.start)]

    def go_to_paragraph(self, paragraph: int) -> None:
        """Put the cursor on the beginning of `paragraph`, counted from 0."""
        found = [*paragraphs(self.document.lines)]
        if paragraph < len(found):
            self.move_cursor((found[paragraph].start, 0), center=True)

    def go_to(self, span: Stretch) -> None:
        """Put the cursor on the beginning of `span`, near the middle of the view."""
        self.move_cursor(span[0], center=True)

    def rewrite(self, changes: Sequence[tuple[Stretch, str]]) -> None:
        """Replace several places as one change, which one undo reverts.

        The places must not overlap, and come in the order of the text.
        """
        (start, _end), (_start, end) = changes[0][0], changes[-1][0]
        pieces, behind = [], start
        for (first, last), words in changes:
            pieces += [self.get_text_range(behind, first), words]
            behind = last
        self.history.checkpoint()
        self.replace("".join(pieces), start, end)
        self.history.checkpoint()

    @on(TextArea.Changed)
    def _move_findings(self) -> None:
        if self._found:
            lines = tuple(self.document.lines)
            self._found, self._marked = moved(self._found, self._marked, lines), lines
            self._paint_anew()

    def watch_sought(self) -> None:
        self._paint_anew()

    def watch_current(self) -> None:
        self._paint_anew()

    def _paint_anew(self) -> None:
        """Paint every line again: their marks have changed."""
        self.notify_style_update()
        self.refresh()

    def _matches(self, line: str) -> Iterator[LineMark]:
        for found in self.sought.finditer(line) if self.sought else ():
            yield LineMark(*found.span(), "match")

    def get_line(self, line_index: int) -> Text:
        line = super().get_line(line_index)
        found = self._found.get(line_index, ())
        here = (
            mark._replace(style="current")
            for mark in found
            if mark.number >= 0 and mark.number == self.current
        )
        marks = (*markdown(line.plain), *found, *here, *self._matches(line.plain))
        length = len(line)  # a change may be painted before the marks have moved with it
        spans = ((mark.start, min(mark.end, length), mark.style) for mark in marks)
        line.spans = [
            Span(start, end, self._style(style)) for start, end, style in spans if start < end
        ]
        return line

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"body-editor--{name}", partial=True)
