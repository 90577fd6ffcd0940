"""How many findings block each article, counted in a thread for the visible rows."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from redaksi.domain.article import Stage
from redaksi.errors import RedaksiError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.timer import Timer

    from redaksi.desk.reading import Row
    from redaksi.tui.desk_screen import DeskScreen
    from redaksi.tui.widgets.article_list import ArticleList

    Key = tuple[str, int]  # an article's id and version

PAUSE = 0.5
"""Seconds without movement after which the rows are counted.

Neither the first paint nor the cursor waits for the counts.
"""


class FindingCounts:
    """Counts the findings of the articles in some lists, each version of an article once."""

    def __init__(
        self, screen: DeskScreen[Any], lists: Callable[[], Sequence[ArticleList]]
    ) -> None:
        self._screen = screen
        self._lists = lists
        self._known: dict[Key, int] = {}
        self._rest: Timer | None = None
        self._counting = False

    def soon(self) -> None:
        """Count after a pause without movement."""
        if self._rest:
            self._rest.stop()
        self._rest = self._screen.set_timer(PAUSE, self._now)

    def _now(self) -> None:
        rows = [row for articles in self._lists() for row in articles.on_screen()]
        keys = [(row.id, row.version) for row in rows if row.stage is not Stage.PUBLISHED]
        self._show(rows)
        new = [key for key in keys if key not in self._known]
        if new and not self._counting:
            self._counting = True
            self._screen.run_worker(partial(self._count, new), thread=True, exit_on_error=False)

    def _count(self, keys: Sequence[Key]) -> None:
        """Runs in a thread, which also loads the rules. An unreadable article gets no count."""
        findings: dict[Key, int] = {}
        for key in keys:
            with suppress(RedaksiError):
                findings[key] = self._screen.desk.findings.open(*key)
        self._screen.call_later(self._counted, findings)

    def _counted(self, findings: Mapping[Key, int]) -> None:
        self._counting = False
        self._known |= findings
        if findings:
            self._now()

    def _show(self, rows: Sequence[Row]) -> None:
        counts = {
            row.id: count for row in rows if (count := self._known.get((row.id, row.version)))
        }
        for articles in self._lists():
            articles.findings = counts
