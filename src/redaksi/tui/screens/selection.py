"""A list of articles of which one is selected: the commands are about that one, and it can be opened."""

from collections.abc import Awaitable

from textual import on
from textual.screen import ScreenResultType

from redaksi.tui.commands.article import Open
from redaksi.tui.commands.base import NOTHING, Context
from redaksi.tui.screens.desk_screen import DeskScreen
from redaksi.tui.widgets.article_list import ArticleList


class Selecting(DeskScreen[ScreenResultType]):
    """A screen on which an article is selected in a list."""

    @property
    def active(self) -> ArticleList:
        """The list in which one selects."""
        raise NotImplementedError

    def context(self) -> Context:
        row = self.active.row
        return Context(row.id, row.stage) if row else NOTHING

    @on(ArticleList.Selected)
    def _selected(self) -> None:
        self.offer()

    @on(ArticleList.Opened)
    async def _opened(self) -> None:
        await self.action_perform(Open.name())

    def do_open(self) -> Awaitable[object]:
        return self.host.open_article(self.selected())
