"""How many findings hold each article up: counted behind the scenes, for the rows that the board shows now."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.screen import ScreenResultType

from redaksi.desk.reading import Row
from redaksi.domain.article import Stage
from redaksi.errors import RedaksiError
from redaksi.tui.screens.desk_screen import DeskScreen
from redaksi.tui.widgets.article_list import ArticleList

if TYPE_CHECKING:
    from textual.timer import Timer

PAUSE = 0.5
"""Seconds of rest after which rows are counted: neither the first paint nor moving waits for it."""

Key = tuple[str, int]
"""An article's id and version."""


class Badges(DeskScreen[ScreenResultType]):
    """A screen with lists of articles whose findings are counted."""

    _rest: "Timer | None" = None
    _counting = False

    @dataclass
    class Counted(Message):
        """So many findings hold these up."""

        findings: Mapping[Key, int]

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[Key, int] = {}

    @on(ArticleList.Selected)
    def count_soon(self) -> None:
        """Count when nobody has moved for a moment."""
        if self._rest:
            self._rest.stop()
        self._rest = self.set_timer(PAUSE, self._count_now)

    def _count_now(self) -> None:
        rows = [row for articles in self.query(ArticleList) for row in articles.on_screen()]
        keys = [(row.id, row.version) for row in rows if row.stage is not Stage.PUBLISHED]
        self._show_counts(rows)
        new = [key for key in keys if key not in self._known]
        if new and not self._counting:
            self._counting = True
            self._count(new)

    @work(thread=True, exit_on_error=False)
    def _count(self, keys: Sequence[Key]) -> None:
        """In a thread, which loads the rules, too; what cannot be read has no count."""
        findings: dict[Key, int] = {}
        for key in keys:
            with suppress(RedaksiError):
                findings[key] = self.desk.findings.open(*key)
        self.post_message(self.Counted(findings))

    @on(Counted)
    def _counted(self, message: Counted) -> None:
        self._counting = False
        self._known |= message.findings
        if message.findings:
            self._count_now()

    def _show_counts(self, rows: Sequence[Row]) -> None:
        counts = {row.id: count for row in rows if (count := self._known.get((row.id, row.version)))}
        for articles in self.query(ArticleList):
            articles.findings = counts
