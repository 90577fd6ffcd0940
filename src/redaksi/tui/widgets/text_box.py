"""Where one writes several lines: quick with a long text, clean pastes, and an undo that never
ends the program.
"""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.events import Paste
from textual.widgets import TextArea
from textual.widgets.text_area import DocumentNavigator, Location

from redaksi.text import clean
from redaksi.tui.writing.long_text import QuickDocument, QuickWrapping


class TextBox(TextArea):
    """A compact text area, guarded: the only one that the desk uses (see `long_text`)."""

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
        self.navigator = DocumentNavigator(self.wrapped_document)

    def action_text_start(self, select: bool = False) -> None:
        """Go to the beginning of the text; with `select`, select as far as there."""
        self.move_cursor((0, 0), select=select)

    def action_text_end(self, select: bool = False) -> None:
        """Go to the end of the text; with `select`, select as far as there."""
        self.move_cursor(self.document.end, select=select)

    @on(Paste)
    def _take_paste(self, event: Paste) -> None:
        event.prevent_default()
        event.stop()
        self.take(clean.characters(event.text))

    def take(self, text: str) -> None:
        """Do with the pasted `text`, which is clean, what is to be done."""
        self.put_in(text)

    def put_in(self, text: str) -> None:
        """Put `text` into the place of what is selected, as one change."""
        start, end = self.selection
        self.move_cursor(
            self.replace(text, start, end, maintain_selection_offset=False).end_location
        )

    def find_matching_bracket(self, bracket: str, search_from: Location) -> None:
        """None: brackets in prose are not worth a walk through the whole text at each move of
        the cursor.
        """
