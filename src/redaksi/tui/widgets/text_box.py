"""A multi-line text area that is fast with a long text, cleans pastes and survives every undo."""

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.binding import Binding, BindingType
from textual.events import Paste
from textual.widgets import TextArea
from textual.widgets.text_area import Location

from redaksi.text import clean, graphemes
from redaksi.tui.writing.grapheme_moves import GraphemeNavigator, painted
from redaksi.tui.writing.long_text import QuickDocument, QuickWrapping


class TextBox(TextArea):
    """A compact text area, the only one that the desk uses (see `writing.long_text`)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "text_start", show=False),
        Binding("ctrl+end", "text_end", show=False),
        Binding("ctrl+shift+home", "text_start(True)", show=False),
        Binding("ctrl+shift+end", "text_end(True)", show=False),
    ]

    def __init__(
        self,
        text: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(
            text, soft_wrap=True, compact=True, highlight_cursor_line=False, id=id, classes=classes
        )
        self._quicken()

    def load_text(self, text: str) -> None:
        super().load_text(text)
        self._quicken()

    def _quicken(self) -> None:
        self.document = QuickDocument(self.text)
        self.wrapped_document = QuickWrapping(self.document, self.wrap_width, self.indent_width)
        self.navigator = GraphemeNavigator(self.wrapped_document)

    def get_line(self, line_index: int) -> Text:
        return painted(super().get_line(line_index))

    def clamp_visitable(self, location: Location) -> Location:
        """The nearest place for the cursor to `location`, never inside a grapheme."""
        row, column = super().clamp_visitable(location)
        return row, graphemes.snapped(self.document[row], column)

    def get_cursor_word_left_location(self) -> Location:
        row, column = super().get_cursor_word_left_location()
        line = self.document[row]
        return row, graphemes.covering(line, column, len(line))[0]

    def get_cursor_word_right_location(self) -> Location:
        return self.clamp_visitable(super().get_cursor_word_right_location())

    def action_text_start(self, select: bool = False) -> None:
        """Go to the beginning of the text; with `select`, extend the selection to there."""
        self.move_cursor((0, 0), select=select)

    def action_text_end(self, select: bool = False) -> None:
        """Go to the end of the text; with `select`, extend the selection to there."""
        self.move_cursor(self.document.end, select=select)

    @on(Paste)
    def _take_paste(self, event: Paste) -> None:
        event.prevent_default()
        event.stop()
        self.take(clean.characters(event.text))

    def take(self, text: str) -> None:
        """Take the pasted `text`, which is clean already."""
        self.put_in(text)

    def put_in(self, text: str) -> None:
        """Replace the selection with `text`, as one change."""
        start, end = self.selection
        self.move_cursor(
            self.replace(text, start, end, maintain_selection_offset=False).end_location
        )

    def find_matching_bracket(self, bracket: str, search_from: Location) -> None:
        """Find no bracket: each move of the cursor would search the whole text."""
