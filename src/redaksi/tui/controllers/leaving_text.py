"""Leaving the editor: typed text is discarded only after the person agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from redaksi.i18n import _

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from redaksi.tui.controllers.saving import Saving
    from redaksi.tui.desk_screen import DeskScreen


class LeavingText:
    """Leaves the editor, and asks about unsaved text first."""

    def __init__(
        self, screen: DeskScreen[Any], saving: Saving, forget: Callable[[], None]
    ) -> None:
        """`forget` discards the recovery copy and what else the editor holds."""
        self._screen = screen
        self._saving = saving
        self._forget = forget

    def leave(self) -> Awaitable[object] | None:
        """Leave at once, or ask what becomes of unsaved text."""
        if not self._saving.is_unsaved:
            self._go()
            return None
        answers = [("save", _("Save")), ("stay", _("Keep writing")), ("discard", _("Discard"))]
        host = self._screen.host
        question = host.screens.question(
            _("Not saved yet"), _("What you typed is not saved."), answers
        )
        return host.push_screen(question, self._answered)

    async def _answered(self, answer: str | None) -> None:
        if answer == "discard" or (answer == "save" and await self._saving.save()):
            self._go()

    def _go(self) -> None:
        self._forget()
        self._screen.dismiss()
