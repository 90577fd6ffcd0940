"""Asks the index for the rows of the lists.

Whole stages are read at once. Searches, which may have to read every article, run in a thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from redaksi.desk.reading import Listing
from redaksi.domain.article import Stage
from redaksi.errors import RedaksiError

if TYPE_CHECKING:
    from redaksi.desk.reading import Query
    from redaksi.tui.desk_screen import DeskScreen

SOON = 0.3
"""Seconds after which the screen says that the search is still running."""

Listings = Mapping[Stage, Listing]


class Answers(NamedTuple):
    """The functions that receive the result of a query."""

    found: Callable[[Listings], None]
    late: Callable[[], None]
    """Called when the search takes longer than `SOON`."""
    failed: Callable[[RedaksiError], None]


class Lookup:
    """The latest query. The lists stay as they are until its result is there."""

    def __init__(self, screen: DeskScreen[Any], answers: Answers) -> None:
        self._screen = screen
        self._answers = answers
        self._asked: Query | None = None  # the query whose result is awaited
        self._waiting: list[Callable[[], object]] = []  # called when the result is there

    def ask(self, query: Query) -> None:
        """Look up `query`.

        Raises:
            RedaksiError: when the newsroom cannot be read.
        """
        self._asked = query
        if query.is_whole:
            self._found(query, self._screen.desk.reading.listings(query))
        else:
            find = partial(self._find, query)
            self._screen.run_worker(
                find, group="lookup", exclusive=True, thread=True, exit_on_error=False
            )
            self._screen.set_timer(SOON, partial(self._late, query))

    def afterwards(self, act: Callable[[], object]) -> None:
        """Call `act` when the lists show the result of the latest query."""
        if self._asked is None:
            act()
        else:
            self._waiting.append(act)

    def _find(self, query: Query) -> None:
        """Runs in a thread: a search may read many texts, or match all of them."""
        try:
            listings = self._screen.desk.reading.listings(query)
        except RedaksiError as error:
            self._screen.call_later(self._answers.failed, error)
        else:
            self._screen.call_later(self._found, query, listings)

    def _late(self, query: Query) -> None:
        if query is self._asked:
            self._answers.late()

    def _found(self, query: Query, listings: Listings) -> None:
        if query is not self._asked:  # a newer query has replaced this one
            return
        self._asked, waiting, self._waiting = None, self._waiting, []
        self._answers.found(listings)
        for act in waiting:
            act()
