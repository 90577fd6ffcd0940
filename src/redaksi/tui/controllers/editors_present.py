"""Who has the article of the writing screen open: this person, and the others."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from redaksi.tui.presence import LOOK, others_present
from redaksi.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from redaksi.desk.reading import Presence
    from redaksi.tui.desk_screen import DeskScreen


class EditorsPresent:
    """Tells the others that the person has an article open on `screen`, and shows the others."""

    def __init__(self, screen: DeskScreen[Any], article_id: str) -> None:
        self._screen = screen
        self._article_id = article_id
        self._own: Presence | None = None
        self._open = ExitStack()

    def begin(self) -> None:
        """The person opens the article: show the others, now and from time to time."""
        editing = self._screen.desk.reading.editing(self._article_id)
        self._own = self._open.enter_context(editing)
        self._screen.set_interval(LOOK, self._show)
        self._show()

    def _show(self) -> None:
        present = others_present(self._screen.desk, self._article_id, self._own)
        self._screen.query_one(TitleBar).warning = present

    def end(self) -> None:
        """The person leaves the article."""
        self._open.close()
