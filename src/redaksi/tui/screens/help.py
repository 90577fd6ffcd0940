"""The help: every command of the screen below, with its keys and what it does."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from redaksi.i18n import _
from redaksi.tui import keyboard
from redaksi.tui.commands.base import Command, Context
from redaksi.tui.widgets.facts import Fact, Facts

KEYS = 9
"""Cells for the keys of a command, at least."""


class HelpScreen(ModalScreen[None]):
    """A list to scroll; Escape leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q,enter", "dismiss", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, commands: Sequence[type[Command]], context: Context) -> None:
        super().__init__()
        self._commands = commands
        self._offered = context

    def compose(self) -> ComposeResult:
        with Container(classes="box help"):
            yield Static(_("Help"), classes="dialog-heading", markup=False)
            with VerticalScroll(classes="dialog-fields"):
                keys = max(KEYS, *(len(_keys(command)) + 2 for command in self._commands))
                indent = keys + 2 + max(cell_len(command.title()) for command in self._commands)
                yield Facts(_("Here you can"), self._facts(keys), indent=indent)
                yield Facts(_("Everywhere"), _moving(), indent=indent)

    def _facts(self, keys: int) -> Iterator[Fact]:
        for command in self._commands:
            aside = "" if command.enabled(self._offered) else _("(not now)")
            yield Fact(f"{_keys(command):<{keys}}{command.title()}", command.help(), aside)

    def action_scroll(self, step: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)


def _keys(command: type[Command]) -> str:
    return " ".join(keyboard.spelled(key) for key in command.bound())


def _moving() -> Iterator[Fact]:
    yield Fact("↑ ↓  j k", _("one line up or down; PgUp and PgDn for a page, g and G for the ends"))
    yield Fact("← →  h l", _("to the next pane or stage"))
    yield Fact("Tab", _("to the next field"))
    yield Fact("Enter →", _("takes the completion that a field shows"))
    yield Fact("Esc", _("back; it never ends the program"))
