"""The help: every command of the screen below by theme, and the keys of the focused widget.

A wide screen shows two columns.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from redaksi.i18n import N_, _
from redaksi.tui import keyboard, motions
from redaksi.tui.commands.base import Command, CommandContext
from redaksi.tui.screens.dialog import Box
from redaksi.tui.widgets.facts import Fact, Facts
from redaksi.tui.widgets.pager import Pager

KEYS = 9
"""The minimum width of the column of keys, in cells."""


TWO_COLUMNS = 120
"""The minimum width of the screen, in cells, for two columns."""
THEMES: Mapping[str, str] = {
    "article": N_("This article"),
    "notes": N_("Notes"),
    "copydesk": N_("Findings"),
    "editing": N_("Writing"),
    "copying": N_("To the clipboard"),
    "board": N_("The board"),
    "planning": N_("Planning"),
    "people": N_("People"),
    "delivering": N_("Deliveries"),
}
"""The headings of commands by the module that declares them, in the order of the sheet."""

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
        sections = [
            *self._by_theme(now),
            Facts(_("The keys here"), self._moving(), indent=motions.MOST + 2),
            *([self._section(_("Not now"), others, typing=False)] if others else ()),
        ]
        wide = self.app.size.width >= TWO_COLUMNS
        with Container(classes="box help -columns" if wide else "box help"):
            yield Static(_("Help"), classes="dialog-heading", markup=False)
            with Pager(classes="dialog-fields"):
                if wide:
                    yield Horizontal(*map(_column, _halves(sections)), classes="help-columns")
                else:
                    yield from sections

    def _by_theme(self, commands: Sequence[type[Command]]) -> Iterator[Facts]:
        """A section for each theme; the desk's own commands come last."""
        for theme, heading in {**THEMES, "": N_("The desk")}.items():
            if chosen := [one for one in commands if _theme(one) == theme]:
                yield self._section(_(heading), chosen, typing=self._typing)

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


def _theme(command: type[Command]) -> str:
    """The theme of `command` in THEMES; "" for a command of the whole desk."""
    module = command.__module__.rpartition(".")[2]
    return module if module in THEMES else ""


def _halves(sections: Sequence[Facts]) -> tuple[Sequence[Facts], Sequence[Facts]]:
    """`sections` as two columns of about equal length."""
    half = sum(one.least_height for one in sections) / 2
    above = 0
    for place, section in enumerate(sections):
        if above + section.least_height / 2 > half:
            return sections[:place], sections[place:]
        above += section.least_height
    return sections, ()


def _column(sections: Sequence[Facts]) -> Vertical:
    return Vertical(*sections, classes="help-column")


def _keys(command: type[Command], *, typing: bool = False) -> str:
    """The keys of `command`, spelled for people; without character keys while `typing`."""
    keys = (
        key
        for key in command.bound()
        if key not in UNSEEN and not (typing and keyboard.is_character(key))
    )
    return " ".join(map(keyboard.spelled, keys))
