"""What the targets show of the visible articles, looked up in a thread."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from redaksi.errors import RedaksiError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.timer import Timer

    from redaksi.domain.delivery import State
    from redaksi.tui.desk_screen import DeskScreen
    from redaksi.tui.widgets.article_list import ArticleList

PAUSE = 0.5
"""Seconds without movement after which the states are looked up.

Neither the first paint nor the cursor waits for them.
"""


class DeliverySigns:
    """Shows on the sealed articles of some lists what the targets show of them."""

    def __init__(
        self, screen: DeskScreen[Any], lists: Callable[[], Sequence[ArticleList]]
    ) -> None:
        self.has_targets = False
        """Whether the newsroom had targets at the last look."""
        self._screen = screen
        self._lists = lists
        self._known: dict[str, State] = {}
        self._rest: Timer | None = None
        self._is_looking = False

    def soon(self) -> None:
        """Look after a pause without movement."""
        if self._rest:
            self._rest.stop()
        self._rest = self._screen.set_timer(PAUSE, self.look)

    def look(self) -> None:
        """Look now, unless a look is under way: it is then repeated."""
        if self._is_looking:
            self.soon()
            return
        rows = (row for articles in self._lists() for row in articles.on_screen())
        self._is_looking = True
        self._screen.run_worker(
            partial(self._look, [row.id for row in rows if row.sealed]),
            thread=True,
            exit_on_error=False,
        )

    def _look(self, ids: Sequence[str]) -> None:
        """Runs in a thread, which also reads the ledgers once.

        The screen of deliveries tells of a ledger that cannot be read.
        """
        desk = self._screen.desk
        found: Mapping[str, State] = {}
        has_targets = False
        with suppress(RedaksiError):
            has_targets = desk.has_targets
            found = desk.deliveries.most_urgent(ids) if has_targets else {}
        self._screen.call_later(self._show, ids, found, has_targets)

    def _show(self, ids: Sequence[str], found: Mapping[str, State], has_targets: bool) -> None:
        self._is_looking = False
        self._known = {
            **{one: state for one, state in self._known.items() if one not in ids},
            **found,
        }
        for articles in self._lists():
            articles.delivered = self._known
        if has_targets is not self.has_targets:
            self.has_targets = has_targets
            self._screen.offer()
