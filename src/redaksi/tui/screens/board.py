"""The board: the articles of the three stages, side by side or as tabs.

The lists follow the search and the order that a person chose.
"""

from collections.abc import Awaitable
from collections.abc import Set as AbstractSet
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize
from textual.geometry import Size
from textual.widgets import Static

from redaksi.desk import due_words
from redaksi.desk.wording import number
from redaksi.domain.article import Stage
from redaksi.domain.workflow import role_name
from redaksi.errors import RedaksiError
from redaksi.i18n import N_, _, ngettext
from redaksi.tui.commands.article import ARTICLE, Open, Publish, Submit
from redaksi.tui.commands.base import Command, CommandContext, bindings
from redaksi.tui.commands.board import BOARD, Clear
from redaksi.tui.commands.desk import DESK, Aside, Import, New, Problems, Quit, ShowDeliveries
from redaksi.tui.commands.people import ShowTeam
from redaksi.tui.commands.planning import ShowAgenda
from redaksi.tui.commands.settings import ShowKeys, ShowSettings, SwitchPerson
from redaksi.tui.controllers.article_verbs import ArticleVerbs
from redaksi.tui.controllers.board_search import BoardSearch
from redaksi.tui.controllers.delivery_signs import DeliverySigns
from redaksi.tui.controllers.finding_counts import FindingCounts
from redaksi.tui.controllers.house_verbs import HouseVerbs
from redaksi.tui.controllers.lookup import Answers, Listings, Lookup
from redaksi.tui.controllers.marks import Marks
from redaksi.tui.controllers.selection import Selection
from redaksi.tui.desk_screen import HIGH, WIDE, DeskScreen
from redaksi.tui.widgets.article_list import ArticleList
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.panes import Panes
from redaksi.tui.widgets.stage_lists import StageLists
from redaksi.tui.widgets.title_bar import TitleBar

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
        self.marks = Marks(self, self.selection, self.verbs, self._marked)
        self.search = BoardSearch(self, self.verbs, self._sought)
        self.lookup = Lookup(self, Answers(self._fill, self._still_looking, self._cannot_read))
        self.counts = FindingCounts(self, lambda: self.lists.lists)
        self.signs = DeliverySigns(self, lambda: self.lists.lists)
        house = HouseVerbs(self, self.search)
        self.doers = (self.selection, self.marks, self.search, self.verbs, house, *self.doers)

    def compose(self) -> ComposeResult:
        lists = StageLists(self.desk.now, self.desk.house.zone)
        lists.resize_rows(_lines(self.app.size))
        yield TitleBar()
        yield lists
        yield Static("", id="problems", markup=False)
        yield CommandBar(self.commands)

    @property
    def lists(self) -> StageLists:
        """The articles of each stage."""
        return self.query_one(StageLists)

    def on_mount(self) -> None:
        self.search.bring_back()
        self._reload()
        self.lists.go_to_stage(Stage.DRAFT)
        self.set_interval(AGES, self._age)

    def on_resize(self, event: Resize) -> None:
        self.lists.resize_rows(_lines(event.size))
        self.signs.soon()

    def _age(self) -> None:
        if self._failing:
            self._reload()
        else:
            self._show_due()
        self.lists.repaint()
        self.signs.soon()  # others deliver, too

    def changed(self, ids: AbstractSet[str]) -> None:
        self._reload()

    def _reload(self) -> None:
        """Query the index again; the cursors stay on their articles."""
        try:
            self._show_problems()  # first: raises where the newsroom is gone, so the lists stay
            self.lookup.ask(self.search.query())
        except RedaksiError as error:
            self._cannot_read(error)

    def _fill(self, listings: Listings) -> None:
        self.lists.show(listings, self.desk.me.name, self._empty_hint)
        self._failing = False
        self._show_title()

    def _still_looking(self) -> None:
        self.query_one(TitleBar).warning = _("looking …")

    @on(ArticleList.Failed)
    def _failed(self, message: ArticleList.Failed) -> None:
        self._cannot_read(message.error)

    def _cannot_read(self, error: RedaksiError) -> None:
        self._failing = True
        self.query_one(TitleBar).warning = _("the newsroom cannot be read now")
        self.complain(error)

    def _show_title(self) -> None:
        """Show the newsroom or the search in the title bar, and the name of the person.

        With a search or with marks, the title bar also names the key that clears them.
        """
        bar, count, person = self.query_one(TitleBar), len(self.marks.ids), self.desk.me
        marked = ngettext("{count} marked", "{count} marked", count).format(count=number(count))
        bar.title = "" if self.search.is_narrowed else self.desk.house.name
        bar.state = " · ".join([*([marked] if count else []), *self.search.described()])
        bar.way_out = (
            _("{key} clears").format(key=Clear.key()) if count or self.search.is_narrowed else ""
        )
        bar.warning = (
            _("put aside; {key} shows the others").format(key=Aside.key())
            if self.search.is_aside
            else ""
        )
        bar.remark = f"{person.name} · {role_name(person.role)}"
        self._show_due()

    def _show_due(self) -> None:
        """Show how much of the whole newsroom is overdue and due today."""
        self.query_one(TitleBar).due = due_words.counted(*self.desk.reading.due_counts())

    def _show_problems(self) -> None:
        found = self.desk.reading.problems()
        line = self.query_one("#problems", Static)
        line.set_class(bool(found), "-shown")
        count = ngettext(
            "{count} dossier cannot be read", "{count} dossiers cannot be read", len(found)
        )
        line.update(
            f"! {count.format(count=len(found))} · {Problems.key()} {Problems.title()}"
            if found
            else ""
        )

    def context(self) -> CommandContext:
        return self.selection.context()._replace(
            marked=len(self.marks.ids),
            narrowed=self.search.is_narrowed,
            targets=self.signs.has_targets,
        )

    @on(Panes.Changed)
    def _turned(self) -> None:
        self.offer()

    @on(ArticleList.Selected)
    def _selected(self) -> None:
        self.offer()
        self.counts.soon()
        self.signs.soon()

    @on(ArticleList.Opened)
    async def _opened(self) -> None:
        await self.action_perform(Open.name())

    def do_clear(self) -> None:
        """Clear the marks; without marks, clear the search."""
        if self.marks.ids:
            self.marks.mark(frozenset())
        elif self.search.is_narrowed:
            self.search.clear()

    def _sought(self, stage: Stage | None) -> None:
        """Show the results of the search from the top, in the list of `stage` if named."""
        self._reload()
        self.lookup.afterwards(self.lists.to_top)
        if stage:
            self.lists.go_to_stage(stage)
        self.offer()

    def _marked(self) -> None:
        self.lists.mark(self.marks.ids)
        self._show_title()
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

    def do_showagenda(self) -> Awaitable[object]:
        return self.host.push_screen(self.host.screens.agenda())

    def do_showdeliveries(self) -> Awaitable[object]:
        return self.host.push_screen(self.host.screens.deliveries())

    def do_problems(self) -> None:
        found = self.desk.reading.problems()
        lines = [f"{problem.name}: {problem.why}" for problem in found]
        self.host.say(
            "\n".join(lines) or _("Every dossier of the newsroom can be read."),
            "warning" if found else "information",
        )


def _lines(size: Size) -> int:
    """The height of a row, in lines, on a screen of `size`.

    A row has two lines on a narrow screen. In a column the headline takes two lines instead of
    one, and a high screen adds a blank line.
    """
    if size.width < WIDE:
        return 2
    return 4 if size.height >= HIGH else 3


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
