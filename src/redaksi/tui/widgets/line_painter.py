"""The painted lines of an article: cursor, marks, text and the notes beside it."""

from collections.abc import Callable, Mapping

from textual.content import Content
from textual.style import Style

from redaksi.domain.workflow import waits
from redaksi.tui.widgets.article_parts import ArticleParts, is_banner
from redaksi.tui.widgets.line_layout import GAP, GUTTER, Line, LineLayout, Stop
from redaksi.tui.widgets.text_cursor import TextCursor


class LinePainter:
    """Paints the lines of one layout."""

    def __init__(
        self,
        layout: LineLayout,
        parts: ArticleParts,
        paint: Mapping[str, Style],
        cursor: TextCursor,
        cursor_style: Callable[[], Style],
    ) -> None:
        self._layout = layout
        self._parts = parts
        self._paint = paint
        self._cursor = cursor
        self._cursor_style = cursor_style

    def halves(self, y: int) -> tuple[Content, Content]:
        """Line `y` of the text with its signs, and of the notes beside it."""
        line = self._layout.line(y)
        frame = self._layout.frame
        margin = Content(" " * frame.margin)
        text = (margin + self._before(line) + line.text).truncate(frame.end, pad=True)
        if line.aside_stop is None:
            return text, Content("")
        return text, Content(" " * GAP) + self._bar(line.aside_stop) + line.aside

    def _before(self, line: Line) -> Content:
        if line.stop is not None and line.stop.note:
            return Content(" " * GUTTER) + self._bar(line.stop)
        on = line.stop is not None and line.stop == self._cursor.stop
        return self._sign(on=on) + (line.mark + Content("  ")).truncate(2)

    def _sign(self, *, on: bool) -> Content:
        return Content.styled("▌ " if on else "  ", self._cursor_style())

    def _bar(self, stop: Stop) -> Content:
        """The bar before each line of a note."""
        if stop == self._cursor.stop:
            return self._sign(on=True)
        note = self._parts.note_at(stop)
        urgent = note is not None and (waits(note) or is_banner(note))
        return Content.styled("┃ " if urgent else "│ ", self._paint["asks" if urgent else "bar"])
