"""A field whose one line of text is wrapped: the field grows with the text."""

from collections.abc import Callable

from textual.events import Key
from textual.suggester import Suggester

from redaksi.text import clean
from redaksi.tui.widgets.text_box import TextBox


class WrappedField(TextBox):
    """A field of a form. Enter goes to the next field; a paste becomes one line.

    Tab and the right arrow take the completion that is shown behind the text.
    """

    suggester: Suggester | None = None
    """Completes the text."""

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

    def update_suggestion(self) -> None:
        self.suggestion = ""
        if self.suggester and self.is_mounted:
            self.run_worker(self._suggest(), exclusive=True)

    async def _suggest(self) -> None:
        typed = self.value
        whole = await self._completion()
        if whole and self.value == typed:
            self.suggestion = whole[len(typed) :]

    async def _completion(self) -> str | None:
        """The whole text that the typed beginning stands for; None for none.

        It is asked for anew: Tab may follow the last letter before the offer is visible.
        """
        if not self.suggester or not self.value or self.cursor_location != self.document.end:
            return None
        found = await self.suggester.get_suggestion(self.value)
        return found if found and len(found) > len(self.value) else None

    async def _on_key(self, event: Key) -> None:
        if event.key in {"enter", "tab"}:
            event.prevent_default()
            event.stop()
            whole = await self._completion() if event.key == "tab" else None
            if whole is None:
                self.screen.focus_next()
            else:
                self.value = whole
                self.move_cursor(self.document.end)
        else:
            await super()._on_key(event)
