"""The footer: the commands that are offered now, as many as fit, never a clipped word."""

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content
from textual.events import Click
from textual.style import Style
from textual.widget import Widget

from redaksi.tui.commands.base import Command, Context

GAP = "  "
COMMAND = "command"
"""Marks what a click does."""


class CommandBar(Widget):
    """One line of keys and labels; each can be clicked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"command-bar--key", "command-bar--label"}

    def __init__(self, commands: Sequence[type[Command]], *, typing: bool = False) -> None:
        """With TYPING, fields have the focus here: then keys that are characters are not shown."""
        super().__init__()
        self._typing = typing
        self._commands = commands
        self._offered = Context()

    def show(self, context: Context) -> None:
        """Offer what CONTEXT allows."""
        self._offered = context
        self.refresh()

    def render(self) -> Content:
        key, label = (self.get_visual_style(name, partial=True) for name in sorted(self.COMPONENT_CLASSES))
        pieces = {command: self._piece(command, key, label) for command in self._fitting()}
        return Content(GAP).join(pieces.values())

    def _fitting(self) -> list[type[Command]]:
        """The offered commands in their order, without the last in rank that do not fit."""
        offered = [command for command in self._commands if command.rank and command.enabled(self._offered)]
        room = self.content_size.width + len(GAP)
        chosen: set[type[Command]] = set()
        for command in sorted(offered, key=lambda one: one.rank):
            room -= self._piece(command, Style(), Style()).cell_length + len(GAP)
            if room < 0:
                break
            chosen.add(command)
        return [command for command in offered if command in chosen]

    def _piece(self, command: type[Command], key: Style, label: Style) -> Content:
        text = Content.assemble((command.key(typing=self._typing), key), (" " + command.title(), label))
        return text.stylize(Style.from_meta({COMMAND: command.name()}))

    async def on_click(self, event: Click) -> None:
        if name := event.style.meta.get(COMMAND):
            await self.run_action(f"screen.perform({name!r})")
