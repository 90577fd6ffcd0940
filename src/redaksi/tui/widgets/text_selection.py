"""The mouse selection in an article.

A selection that begins in the text covers only text; one that begins in the notes only notes.
"""

from textual.geometry import Offset
from textual.selection import Selection

from redaksi.tui.widgets.line_layout import GAP, LineLayout
from redaksi.tui.widgets.line_painter import LinePainter


class TextSelection:
    """The characters of the painted lines that a selection covers."""

    def __init__(self, layout: LineLayout, painter: LinePainter) -> None:
        self._layout = layout
        self._painter = painter

    def words(self, selection: Selection) -> str:
        """The words of `selection`."""
        first = selection.start.y if selection.start else 0
        last = selection.end.y if selection.end else self._layout.height - 1
        return "\n".join(self._line(selection, y) for y in range(first, last + 1))

    def _line(self, selection: Selection, y: int) -> str:
        text, aside = self._painter.halves(y)
        start, end = self.span(selection, y) or (0, 0)
        return (text + aside).plain[start:end].rstrip()

    def span(self, selection: Selection, y: int) -> tuple[int, int] | None:
        """The selected characters of line `y`: from one index to before another; None for none."""
        span = selection.get_span(y)
        if span is None:
            return None
        middle = len(self._painter.halves(y)[0])  # the index at which the notes begin
        start, end = span[0], span[1] if span[1] >= 0 else middle + self._layout.width
        origin = selection.start or Offset(0, 0)
        if origin.x >= self._layout.frame.end:
            return max(start, middle + GAP), end
        return max(start, self._layout.frame.start), min(end, middle)
