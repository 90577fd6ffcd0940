"""The commands of the screens, one per line: keys, label, screens."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.content import Content

from redaksi.text import clean
from redaksi.tui import keyboard
from redaksi.tui.commands.base import Command
from redaksi.tui.widgets.line_list import LineList

KEYS, NAME = 16, 26
"""The cells of the keys and of the label."""


class CommandKeys(NamedTuple):
    """A command, the labels of its screens, and whether the person bound it to other keys."""

    command: type[Command]
    screens: tuple[str, ...]
    is_own: bool

    @property
    def spelled(self) -> str:
        """The keys as they are shown and typed, with blanks between."""
        return " ".join(map(keyboard.spelled, self.command.bound()))

    def has(self, wanted: str) -> bool:
        """Whether `wanted`, as `clean.key` makes it, is one of the keys or part of the words."""
        words = " ".join((*self.command.words(), self.command.id(), *self.screens))
        return wanted in clean.key(words) or wanted in map(clean.key, self.spelled.split())


class KeyList(LineList):
    """A list of commands, one of them selected."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"key-list--{name}" for name in ("keys", "own", "meta")
    }

    def __init__(self) -> None:
        super().__init__()
        self.commands: Sequence[CommandKeys] = ()

    @property
    def count(self) -> int:
        return len(self.commands)

    @property
    def selected(self) -> CommandKeys | None:
        """The selected command, or None."""
        return self.commands[self.cursor] if self.cursor < self.count else None

    def show(self, commands: Sequence[CommandKeys]) -> None:
        """Show `commands`; the cursor stays in its place."""
        self.commands = commands
        self.renew(self.cursor)
        self.post_message(self.Moved())

    def line(self, place: int) -> Content:
        one = self.commands[place]
        parts = (
            (("*" if one.is_own else " ") + one.spelled, "own" if one.is_own else "keys", KEYS),
            (one.command.title(), "", NAME),
            (", ".join(one.screens), "meta", 0),
        )
        return Content(" ").join(self._column(*part) for part in parts)

    def _column(self, words: str, style: str, width: int) -> Content:
        content = Content(words)
        if style:
            content = content.stylize(self.get_visual_style(f"key-list--{style}", partial=True))
        return content.truncate(width, ellipsis=True, pad=True) if width else content
