"""The help: every command of the screen below, and the keys of the focused widget."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from redaksi.i18n import _
from redaksi.tui import keyboard, motions
from redaksi.tui.commands.base import Command, CommandContext
from redaksi.tui.screens.dialog import Box
from redaksi.tui.widgets.facts import Fact, Facts
from redaksi.tui.widgets.pager import Pager

KEYS = 9
"""The minimum width of the column of keys, in cells."""


UNSEEN = {f"f{number}" for number in range(13, 25)}
"""Hidden keys F13 to F24: terminals send these for Shift with F1 to F12."""


class HelpScreen(ModalScreen[None]):
    """A scrolling list of commands and keys; Escape closes the list."""

    HORIZONTAL_BREAKPOINTS = Box.HORIZONTAL_BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q,enter", "dismiss", show=False),
    ]

    def __init__(
        self, commands: Sequence[type[Command]], context: CommandContext, focused: Widget | None
    ) -> None:
        """Lists `commands` and the keys of the widget `focused`.

        The commands that `context` allows come first, then the keys, then the other commands.
        """
        super().__init__()
        self._offered = context
        self._focused = focused
        self._typing = isinstance(focused, Input | TextArea)
        self._commands = commands
        self._width = max(KEYS, *(len(_keys(command)) + 2 for command in commands))

    def compose(self) -> ComposeResult:
        now = [one for one in self._commands if one.enabled(self._offered) and self._works(one)]
        others = [one for one in self._commands if one not in now]
        with Container(classes="box help"):
            yield Static(_("Help"), classes="dialog-heading", markup=False)
            with Pager(classes="dialog-fields"):
                yield self._section(_("Here you can"), now, typing=self._typing)
                yield Facts(_("The keys here"), self._moving(), indent=motions.MOST + 2)
                if others:
                    yield self._section(_("Not now"), others, typing=False)

    def _works(self, command: type[Command]) -> bool:
        """Whether a key runs `command` here, or `command` has no key at all."""
        return not command.bound() or bool(_keys(command, typing=self._typing))

    def _section(self, heading: str, commands: Sequence[type[Command]], *, typing: bool) -> Facts:
        facts = (
            Fact(one.title(), one.help(), keys=f"{_keys(one, typing=typing):<{self._width}}")
            for one in commands
        )
        widest = max((cell_len(one.title()) for one in commands), default=0)
        return Facts(heading, facts, indent=max(self._width + 2 + widest, motions.MOST + 2))

    def _moving(self) -> Iterator[Fact]:
        taken = [
            key
            for command in self._commands
            if command.binding().priority
            for key in command.bound()
        ]
        found = list(motions.here(self._focused, taken))
        for keys, does in found:
            yield Fact("", does, keys=keys)
        if not any("Tab" in keys for keys, _does in found):
            yield Fact("", _("to the next field"), keys="Tab")
        yield Fact("", _("back; it never ends the program"), keys="Esc")


def _keys(command: type[Command], *, typing: bool = False) -> str:
    """The keys of `command`, spelled for people; without character keys while `typing`."""
    keys = (
        key
        for key in command.bound()
        if key not in UNSEEN and not (typing and keyboard.is_character(key))
    )
    return " ".join(map(keyboard.spelled, keys))
