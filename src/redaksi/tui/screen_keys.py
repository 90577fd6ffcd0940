"""The keys of a screen's commands, as the person chose them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from redaksi.tui import keyboard
from redaksi.tui.textual_internals import apply_keymap
from redaksi.tui.widgets.command_bar import CommandBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.screen import Screen

    from redaksi.tui.commands.base import Command


class ScreenKeys:
    """Binds the chosen keys to the `commands` of `screen`."""

    def __init__(self, screen: Screen[Any], commands: Sequence[type[Command]]) -> None:
        self._screen = screen
        self._commands = commands
        apply_keymap(screen, keyboard.for_textual())

    def rebind(self) -> None:
        """Use the keys that are installed now."""
        usual = {one.id(): one.keys or keyboard.NONE for one in self._commands}
        apply_keymap(self._screen, {**usual, **keyboard.for_textual()})
        for bar in self._screen.query(CommandBar):
            bar.refresh()
