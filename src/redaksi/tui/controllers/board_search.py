"""What the board looks for and in which order: typed into a dialog, saved by name, or switched
by a key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from redaksi.desk import searching
from redaksi.domain.article import SavedSearch
from redaksi.i18n import _

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Any

    from redaksi.desk.reading import Query
    from redaksi.domain.article import Stage
    from redaksi.tui.controllers.verbs import ArticleVerbs
    from redaksi.tui.desk_screen import DeskScreen


class BoardSearch:
    """A search without a stage, since each stage has its list."""

    def __init__(
        self, screen: DeskScreen[Any], verbs: ArticleVerbs, show: Callable[[Stage | None], None]
    ) -> None:
        """`show` shows what is found from the top; of a stage that was named, the list."""
        self._screen = screen
        self._verbs = verbs
        self._show = show
        self._search = SavedSearch()
        self._mine_first = False

    def query(self) -> Query:
        """The question to the index.

        Raises:
            RedaksiError
        """
        desk = self._screen.desk
        return replace(
            desk.reading.query(self._search), first=desk.me.name if self._mine_first else ""
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether only some articles are shown, because something is looked for."""
        return searching.is_asking(replace(self._search, sort="", spiked=False))

    @property
    def is_aside(self) -> bool:
        """Whether the articles are shown that were put aside."""
        return self._search.spiked

    def described(self) -> list[str]:
        """What is looked for and in which order, in words; [] for everything as it comes."""
        parts = (
            _("mine first") if self._mine_first else "",
            searching.described(replace(self._search, spiked=False)),
        )
        return [part for part in parts if part]

    def look_for(self, search: SavedSearch) -> None:
        """Look for what `search` says.

        Raises RedaksiError, and then the search stays as it was.
        """
        self._screen.desk.reading.query(search)
        self._search = replace(search, name="", stage=None)
        self._show(search.stage)

    def clear(self) -> None:
        """Look for everything again, in the same order."""
        self.look_for(SavedSearch(spiked=self._search.spiked, sort=self._search.sort))

    def do_aside(self) -> None:
        self.look_for(replace(self._search, spiked=not self._search.spiked))

    def do_minefirst(self) -> None:
        self._mine_first = not self._mine_first
        self.look_for(self._search)

    def do_nextsort(self) -> None:
        orders = list(searching.sorts())
        place = orders.index(searching.sort(self._search.sort))
        self.look_for(replace(self._search, sort=orders[(place + 1) % len(orders)]))

    def do_filter(self) -> Awaitable[object]:
        return self._verbs.ask(self._screen.host.screens.filter(self._search, self.look_for))

    def do_saved(self) -> Awaitable[object]:
        return self._verbs.ask(self._screen.host.screens.saved_searches(self.look_for))
