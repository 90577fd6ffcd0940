"""The read-only report of an act on many articles: its successes and its failures."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from redaksi.tui.screens.dialog import Dialog
from redaksi.tui.widgets.list_keys import list_keys


class ReportDialog(Dialog):
    """Shows a summary `sentence` above `lines`; the keys of lists scroll the lines."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *list_keys("line(1)", "line(-1)", "scroll(1)", "scroll(-1)", "line(-9999)", "line(9999)")
    ]

    def __init__(self, sentence: str, lines: Iterable[Content]) -> None:
        super().__init__()
        self._sentence = sentence
        self._lines = tuple(lines)

    def heading(self) -> str:
        return self._sentence

    def button(self) -> str:
        return ""

    def fields(self) -> Iterator[Widget]:
        for line in self._lines:
            yield Static(line)

    def action_line(self, lines: int) -> None:
        self.box.scroll_lines(lines)
