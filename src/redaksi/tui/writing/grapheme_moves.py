"""Moves by whole graphemes for Textual's editors, which know only code points."""

from rich.style import Style
from rich.text import Text
from textual.widgets.text_area import DocumentNavigator, Location, WrappedDocument

from redaksi.text import graphemes


class GraphemeNavigator(DocumentNavigator):
    """Steps left and right over whole graphemes. Backspace and Delete take what a step covers."""

    def __init__(self, wrapped: WrappedDocument) -> None:
        super().__init__(wrapped)
        self.lines = wrapped.document

    def get_location_left(self, location: Location) -> Location:
        row, column = location
        if column == 0:
            return super().get_location_left(location)
        return row, graphemes.before(self.lines[row], column)

    def get_location_right(self, location: Location) -> Location:
        row, column = location
        if self.is_end_of_document_line(location):
            return super().get_location_right(location)
        return row, graphemes.after(self.lines[row], column)


class GraphemeText(Text):
    """A line whose cursor covers a whole grapheme.

    A style that begins inside a grapheme would change the width of the line.
    """

    def stylize(self, style: str | Style, start: int = 0, end: int | None = None) -> None:
        """Apply `style` to the graphemes from `start` to before `end`, or to the rest."""
        if end is not None and 0 <= start < end:
            start, end = graphemes.covering(self.plain, start, end)
        super().stylize(style, start, end)


def painted(line: Text) -> Text:
    """`line` with a cursor that covers a whole grapheme."""
    if line.plain.isascii():
        return line
    return GraphemeText(
        line.plain,
        line.style,
        spans=line.spans,
        no_wrap=line.no_wrap,
        overflow=line.overflow,
        end=line.end,
    )
