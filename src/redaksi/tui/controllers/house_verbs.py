"""The commands of the board that open other screens about the newsroom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from redaksi.domain import workflow
from redaksi.domain.article import SavedSearch
from redaksi.errors import RedaksiError

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from redaksi.tui.controllers.board_search import BoardSearch
    from redaksi.tui.desk_screen import DeskScreen
    from redaksi.tui.host import Done


class HouseVerbs:
    """Shows agenda, deliveries and team from the board, whose search is `search`."""

    def __init__(self, screen: DeskScreen[Any], search: BoardSearch) -> None:
        self._screen = screen
        self._search = search

    def do_showagenda(self) -> Awaitable[object]:
        return self._screen.host.push_screen(self._screen.host.screens.agenda())

    def do_showfigures(self) -> Awaitable[object]:
        return self._screen.host.push_screen(self._screen.host.screens.figures())

    def do_showdeliveries(self) -> Awaitable[object]:
        return self._screen.host.push_screen(self._screen.host.screens.deliveries())

    def do_showteam(self) -> Awaitable[object]:
        host = self._screen.host
        return host.push_screen(host.screens.team(), self._show_articles)

    def _show_articles(self, name: str | None) -> None:
        """Show on the board what the person called `name` has."""
        if not name:
            return
        try:
            self._search.look_for(SavedSearch(editor=name))
        except RedaksiError as error:
            self._screen.complain(error)

    def do_showsettings(self) -> Awaitable[object]:
        host = self._screen.host
        return host.push_screen(host.screens.settings())

    def do_showkeys(self) -> Awaitable[object]:
        host = self._screen.host
        return host.push_screen(host.screens.keys())

    def do_switchperson(self) -> Awaitable[object]:
        host = self._screen.host
        workflow.check_switch(host.desk.people)
        return host.push_screen(host.screens.switching(), self._switched)

    def _switched(self, done: Done | None) -> None:
        if done:
            self._search.bring_back()  # what this person looked for last
            self._screen.changed(set())
            self._screen.host.say(done.sentence)
