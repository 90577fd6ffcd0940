"""The board: the three stages, side by side or as tabs, each with its articles, as they are looked for and ordered."""

from collections.abc import Awaitable
from collections.abc import Set as AbstractSet
from functools import partial
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize
from textual.geometry import Size
from textual.widgets import Static

from redaksi.desk import searching
from redaksi.desk.wording import number
from redaksi.domain.article import Person, SavedSearch, Stage
from redaksi.domain.workflow import role_name, stage_name
from redaksi.errors import RedaksiError
from redaksi.i18n import _, ngettext
from redaksi.tui.commands.article import ARTICLE, Open, Publish, Submit
from redaksi.tui.commands.base import Command, Context, bindings
from redaksi.tui.commands.board import BOARD, Clear
from redaksi.tui.commands.desk import DESK, Aside, Import, New, Problems, Quit
from redaksi.tui.screens.desk_screen import WIDE
from redaksi.tui.screens.finding_counts import Badges
from redaksi.tui.screens.listing import Listings, Looking
from redaksi.tui.screens.marking import Marking
from redaksi.tui.widgets.article_list import ArticleList
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.panes import Pane, Panes
from redaksi.tui.widgets.title_bar import TitleBar

HIGH = 30
"""Lines from which a row in a column has a blank line below it."""
AGES = 30
"""Seconds after which the ages are shown anew."""


class BoardScreen(Marking, Badges[None], Looking[None]):
    """What the newsroom works on."""

    commands: ClassVar[tuple[type[Command], ...]] = (Open, *ARTICLE, *BOARD, *DESK, Aside, Problems, Quit)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]
    CSS_PATH = None  # what it needs is the app's

    _search = SavedSearch()
    """What is looked for, in which order; of no stage, since each has its list."""
    _mine_first = False
    _failing = False
    """Whether what is shown is what was there before the newsroom could not be read any more."""

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield Panes(*(self._pane(stage) for stage in Stage))
        yield Static("", id="problems", markup=False)
        yield CommandBar(self.commands)

    def _pane(self, stage: Stage) -> Pane:
        articles = ArticleList(self.desk.now, self.desk.house.zone)
        articles.lines = _lines(self.app.size)
        return Pane(stage_name(stage).capitalize(), articles, id=stage.value)

    def on_mount(self) -> None:
        self._reload()
        self.query_one(Panes).go(Stage.DRAFT.value)
        self.set_interval(AGES, self._age)

    def on_resize(self, event: Resize) -> None:
        for articles in self.query(ArticleList):
            articles.lines = _lines(event.size)

    def _age(self) -> None:
        if self._failing:
            self._reload()
        for articles in self.query(ArticleList):
            articles.repaint()

    def changed(self, ids: AbstractSet[str]) -> None:
        self._reload()

    def _reload(self) -> None:
        """Ask the index anew; the cursors stay on their articles."""
        try:
            query = self.desk.reading.query(self._search)
            self.look_up(replace(query, first=self.desk.me.name if self._mine_first else ""))
            self._show_problems()
        except RedaksiError as error:
            self._cannot_read(error)

    def fill(self, listings: Listings) -> None:
        person = self.desk.me
        for stage, listing in listings.items():
            articles = self._list(stage)
            articles.me, articles.empty = person.name, self._empty_hint(stage)
            self._pane_of(stage).count = listing.total
            articles.show(listing)
        self._failing = False
        self._show_title(person)

    def still_looking(self) -> None:
        self.query_one(TitleBar).warning = _("looking …")

    @on(ArticleList.Failed)
    def _failed(self, message: ArticleList.Failed) -> None:
        self._cannot_read(message.error)

    def _cannot_read(self, error: RedaksiError) -> None:
        self._failing = True
        self.query_one(TitleBar).warning = _("the newsroom cannot be read now")
        self.complain(error)

    def _show_title(self, person: Person) -> None:
        """Where one is, or what is looked for instead of everything and how to end that; and who one is."""
        bar = self.query_one(TitleBar)
        marked = ngettext("{count} marked", "{count} marked", len(self.marked)).format(count=number(len(self.marked)))
        parts = (
            marked if self.marked else "",
            _("mine first") if self._mine_first else "",
            searching.described(replace(self._search, spiked=False)),
        )
        bar.title = "" if self._narrowed else self.desk.house.name
        bar.state = " · ".join(part for part in parts if part)
        bar.way_out = _("{key} clears").format(key=Clear.key()) if self.marked or self._narrowed else ""
        bar.warning = _("put aside; {key} shows the others").format(key=Aside.key()) if self._search.spiked else ""
        bar.remark = f"{person.name} · {role_name(person.role)}"

    @property
    def _narrowed(self) -> bool:
        """Whether only some articles are shown, because something is looked for."""
        return searching.is_asking(replace(self._search, sort="", spiked=False))

    def _show_problems(self) -> None:
        found = self.desk.reading.problems()
        line = self.query_one("#problems", Static)
        line.set_class(bool(found), "-shown")
        count = ngettext("{count} file cannot be read", "{count} files cannot be read", len(found))
        line.update(f"! {count.format(count=len(found))} · {Problems.key()} {Problems.title()}" if found else "")

    def _pane_of(self, stage: Stage) -> Pane:
        return self.query_one(f"#{stage.value}", Pane)

    def _list(self, stage: Stage) -> ArticleList:
        return self._pane_of(stage).query_one(ArticleList)

    @property
    def active(self) -> ArticleList:
        """The list of the active stage."""
        return self.query_one(Panes).pane.query_one(ArticleList)

    def context(self) -> Context:
        return super().context()._replace(marked=len(self.marked), narrowed=self._narrowed)

    @on(Panes.Changed)
    def _turned(self) -> None:
        self.offer()

    def do_aside(self) -> None:
        self._look_for(replace(self._search, spiked=not self._search.spiked))

    def do_minefirst(self) -> None:
        self._mine_first = not self._mine_first
        self._look_for(self._search)

    def do_nextsort(self) -> None:
        orders = list(searching.sorts())
        place = orders.index(searching.sort(self._search.sort))
        self._look_for(replace(self._search, sort=orders[(place + 1) % len(orders)]))

    def do_filter(self) -> Awaitable[object]:
        return self.ask(self.host.screens.filter(self._search, self._look_for))

    def do_saved(self) -> Awaitable[object]:
        return self.ask(self.host.screens.saved_searches(self._look_for))

    def do_clear(self) -> None:
        """Take back what narrows the work, the last thing first."""
        if self.marked:
            self.mark(frozenset())
        elif self._narrowed:
            self._look_for(SavedSearch(spiked=self._search.spiked, sort=self._search.sort))

    def _look_for(self, search: SavedSearch) -> None:
        """Show what SEARCH finds from the top; of a stage that it names, the list. Raises RedaksiError."""
        self.desk.reading.query(search)
        self._search = replace(search, name="", stage=None)
        self._reload()
        self.afterwards(self._to_top)
        if search.stage:
            self.query_one(Panes).go(search.stage.value)
        self.offer()

    def _to_top(self) -> None:
        for articles in self.query(ArticleList):
            articles.action_jump(0)

    def marked_changed(self) -> None:
        for articles in self.query(ArticleList):
            articles.marked = self.marked
        self._show_title(self.desk.me)
        self.offer()

    def _empty_hint(self, stage: Stage) -> str:
        if self._narrowed:
            return _("Nothing here fits what you look for. {key} shows all again.").format(key=Clear.key())
        return _("Nothing was put aside.") if self._search.spiked else empty_hint(stage)

    def arrived(self, article_id: str) -> None:
        """Go to the stage that the article is in now, and select it."""
        stage = self.desk.reading.article(article_id).article.stage
        self.query_one(Panes).go(stage.value)
        self.afterwards(partial(self._list(stage).select, article_id))

    def do_problems(self) -> None:
        found = self.desk.reading.problems()
        lines = [f"{problem.name}: {problem.why}" for problem in found]
        self.host.say(
            "\n".join(lines) or _("Every file of the newsroom can be read."), "warning" if found else "information"
        )


def _lines(size: Size) -> int:
    """Lines of a row: in a column the headline gets two, and where there is height a blank one stands below."""
    if size.width < WIDE:
        return 2
    return 4 if size.height >= HIGH else 3


def empty_hint(stage: Stage) -> str:
    """What to press where a stage holds nothing."""
    return {
        Stage.DRAFT: _("No drafts. Press {new} to write one, {bring} to import copy.").format(
            new=New.key(), bring=Import.key()
        ),
        Stage.REVIEW: _("Nothing to review. Press {key} on a draft to submit it.").format(key=Submit.key()),
        Stage.PUBLISHED: _("Nothing is published yet. Press {key} on an article in review.").format(key=Publish.key()),
    }[stage]
