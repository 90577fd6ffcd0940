"""`python -m bench.peer TEXT` runs an empty Textual app with the kinds of widgets of the desk.

TEXT is the path of the text to show.
"""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Markdown, OptionList, TextArea

ROWS = 60
FIELDS = 5


class Reading(Screen[None]):
    """A text as Textual's own Markdown shows it."""

    BINDINGS = [("escape", "app.pop_screen", "")]  # noqa: RUF012 - no ClassVar in Textual either

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        yield Markdown(self._text)


class Writing(Screen[None]):
    """The text in Textual's own TextArea."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        yield TextArea(self._text)


class Filtering(ModalScreen[str]):
    """Fields in a dialog, which returns the typed text."""

    BINDINGS = [Binding("enter", "done", "", priority=True)]  # noqa: RUF012 - the same

    def compose(self) -> ComposeResult:
        for _number in range(FIELDS):
            yield Input(compact=True)

    def action_done(self) -> None:
        self.dismiss("".join(field.value for field in self.query(Input)))


class Peer(App[None]):
    """A list whose rows can be read, written and filtered."""

    BINDINGS = [("enter", "read", ""), ("e", "write", ""), ("j", "down", ""), ("F", "filter", "")]  # noqa: RUF012 - the same

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        yield OptionList(*(f"row {number}" for number in range(ROWS)))

    def action_down(self) -> None:
        self.query_one(OptionList).action_cursor_down()

    def on_option_list_option_selected(self) -> None:
        self.push_screen(Reading(self._text))

    def action_write(self) -> None:
        self.push_screen(Writing(self._text))

    def action_filter(self) -> None:
        self.push_screen(Filtering(), self._show)

    def _show(self, word: str | None) -> None:
        rows = self.query_one(OptionList)
        rows.clear_options()
        rows.add_options(f"{word} {number}" for number in range(ROWS))


if __name__ == "__main__":
    Peer(Path(sys.argv[1]).read_text("utf-8")).run()
