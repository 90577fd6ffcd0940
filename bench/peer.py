"""`python -m bench.peer TEXT`: an empty Textual app with widgets of the kinds that the desk has."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Markdown, OptionList, TextArea

ROWS = 60


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


class Peer(App[None]):
    """A list whose rows can be read and written."""

    BINDINGS = [("enter", "read", ""), ("e", "write", ""), ("j", "down", "")]  # noqa: RUF012 - the same

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


if __name__ == "__main__":
    Peer(Path(sys.argv[1]).read_text("utf-8")).run()
