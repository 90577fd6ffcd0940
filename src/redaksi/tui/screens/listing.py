"""What lists show is looked up: whole stages at once, what is chosen among all articles behind the scenes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from textual import on, work
from textual.message import Message
from textual.screen import ScreenResultType

from redaksi.desk.reading import Listing, Query
from redaksi.domain.article import Stage
from redaksi.errors import RedaksiError
from redaksi.tui.screens.desk_screen import DeskScreen
from redaksi.tui.widgets.article_list import ArticleList

SOON = 0.3
"""Seconds after which it is said that it takes a while."""

Listings = Mapping[Stage, Listing]


class Looking(DeskScreen[ScreenResultType]):
    """A screen whose lists stay as they are until what was asked for last is found."""

    _asked: Query | None = None
    """What is being looked up."""
    _waiting: tuple[Callable[[], object], ...] = ()
    """What is to be done when it is found."""

    @dataclass
    class Found(Message):
        """What QUERY asked for."""

        query: Query
        listings: Listings

    def fill(self, listings: Listings) -> None:
        """Show LISTINGS."""
        raise NotImplementedError

    def still_looking(self) -> None:
        """Say that it takes a while."""
        raise NotImplementedError

    def look_up(self, query: Query) -> None:
        """Show what QUERY asks for. Raises RedaksiError."""
        self._asked = query
        if query.is_whole:
            self._answer(self.desk.reading.listings(query))
        else:
            self._find(query)
            self.set_timer(SOON, partial(self._wait, query))

    def afterwards(self, act: Callable[[], object]) -> None:
        """Do ACT when the lists show what was asked for last."""
        if self._asked is None:
            act()
        else:
            self._waiting = (*self._waiting, act)

    @work(thread=True, exclusive=True, group="looking", exit_on_error=False)
    def _find(self, query: Query) -> None:
        """In a thread: a common word is in every article, and texts may have to be read first."""
        try:
            self.post_message(self.Found(query, self.desk.reading.listings(query)))
        except RedaksiError as error:
            self.post_message(ArticleList.Failed(error))

    @on(Found)
    def _found(self, message: Found) -> None:
        if message.query is self._asked:  # else something else was asked for in the meantime
            self._answer(message.listings)

    def _wait(self, query: Query) -> None:
        if query is self._asked:
            self.still_looking()

    def _answer(self, listings: Listings) -> None:
        self._asked, waiting, self._waiting = None, self._waiting, ()
        self.fill(listings)
        for act in waiting:
            act()
