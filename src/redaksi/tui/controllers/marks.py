"""Articles that are marked in lists, to be assigned, submitted or exported together."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.worker import WorkerFailed

from redaksi.errors import NotFound
from redaksi.i18n import _

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.screen import Screen
    from textual.worker import Worker

    from redaksi.tui.controllers.article_verbs import ArticleVerbs
    from redaksi.tui.controllers.selection import Selection
    from redaksi.tui.desk_screen import DeskScreen
    from redaksi.tui.host import Done
    from redaksi.tui.widgets.article_list import ArticleList


class Marks:
    """The marked articles of a screen.

    Without marked articles the commands apply to the selected one.
    """

    def __init__(
        self,
        screen: DeskScreen[Any],
        selection: Selection,
        verbs: ArticleVerbs,
        changed: Callable[[], None],
    ) -> None:
        """`changed` shows the marks after a change."""
        self._screen = screen
        self._selection = selection
        self._verbs = verbs
        self._changed = changed
        self._marking: Worker[None] | None = None  # the task that marks all articles of a list
        self.ids: frozenset[str] = frozenset()

    def mark(self, ids: frozenset[str]) -> None:
        """Mark `ids` and no others."""
        self.ids = ids
        self._changed()

    def do_mark(self) -> None:
        self.mark(self.ids ^ {self._selection.required()})
        self._selection.articles.action_move(1)

    def do_markall(self) -> None:
        everything = partial(self._mark_all, self._selection.articles)
        self._marking = self._screen.run_worker(everything, group="marking", exit_on_error=False)

    async def _mark_all(self, articles: ArticleList) -> None:
        """Mark all `articles`, or unmark them if all are marked.

        Raises:
            NotFound: when there is none.

        The ids are read in a thread: with 100,000 articles that takes a while.
        """
        shown = await asyncio.to_thread(lambda: frozenset(articles.ids()))
        if not shown:
            raise NotFound(_("No article is here to mark."))
        self.mark(self.ids - shown if shown <= self.ids else self.ids | shown)

    async def _by_now(self) -> list[str]:
        """The ids of the marked articles, after the task that is still marking."""
        if self._marking:
            with suppress(WorkerFailed):  # the app shows that error
                await self._marking.wait()
        return sorted(self.ids)

    async def do_assign(self) -> None:
        marked = await self._by_now()
        await (
            self._in_bulk(self._screen.host.screens.bulk_assign(marked))
            if marked
            else self._verbs.do_assign()
        )

    async def do_submit(self) -> None:
        marked = await self._by_now()
        await (
            self._in_bulk(self._screen.host.screens.bulk_submit(marked))
            if marked
            else self._verbs.do_submit()
        )

    async def do_export(self) -> None:
        marked = await self._by_now()
        export = self._screen.host.screens.export
        await (self._verbs.ask(export(chosen=marked)) if marked else self._verbs.do_export())

    def _in_bulk(self, dialog: Screen[Done]) -> Awaitable[object]:
        return self._screen.host.push_screen(dialog, self._reported)

    def _reported(self, answer: Done | None) -> None:
        """Show the result of a bulk action. Refused articles stay marked."""
        if answer is None or answer.report is None:
            return
        host, report = self._screen.host, answer.report
        done = {one.id for one in report.done}
        self.mark(self.ids - done)
        host.tell(done)
        if report.refused:
            from redaksi.tui.widgets import report_lines  # noqa: PLC0415 - not before the first paint

            host.push_screen(host.screens.report(answer.sentence, report_lines.of(report)))
        else:
            host.say(answer.sentence)
