"""A field of one line."""

from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import Input
from textual.widgets.input import Selection

from redaksi.text import graphemes
from redaksi.tui.writing.grapheme_moves import painted


class Painter(Highlighter):
    """Paints the value of a field, whose cursor covers a whole grapheme."""

    def __call__(self, text: str | Text) -> Text:
        return painted(super().__call__(text))

    def highlight(self, text: Text) -> None:
        """Mark parts of the value `text`."""


class Field(Input):
    """The base of all one-line fields, with the keys of a longer text.

    The cursor steps over whole graphemes, and Backspace and Delete take them whole.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", show=False),
        Binding("ctrl+home", "home", show=False),
        Binding("ctrl+end", "end", show=False),
        Binding("ctrl+shift+home", "home(True)", show=False),
        Binding("ctrl+shift+end", "end(True)", show=False),
    ]

    def on_mount(self) -> None:
        self.highlighter = self.highlighter or Painter()

    def validate_selection(self, selection: Selection) -> Selection:
        start, end = super().validate_selection(selection)
        return Selection(graphemes.snapped(self.value, start), graphemes.snapped(self.value, end))

    def action_cursor_left(self, select: bool = False) -> None:
        if select or self.selection.is_empty:
            self._go(graphemes.before(self.value, self.cursor_position), select)
        else:
            super().action_cursor_left()

    def action_cursor_right(self, select: bool = False) -> None:
        if select or (self.selection.is_empty and not self.cursor_at_end):
            self._go(graphemes.after(self.value, self.cursor_position), select)
        else:
            super().action_cursor_right()  # at the end it accepts the completion

    def _go(self, place: int, select: bool) -> None:
        self.selection = Selection(self.selection.start if select else place, place)

    def delete(self, start: int, end: int) -> None:
        """Delete the whole graphemes from `start` to before `end`."""
        super().delete(*graphemes.covering(self.value, *sorted((max(0, start), end))))

    async def action_complete(self) -> None:
        if not await self.take_completion():
            self.screen.focus_next()

    async def take_completion(self) -> bool:
        """Complete the value; returns whether there was anything to complete."""
        completion = await self._completion()
        if completion is not None:
            self.value = completion
            self.action_end()
        return completion is not None

    async def _completion(self) -> str | None:
        """The whole value that the typed beginning stands for; None for none.

        It is asked for anew: the key may follow the last letter before the offer is visible.
        """
        if self.suggester is None or not self.cursor_at_end or not self.value:
            return None
        typed = self.value if self.suggester.case_sensitive else self.value.casefold()
        found = await self.suggester.get_suggestion(typed)
        return found if found and len(found) > len(self.value) else None
