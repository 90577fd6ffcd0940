"""A field of one line: what is pasted into it becomes one line, and no longer than such a thing can be."""

from textual import on
from textual.events import Paste
from textual.widgets import Input

from redaksi import clean

LONGEST = 2_000
"""Characters that a field takes from one paste."""


class LineField(Input):
    """A compact field of a form."""

    def __init__(self, value: str, *, placeholder: str = "", id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(value, placeholder=placeholder, compact=True, select_on_focus=False, id=id)

    @on(Paste)
    def _take_paste(self, event: Paste) -> None:
        event.prevent_default()
        event.stop()
        self.replace(clean.line(event.text)[:LONGEST], *self.selection)
