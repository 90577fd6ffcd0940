"""The commands for the fields of a manuscript: panes, undo, and the stored version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from redaksi.i18n import _
from redaksi.tui.widgets.manuscript import PARTICULARS, Manuscript

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from redaksi.tui.controllers.saving import Saving
    from redaksi.tui.desk_screen import DeskScreen


class WritingVerbs:
    """The commands of a manuscript that do not change the stored text."""

    def __init__(self, screen: DeskScreen[Any], saving: Saving, pane: str) -> None:
        """The screen began in `pane`."""
        self._screen = screen
        self._saving = saving
        self._pane = pane

    @property
    def _manuscript(self) -> Manuscript:
        return self._screen.query_one(Manuscript)

    def do_switch(self) -> None:
        self._manuscript.other()

    def leave(self) -> bool:
        """Return from the particulars to the text; returns whether the person came from there."""
        came = self._manuscript.active == PARTICULARS != self._pane
        if came:
            self._manuscript.other()
        return came

    def do_undotyping(self) -> None:
        if not self._manuscript.joint_undo.undo(self._screen.focused):
            self._screen.host.say(_("There is nothing to take back here."))

    def do_redotyping(self) -> None:
        if not self._manuscript.joint_undo.redo(self._screen.focused):
            self._screen.host.say(_("There is nothing to make again here."))

    def do_theirs(self) -> Awaitable[object]:
        host = self._screen.host
        return host.push_screen(
            host.screens.stored(host.desk.reading.article(self._saving.dossier.id))
        )
