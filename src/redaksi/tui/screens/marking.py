"""Several articles at once: they are marked on the board, and then assigned, submitted or exported together."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import work
from textual.worker import WorkerFailed

from redaksi.tui.screens.article_verbs import ArticleVerbs
from redaksi.tui.screens.selection import Selecting
from redaksi.tui.widgets import report_lines

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from textual.screen import Screen
    from textual.worker import Worker

    from redaksi.tui.host import Done
    from redaksi.tui.widgets.article_list import ArticleList


class Marking(ArticleVerbs[None], Selecting[None]):
    """A screen whose articles can be marked."""

    marked: frozenset[str] = frozenset()
    """The ids of those that are."""
    _marking: Worker[None] | None = None
    """What marks everything that a list shows."""

    def marked_changed(self) -> None:
        """Show what is marked now."""
        raise NotImplementedError

    def mark(self, ids: frozenset[str]) -> None:
        """Mark IDS and no others."""
        self.marked = ids
        self.marked_changed()

    def do_mark(self) -> None:
        self.mark(self.marked ^ {self.selected()})
        self.active.action_move(1)

    def do_markall(self) -> None:
        self._marking = self._mark_all(self.active)

    @work(group="marking", exit_on_error=False)
    async def _mark_all(self, articles: ArticleList) -> None:
        """Find what ARTICLES lists behind the scenes: of 100,000 articles that takes a while."""
        shown = await asyncio.to_thread(lambda: frozenset(articles.ids()))
        self.mark(self.marked - shown if shown <= self.marked else self.marked | shown)

    async def _marked_by_now(self) -> list[str]:
        """The ids of the marked articles, when what is being marked is, too."""
        if self._marking:
            with suppress(WorkerFailed):  # that is said
                await self._marking.wait()
        return sorted(self.marked)

    async def do_assign(self) -> None:
        marked = await self._marked_by_now()
        await (self._together(self.host.screens.bulk_assign(marked)) if marked else super().do_assign())

    async def do_submit(self) -> None:
        marked = await self._marked_by_now()
        await (self._together(self.host.screens.bulk_submit(marked)) if marked else super().do_submit())

    async def do_export(self) -> None:
        marked = await self._marked_by_now()
        await (self.ask(self.host.screens.export(chosen=marked)) if marked else super().do_export())

    def _together(self, dialog: Screen[Done]) -> Awaitable[object]:
        return self.host.push_screen(dialog, self._reported)

    def _reported(self, answer: Done | None) -> None:
        """Show what became of the marked articles; those that were refused stay marked."""
        if answer is None or answer.report is None:
            return
        report = answer.report
        done = {one.id for one in report.done}
        self.mark(self.marked - done)
        self.host.tell(done)
        if report.refused:
            self.host.push_screen(self.host.screens.report(answer.sentence, report_lines.of(report)))
        else:
            self.host.say(answer.sentence)
