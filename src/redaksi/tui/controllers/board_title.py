"""The title of the board: newsroom or search, marks, what is due, and the person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from redaksi.desk import due_words
from redaksi.desk.wording import number
from redaksi.domain.workflow import role_name
from redaksi.i18n import _, ngettext
from redaksi.tui.commands.board import Clear
from redaksi.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from redaksi.tui.controllers.board_search import BoardSearch
    from redaksi.tui.controllers.marks import Marks
    from redaksi.tui.desk_screen import DeskScreen


class BoardTitle:
    """Shows the state of `search` and `marks` in the title bar of `screen`."""

    def __init__(self, screen: DeskScreen[Any], search: BoardSearch, marks: Marks) -> None:
        self._screen = screen
        self._search = search
        self._marks = marks

    @property
    def _bar(self) -> TitleBar:
        return self._screen.query_one(TitleBar)

    def show(self) -> None:
        """Show the newsroom or the search, and the name of the person.

        With a search or with marks, the title bar also names the key that clears them.
        """
        bar, count, search = self._bar, len(self._marks.ids), self._search
        desk, person = self._screen.desk, self._screen.desk.me
        marked = ngettext("{count} marked", "{count} marked", count).format(count=number(count))
        bar.title = "" if search.is_narrowed else desk.house.name
        bar.state = " · ".join([*([marked] if count else []), *search.described()])
        bar.way_out = self._way_out()
        bar.warning = _("put aside") if search.is_aside else ""
        bar.remark = f"{person.name} · {role_name(person.role)}"
        self.show_due()

    def _way_out(self) -> str:
        if self._marks.ids or self._search.is_narrowed:
            return _("{key} clears").format(key=Clear.key())
        return _("{key} goes back").format(key=Clear.key()) if self._search.is_aside else ""

    def show_due(self) -> None:
        """Show how much of the whole newsroom is overdue and due today."""
        self._bar.due = due_words.counted(*self._screen.desk.reading.due_counts())

    def warn(self, sentence: str) -> None:
        """Show `sentence` until the title is shown again."""
        self._bar.warning = sentence
