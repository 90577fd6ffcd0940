"""A field whose one line of text is wrapped: the field grows with the text."""

from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.suggester import Suggester
from textual.widgets import TextArea

from redaksi.text import clean
from redaksi.tui.widgets.text_box import TextBox


class WrappedField(TextBox):
    """A field of a form. Enter goes to the next field; a paste becomes one line.

    Tab, Enter and the right arrow take what the `suggester` offers.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False)]

    def __init__(
        self,
        text: str,
        divert: Callable[[str], bool],
        suggester: Suggester | None = None,
        *,
        id: str,  # noqa: A002 - Textual's name
    ) -> None:
        """`divert` takes a paste that is meant for another field, and returns whether it did."""
        self._suggester = suggester
        self._offered = ""  # the whole text of the visible offer
        super().__init__(text, id=id)
        self._divert = divert

    @property
    def value(self) -> str:
        """The text; setting it is one change, which undo takes back."""
        return self.text

    @value.setter
    def value(self, text: str) -> None:
        self.replace(text, (0, 0), self.document.end)

    def mark(self, start: int, end: int) -> None:
        """Select the characters from `start` to before `end`."""
        self.move_cursor((0, start))
        self.move_cursor((0, end), select=True)

    def take(self, text: str) -> None:
        if not self._divert(text):
            self.put_in(clean.line(text))

    @on(TextArea.SelectionChanged)
    def update_suggestion(self) -> None:
        """Offer a completion as soon as it is looked up, at the end of the text only."""
        if self._suggester and self.is_attached:
            self._offer()

    @work(exclusive=True, group="offer")
    async def _offer(self) -> None:
        self._offered = await self._whole()
        self.suggestion = self._offered[len(self.text) :]

    async def _whole(self) -> str:
        """The whole text that the typed beginning stands for; "" for none."""
        if self._suggester is None or not self.text or self.cursor_location != self.document.end:
            return ""
        found = await self._suggester.get_suggestion(self.text) or ""
        return found if len(found) > len(self.text) else ""

    def action_cursor_right(self, select: bool = False) -> None:
        if self.suggestion and not select:
            self._take(self._offered)
        else:
            super().action_cursor_right(select)

    async def action_complete(self) -> None:
        """Take the offer, which may not be visible yet; without one, go to the next field."""
        if whole := await self._whole():
            self._take(whole)
        else:
            self.screen.focus_next()

    def _take(self, whole: str) -> None:
        self.value = whole
        self.action_text_end()

    async def _on_key(self, event: Key) -> None:
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            if whole := await self._whole():
                self._take(whole)
            self.screen.focus_next()
        else:
            await super()._on_key(event)
