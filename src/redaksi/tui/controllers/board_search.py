"""The search and the order of the board.

The person types the search into a dialog, opens a saved one, or switches parts of it by keys.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from redaksi.desk import searching
from redaksi.domain.article import SavedSearch
from redaksi.errors import RedaksiError
from redaksi.i18n import _

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Any

    from redaksi.desk.reading import Query
    from redaksi.domain.article import Stage
    from redaksi.tui.controllers.article_verbs import ArticleVerbs
    from redaksi.tui.desk_screen import DeskScreen


class BoardSearch:
    """A search without a stage: each stage has its own list."""

    def __init__(
        self, screen: DeskScreen[Any], verbs: ArticleVerbs, show: Callable[[Stage | None], None]
    ) -> None:
        """`show` shows the results from the top, in the list of the given stage if any."""
        self._screen = screen
        self._verbs = verbs
        self._show = show
        self._search = SavedSearch()
        self._mine_first = False

    def bring_back(self) -> None:
        """Look for what the person looked for last, as far as that still is a search."""
        with suppress(RedaksiError):  # no home, or an editor who is gone: the whole board then
            state = self._screen.desk.board.load()
            self._screen.desk.reading.query(state.search)
            self._search, self._mine_first = state.search, state.mine_first

    def query(self) -> Query:
        """The query for the index.

        Raises:
            RedaksiError: when the search is not valid.
        """
        desk = self._screen.desk
        return replace(
            desk.reading.query(self._search), first=desk.me.name if self._mine_first else ""
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether a search hides some of the articles."""
        return searching.is_asking(replace(self._search, sort="", spiked=False))

    @property
    def is_aside(self) -> bool:
        """Whether the spiked articles are shown."""
        return self._search.spiked

    def described(self) -> list[str]:
        """The search and the order in words; empty for all articles in the usual order."""
        parts = (
            _("mine first") if self._mine_first else "",
            searching.described(replace(self._search, spiked=False)),
        )
        return [part for part in parts if part]

    def look_for(self, search: SavedSearch) -> None:
        """Look for the articles of `search`. After an error the search before still applies.

        Raises:
            RedaksiError: when `search` is not valid.
        """
        self._screen.desk.reading.query(search)
        self._search = replace(search, name="", stage=None)
        self._show(search.stage)
        remembered = replace(self._search, spiked=False)
        self._screen.run_worker(
            partial(self._remember, remembered, self._mine_first), thread=True, exit_on_error=False
        )

    def _remember(self, search: SavedSearch, mine_first: bool) -> None:
        with suppress(RedaksiError):  # the board works without; a full disk is told by a save
            self._screen.desk.board.looked_for(search, mine_first=mine_first)

    def clear(self) -> None:
        """Show all articles again, in the same order."""
        self.look_for(SavedSearch(spiked=self._search.spiked, sort=self._search.sort))

    def do_aside(self) -> None:
        self.look_for(replace(self._search, spiked=not self._search.spiked))

    def do_minefirst(self) -> None:
        self._mine_first = not self._mine_first
        self.look_for(self._search)

    def do_onlymine(self) -> None:
        self.look_for(replace(self._search, editor="" if self._search.editor else searching.ME))

    def do_nextsort(self) -> None:
        orders = list(searching.sorts())
        place = orders.index(searching.sort(self._search.sort))
        self.look_for(replace(self._search, sort=orders[(place + 1) % len(orders)]))

    def do_filter(self) -> Awaitable[object]:
        return self._verbs.ask(self._screen.host.screens.filter(self._search, self.look_for))

    def do_saved(self) -> Awaitable[object]:
        return self._verbs.ask(self._screen.host.screens.saved_searches(self.look_for))
