"""The line of the board about dossiers that cannot be read."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.widgets import Static

from redaksi.errors import RedaksiError
from redaksi.i18n import _, ngettext
from redaksi.tui.commands.desk import Problems

if TYPE_CHECKING:
    from redaksi.tui.desk_screen import DeskScreen


class UnreadableLine:
    """Counts the unreadable dossiers on `screen`, and names them when asked."""

    def __init__(self, screen: DeskScreen[Any]) -> None:
        self._screen = screen

    def show_soon(self) -> None:
        """Show the line after the next paint, because `show` looks at each folder."""
        self._screen.call_after_refresh(self._show_if_possible)

    def _show_if_possible(self) -> None:
        with suppress(RedaksiError):  # the lists have told it by then
            self.show()

    def show(self) -> None:
        """Show how many dossiers cannot be read, and the key that names them.

        Raises:
            RedaksiError: when the newsroom is gone.
        """
        found = self._screen.desk.reading.problems()
        lines = self._screen.query("#problems").results(Static)
        if not found:
            for line in lines:
                line.remove()
            return
        line = next(lines, None) or self._added()
        count = ngettext(
            "{count} dossier cannot be read", "{count} dossiers cannot be read", len(found)
        )
        line.update(f"! {count.format(count=len(found))} · {Problems.key()} {Problems.title()}")

    def _added(self) -> Static:
        line = Static(id="problems", markup=False)
        self._screen.mount(line, before="CommandBar")
        return line

    def do_problems(self) -> None:
        found = self._screen.desk.reading.problems()
        lines = [f"{problem.name}: {problem.why}" for problem in found]
        self._screen.host.say(
            "\n".join(lines) or _("Every dossier of the newsroom can be read."),
            "warning" if found else "information",
        )
