"""Fields of one line: what is pasted into one becomes one line, or is passed on whole."""

from textual import on
from textual.events import Paste
from textual.message import Message
from textual.widgets import Input

from redaksi import clean

LONGEST = 2_000
"""Characters that a field takes from one paste."""


class LineField(Input):
    """A compact field of a form.

    A paste becomes one line, no longer than such a thing can be. Enter takes the completion that is shown.
    """

    def __init__(self, value: str, *, placeholder: str = "", id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(value, placeholder=placeholder, compact=True, select_on_focus=False, id=id)

    @on(Paste)
    def _take_paste(self, event: Paste) -> None:
        event.prevent_default()
        event.stop()
        self.replace(clean.line(event.text)[:LONGEST], *self.selection)

    async def action_submit(self) -> None:
        if self.cursor_at_end:
            self.action_cursor_right()  # takes the completion, so what is seen is what is meant
        await super().action_submit()


class ShortField(Input):
    """A field in which several lines can be no answer: they are passed on as `Lines`, and the field stays as it is."""

    class Lines(Message):
        """Several lines were pasted: TEXT."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    @on(Paste)
    def _pass_on(self, event: Paste) -> None:
        if len(event.text.strip().splitlines()) > 1:
            event.prevent_default()
            event.stop()
            self.post_message(self.Lines(event.text))
