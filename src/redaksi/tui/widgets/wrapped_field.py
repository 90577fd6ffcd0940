"""A field whose one line of text is wrapped: the field grows with the text."""

from collections.abc import Callable

from textual.events import Key

from redaksi.text import clean
from redaksi.tui.widgets.text_box import TextBox


class WrappedField(TextBox):
    """A field of a form. Enter goes to the next field; a paste becomes one line."""

    def __init__(
        self,
        text: str,
        divert: Callable[[str], bool],
        *,
        id: str,  # noqa: A002 - Textual's name
    ) -> None:
        """`divert` takes a paste that is meant for another field, and returns whether it did."""
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

    async def _on_key(self, event: Key) -> None:
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            self.screen.focus_next()
        else:
            await super()._on_key(event)
