"""The days that the agenda shows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from redaksi.domain.days import day_of
from redaksi.i18n import _, ngettext
from redaksi.tui.widgets.agenda_list import AgendaList

if TYPE_CHECKING:
    from collections.abc import Callable

    from redaksi.tui.desk_screen import DeskScreen

SPANS = (1, 7, 28)
"""The numbers of days that the agenda shows."""
WEEK = 7
"""The number of days with which the agenda begins."""


class AgendaSpan:
    """Some days from the chosen one, or from today; its commands move and change the span."""

    def __init__(self, screen: DeskScreen[Any], reload: Callable[[], object]) -> None:
        """`reload` looks up the entries of the span again."""
        self._screen = screen
        self._reload = reload
        self._first: date | None = None  # None: today, whatever day that will be
        self.days = WEEK
        """The number of days."""

    @property
    def today(self) -> date:
        """The present day of the newsroom."""
        return day_of(self._screen.desk.now(), self._screen.desk.house.zone)

    @property
    def first(self) -> date:
        """The first day."""
        return self._first or self.today

    def _go(self, spans: int) -> None:
        first = self.first + spans * timedelta(self.days)
        self._first = None if first == self.today else first
        self._reload()

    def do_nextdays(self) -> None:
        self._go(1)

    def do_previousdays(self) -> None:
        self._go(-1)

    def do_today(self) -> None:
        if self._first is None:
            self._screen.host.say(_("Today is shown first already."))
        self._first = None
        self._reload()
        self._screen.query_one(AgendaList).action_jump(0)

    def do_nextspan(self) -> None:
        self.days = SPANS[(SPANS.index(self.days) + 1) % len(SPANS)]
        self._reload()
        self._screen.host.say(
            ngettext("{count} day is shown.", "{count} days are shown.", self.days).format(
                count=self.days
            )
        )
