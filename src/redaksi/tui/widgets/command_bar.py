"""The footer: the available commands that fit, never clipped, and the latest message."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from redaksi.tui.commands.base import NOTHING, Command, CommandContext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Click
    from textual.geometry import Size
    from textual.timer import Timer

GAP = "  "
COMMAND = "command"
"""The key in a style's meta data for the command that a click runs."""

READING = 15
"""Characters that a person reads in a second."""
SHORTEST = 4.0
"""The least time in seconds that a message stays."""
MOST = 6
"""The greatest number of lines of a message, in a terminal that is high enough."""
FLAT = 8
"""Lines of a terminal below which a long message replaces the commands."""


class CommandBar(Widget):
    """A line of keys and labels that can be clicked, and a message.

    A short message stands beside them, a long one above.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "command-bar--key",
        "command-bar--label",
        "command-bar--said",
        "command-bar--warning",
    }

    sentence = reactive("", layout=True)
    """The latest message, until there was time to read it."""
    warning = reactive(False)
    """Whether the message is a warning: a warning has its own lines."""

    def __init__(self, commands: Sequence[type[Command]], *, typing: bool = False) -> None:
        """With `typing`, a field has the focus: keys that are characters are not shown."""
        super().__init__()
        self._typing = typing
        self._commands = commands
        self._offered = NOTHING
        self._until: Timer | None = None

    def show(self, context: CommandContext) -> None:
        """Show the commands that `context` allows.

        An unchanged footer is not painted again: Textual paints all that lies between two changes.
        """
        before, self._offered = self._named(), context
        if self._named() != before:
            self.refresh()

    def _named(self) -> list[tuple[type[Command], str, int]]:
        """The available commands with their captions and ranks."""
        now = self._offered
        return [
            (one, one.caption(now), one.place(now)) for one in self._commands if one.enabled(now)
        ]

    def say(self, sentence: str, *, warning: bool = False) -> None:
        """Show `sentence` for as long as a person needs to read it."""
        if self._until:
            self._until.stop()
        self.warning, self.sentence = warning, sentence
        self.add_class("-saying")
        self._until = self.set_timer(SHORTEST + len(sentence) / READING, self._read)

    def forget(self, sentence: str) -> None:
        """Show `sentence` no more, if it is the present warning."""
        if self.warning and self.sentence == sentence:
            self._read()

    def _read(self) -> None:
        self.warning, self.sentence = False, ""
        self.remove_class("-saying")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        """The message and the commands.

        In a low terminal a long message replaces the commands.
        """
        above = self._above(width)
        if above and self.app.size.height < FLAT:
            return above
        beside = Content("") if above or not self.sentence else self._said() + Content(GAP)
        return [*above, beside + self._row(width - beside.cell_length)]

    def _said(self) -> Content:
        mark, name = ("! ", "command-bar--warning") if self.warning else ("", "command-bar--said")
        return Content.styled(mark + self.sentence, self.get_visual_style(name, partial=True))

    def _above(self, width: int) -> list[Content]:
        """The lines of a message that does not stand beside the commands.

        That is a warning, or a message wider than half the line.
        """
        said = self._said()
        if (
            not self.sentence
            or width <= 0
            or (not self.warning and said.cell_length + len(GAP) <= width // 2)
        ):
            return []
        lines = said.wrap(width)
        most = max(1, min(MOST, self.app.size.height // 4))
        return (
            lines
            if len(lines) <= most
            else [*lines[: most - 1], (lines[most - 1] + Content("…")).rstrip()]
        )

    def _row(self, width: int) -> Content:
        key, label = (
            self.get_visual_style(name, partial=True)
            for name in ("command-bar--key", "command-bar--label")
        )
        return Content(GAP).join(
            self._piece(command, key, label) for command in self._shown(width)
        )

    def _shown(self, width: int) -> list[type[Command]]:
        offered = [command for command in self._commands if command.enabled(self._offered)]
        return fitting(offered, width, self._offered, typing=self._typing)

    def _piece(self, command: type[Command], key: Style, label: Style) -> Content:
        text = Content.assemble(
            (command.key(typing=self._typing), key), (" " + command.caption(self._offered), label)
        )
        return text.stylize(Style.from_meta({COMMAND: command.name()}))

    async def on_click(self, event: Click) -> None:
        name = event.style.meta.get(COMMAND)
        # The first click of a double click may have opened another screen.
        if name and self.screen.is_active:
            await self.run_action(f"screen.perform({name!r})")


def fitting(
    commands: Sequence[type[Command]],
    width: int,
    context: CommandContext = NOTHING,
    *,
    typing: bool = False,
) -> list[type[Command]]:
    """Those of `commands` that have a rank and a key and fit into `width` cells, in order.

    The commands of the last rank are omitted first. Captions and ranks are those of `context`.
    """
    room = width + len(GAP)

    def fits(command: type[Command]) -> bool:
        nonlocal room
        room -= cell_len(f"{command.key(typing=typing)} {command.caption(context)}{GAP}")
        return room >= 0

    ranked = sorted(
        (one for one in commands if one.place(context) and one.bound()),
        key=lambda one: one.place(context),
    )
    chosen = set(takewhile(fits, ranked))
    return [command for command in commands if command in chosen]
