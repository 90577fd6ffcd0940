"""The index is asked for what lists show: whole stages at once, what is chosen among all
articles in a thread.
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
"""Seconds after which it is said that it takes a while."""

Listings = Mapping[Stage, Listing]


class Answers(NamedTuple):
    """Who takes what comes of a question."""

    found: Callable[[Listings], None]
    late: Callable[[], None]
    """Says that it takes a while."""
    failed: Callable[[RedaksiError], None]


class Lookup:
    """One question at a time: the lists stay as they are until what was asked last is found."""

    def __init__(self, screen: DeskScreen[Any], answers: Answers) -> None:
        self._screen = screen
        self._answers = answers
        self._asked: Query | None = None  # what is being looked up
        self._waiting: list[Callable[[], object]] = []  # what is to be done when it is found

    def ask(self, query: Query) -> None:
        """Look up `query`.

        Raises:
            RedaksiError
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
        """Do `act` when the lists show what was asked last."""
        if self._asked is None:
            act()
        else:
            self._waiting.append(act)

    def _find(self, query: Query) -> None:
        """In a thread: a common word is in every article, and texts may have to be read first."""
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
        if query is not self._asked:  # something else was asked in the meantime
            return
        self._asked, waiting, self._waiting = None, self._waiting, []
        self._answers.found(listings)
        for act in waiting:
            act()
