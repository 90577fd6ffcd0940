"""The board: the articles of the three stages, side by side or as tabs.

The lists follow the search and the order that a person chose.
"""

from collections.abc import Set as AbstractSet
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize
from textual.geometry import Size

from redaksi.domain.article import Stage
from redaksi.errors import RedaksiError
from redaksi.i18n import N_, _
from redaksi.tui.commands.article import ARTICLE, Open, Publish, Submit
from redaksi.tui.commands.base import Command, CommandContext, bindings
from redaksi.tui.commands.board import BOARD, Clear
from redaksi.tui.commands.desk import DESK, Aside, Import, New, Problems, Quit, ShowDeliveries
from redaksi.tui.commands.people import ShowTeam
from redaksi.tui.commands.planning import ShowAgenda, ShowFigures
from redaksi.tui.commands.settings import ShowKeys, ShowSettings, SwitchPerson
from redaksi.tui.controllers.article_verbs import ArticleVerbs
from redaksi.tui.controllers.beside_lists import BesideLists
from redaksi.tui.controllers.board_search import BoardSearch
from redaksi.tui.controllers.board_title import BoardTitle
from redaksi.tui.controllers.delivery_signs import DeliverySigns
from redaksi.tui.controllers.dropped_pictures import DroppedPictures
from redaksi.tui.controllers.finding_counts import FindingCounts
from redaksi.tui.controllers.house_verbs import HouseVerbs
from redaksi.tui.controllers.lookup import Answers, Listings, Lookup
from redaksi.tui.controllers.marks import Marks
from redaksi.tui.controllers.selection import Selection
from redaksi.tui.controllers.unreadable_line import UnreadableLine
from redaksi.tui.desk_screen import HIGH, WIDE, DeskScreen
from redaksi.tui.widgets.article_list import ArticleList
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.panes import Panes
from redaksi.tui.widgets.stage_lists import StageLists
from redaksi.tui.widgets.title_bar import TitleBar

ROOMY = 120
"""The minimum width of the screen, in cells, for two lines of every headline."""
AGES = 30
"""Seconds between two updates of the shown ages."""


class BoardScreen(DeskScreen[None]):
    """All articles of the newsroom by stage."""

    label = N_("board")
    commands: ClassVar[tuple[type[Command], ...]] = (
        Open,
        *ARTICLE,
        *BOARD,
        *DESK,
        Aside,
        ShowAgenda,
        ShowFigures,
        ShowDeliveries,
        ShowTeam,
        ShowSettings,
        ShowKeys,
        SwitchPerson,
        Problems,
        Quit,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]
    CSS_PATH = None  # the style sheet of the app covers the board

    def __init__(self) -> None:
        super().__init__()
        # Whether the newsroom cannot be read and the lists show the last state that was read.
        self._failing = False
        self.selection = Selection(self, lambda: self.lists.current)
        self.verbs = ArticleVerbs(self, self.selection, self._arrived)
        self.dropped = DroppedPictures(self, self.verbs)
        self.marks = Marks(self, self.selection, self.verbs, self._marked)
        self.search = BoardSearch(self, self.verbs, self._sought)
        self.title_line = BoardTitle(self, self.search, self.marks)
        self.unreadable = UnreadableLine(self)
        self.lookup = Lookup(self, Answers(self._fill, self._still_looking, self._cannot_read))
        self.counts = FindingCounts(self, lambda: self.lists.lists)
        self.signs = DeliverySigns(self, lambda: self.lists.lists)
        house = HouseVerbs(self, self.search)
        self.preview = BesideLists(self, lambda: self.lists.current.row)
        articles = (self.selection, self.marks, self.search, self.verbs)
        self.doers = (*articles, self.unreadable, house, *self.doers)

    def compose(self) -> ComposeResult:
        lists = StageLists(self.desk.now, self.desk.house.zone)
        lists.resize_rows(*_lines(self.app.size))
        yield TitleBar()
        yield lists
        yield CommandBar(self.commands)

    @property
    def lists(self) -> StageLists:
        """The articles of each stage."""
        return self.query_one(StageLists)

    def on_mount(self) -> None:
        self.search.bring_back()
        self._reload(is_first=True)
        self.lists.go_to_stage(Stage.DRAFT)
        self.set_interval(AGES, self._age)

    def on_resize(self, event: Resize) -> None:
        self.lists.resize_rows(*_lines(event.size))
        self.preview.fit(event.size.width)
        self.signs.soon()

    def _age(self) -> None:
        if self._failing:
            self._reload()
        else:
            self.title_line.show_due()
        self.lists.repaint()
        self.signs.soon()  # others deliver, too

    def changed(self, ids: AbstractSet[str]) -> None:
        self._reload()

    def _reload(self, *, is_first: bool = False) -> None:
        """Query the index again; the cursors stay on their articles."""
        try:
            if is_first:
                self.unreadable.show_soon()
            else:
                self.unreadable.show()  # raises where the newsroom is gone, so the lists stay
            self.lookup.ask(self.search.query())
        except RedaksiError as error:
            self._cannot_read(error)

    def _fill(self, listings: Listings) -> None:
        self.lists.show(listings, self.desk.me.name, self._empty_hint)
        self._failing = False
        self.title_line.show()

    def _still_looking(self) -> None:
        self.title_line.warn(_("looking …"))

    @on(ArticleList.Failed)
    def _failed(self, message: ArticleList.Failed) -> None:
        self._cannot_read(message.error)

    def _cannot_read(self, error: RedaksiError) -> None:
        self._failing = True
        self.title_line.warn(_("the newsroom cannot be read now"))
        self.complain(error)

    def context(self) -> CommandContext:
        return self.selection.context()._replace(
            marked=len(self.marks.ids),
            narrowed=self.search.is_narrowed,
            targets=self.signs.has_targets,
            waiting=len(self.host.inbox.unseen.articles),
        )

    @on(Panes.Changed)
    def _turned(self) -> None:
        self.offer()
        self.preview.soon()

    @on(ArticleList.Selected)
    def _selected(self) -> None:
        self.offer()
        self.preview.soon()
        self.counts.soon()
        self.signs.soon()

    @on(ArticleList.Opened)
    async def _opened(self) -> None:
        await self.action_perform(Open.name())

    @on(ArticleList.Pasted)
    async def _pasted(self, message: ArticleList.Pasted) -> None:
        if not self.dropped.ask(message.text):
            await self.verbs.do_import(message.text)

    def do_clear(self) -> None:
        """Clear the marks; without marks, clear the search."""
        if self.marks.ids:
            self.marks.mark(frozenset())
        elif self.search.is_narrowed:
            self.search.clear()
        elif self.search.is_aside:
            self.search.do_aside()
        else:
            self.host.say(
                _("Nothing is marked or filtered here. {key} quits.").format(key=Quit.key())
            )

    def _sought(self, stage: Stage | None) -> None:
        """Show the results of the search from the top, in the list of `stage` if named."""
        self._reload()
        self.lookup.afterwards(self.lists.to_top)
        if stage:
            self.lists.go_to_stage(stage)
        self.offer()

    def _marked(self) -> None:
        self.lists.mark(self.marks.ids)
        self.title_line.show()
        self.offer()

    def _empty_hint(self, stage: Stage) -> str:
        if self.search.is_narrowed:
            return _("Nothing here fits what you look for. {key} shows all again.").format(
                key=Clear.key()
            )
        return _("Nothing was put aside.") if self.search.is_aside else empty_hint(stage)

    def _arrived(self, article_id: str) -> None:
        """Go to the present stage of the article `article_id` and select the article."""
        stage = self.desk.reading.article(article_id).article.stage
        self.lists.go_to_stage(stage)
        self.lookup.afterwards(partial(self.lists.list_of(stage).select, article_id))


def _lines(size: Size) -> tuple[int, int]:
    """The height of a row on a screen of `size`, and the lines that its headline has at least.

    A row has two lines on a narrow screen, three in a column, four on a high screen. In a column
    the headline takes two lines; on a screen that is not roomy, signs may take one of them.
    """
    if size.width < WIDE:
        return 2, 1
    return (4 if size.height >= HIGH else 3), (2 if size.width >= ROOMY else 1)


def empty_hint(stage: Stage) -> str:
    """The hint, shown where `stage` has no article, that names the key to press."""
    return {
        Stage.DRAFT: _("No drafts. Press {new} to write one, {bring} to import copy.").format(
            new=New.key(), bring=Import.key()
        ),
        Stage.REVIEW: _("Nothing to review. Press {key} on a draft to submit it.").format(
            key=Submit.key()
        ),
        Stage.PUBLISHED: _(
            "Nothing is published yet. Press {key} on an article in review."
        ).format(key=Publish.key()),
    }[stage]
