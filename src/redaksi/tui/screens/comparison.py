"""A read-only comparison of two texts, word by word."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from redaksi.desk.revisions import Difference
from redaksi.i18n import N_, _
from redaksi.tui.commands.base import Command, bindings
from redaksi.tui.commands.desk import Help, Leave, Theme
from redaksi.tui.full_screen import FullScreen
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.difference import Differences
from redaksi.tui.widgets.title_bar import TitleBar


class ComparisonScreen(FullScreen[None]):
    """The differences `found` under a `title`; Escape leads back."""

    label = N_("differences")
    commands: ClassVar[tuple[type[Command], ...]] = (Leave, Theme, Help)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self, title: str, found: Iterable[Difference]) -> None:
        super().__init__()
        self._title = title
        self._found = tuple(found)

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield Differences()
        yield CommandBar(self.commands)

    def on_mount(self) -> None:
        self.query_one(TitleBar).title = self._title
        shown = self.query_one(Differences)
        shown.show("" if self._found else _("No difference."), self._found)
        shown.focus()
