"""The articles behind a figure."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from redaksi.desk import wording
from redaksi.desk.figure_words import kind_name, name_of, reasons
from redaksi.desk.reading import Listing
from redaksi.desk.snippets import Snippet
from redaksi.domain.figures import FigureKind, SentBack, Tally
from redaksi.errors import RedaksiError
from redaksi.i18n import N_
from redaksi.tui.commands.article import Open
from redaksi.tui.commands.base import Command, CommandContext, bindings
from redaksi.tui.commands.desk import Help, Leave, Palette, Theme
from redaksi.tui.controllers.selection import Selection
from redaksi.tui.desk_screen import DeskScreen
from redaksi.tui.widgets.article_list import ArticleList
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.title_bar import TitleBar


class BehindScreen(DeskScreen[None]):
    """A list of the articles that a figure counts."""

    label = N_("behind a figure")
    commands: ClassVar[tuple[type[Command], ...]] = (Open, Leave, Palette, Theme, Help)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self, tally: Tally, returns: Sequence[SentBack]) -> None:
        """A figure of returns shows with each article its reasons, which are in `returns`."""
        super().__init__()
        self._tally = tally
        self._returns = returns if tally.kind is FigureKind.RETURNS else ()
        self.selection = Selection(self, lambda: self.query_one(ArticleList))
        self.doers = (self.selection, *self.doers)

    def compose(self) -> ComposeResult:
        articles = ArticleList(self.desk.now, self.desk.house.zone)
        articles.staged, articles.lines = True, 3 if self._returns else 2
        articles.snippets = {id_: Snippet(line) for id_, line in reasons(self._returns).items()}
        yield TitleBar()
        yield articles
        yield CommandBar(self.commands)

    def on_mount(self) -> None:
        bar = self.query_one(TitleBar)
        bar.title = f"{kind_name(self._tally.kind)}: {name_of(self._tally)}"
        bar.remark = wording.articles(len(self._tally.articles))
        self.query_one(ArticleList).focus()
        self._look()

    def context(self) -> CommandContext:
        return self.selection.context()

    def changed(self, ids: AbstractSet[str]) -> None:
        self._look()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _look(self) -> None:
        try:
            rows = self.desk.figures.rows(self._tally.articles)
        except RedaksiError as error:
            self.call_later(self.complain, error)
        else:
            self.call_later(self.selection.articles.show, Listing.of(rows))

    @on(ArticleList.Selected)
    def _selected(self) -> None:
        self.offer()

    @on(ArticleList.Opened)
    async def _opened(self) -> None:
        await self.action_perform(Open.name())
