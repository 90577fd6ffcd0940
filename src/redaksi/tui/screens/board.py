"""The board: the three stages, side by side or as tabs, each with its articles, newest first."""

from collections.abc import Awaitable, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize
from textual.geometry import Size
from textual.widgets import Static

from redaksi.article import Stage
from redaksi.desk.reading import Query, Row
from redaksi.errors import RedaksiError
from redaksi.i18n import _, ngettext
from redaksi.tui.commands.article import ARTICLE, Open, Publish, Submit
from redaksi.tui.commands.base import Command, Context, bindings
from redaksi.tui.commands.desk import DESK, Aside, Import, New, Problems, Quit
from redaksi.tui.screens.article_verbs import ArticleVerbs
from redaksi.tui.screens.desk_screen import WIDE, nothing_selected
from redaksi.tui.widgets.article_list import ArticleList
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.panes import Pane, Panes
from redaksi.tui.widgets.title_bar import TitleBar
from redaksi.workflow import role_name, stage_name

HIGH = 30
"""Lines from which a row in a column has a blank line below it."""
AGES = 30
"""Seconds after which the ages are shown anew."""


class BoardScreen(ArticleVerbs[None]):
    """What the newsroom works on."""

    commands: ClassVar[tuple[type[Command], ...]] = (Open, *ARTICLE, *DESK, Aside, Problems, Quit)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    _aside_shown = False

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield Panes(*(self._pane(stage) for stage in Stage))
        yield Static("", id="problems", markup=False)
        yield CommandBar(self.commands)

    def _pane(self, stage: Stage) -> Pane:
        articles = ArticleList(self.desk.now, self.desk.house.zone, empty_hint(stage))
        return Pane(stage_name(stage).capitalize(), articles, id=stage.value)

    def on_mount(self) -> None:
        bar = self.query_one(TitleBar)
        bar.title = self.desk.house.name
        self._reload()
        self.query_one(Panes).go(Stage.DRAFT.value)
        self.set_interval(AGES, self._age)

    def on_resize(self, event: Resize) -> None:
        for articles in self.query(ArticleList):
            articles.lines = _lines(event.size)

    def _age(self) -> None:
        for articles in self.query(ArticleList):
            articles.refresh()

    def changed(self, ids: AbstractSet[str]) -> None:
        self._reload()

    def _reload(self) -> None:
        """Ask the index anew; the cursors stay on their articles."""
        try:
            self._show_person()
            counts = self.desk.reading.counts(Query(spiked=self._aside_shown))
            for stage in Stage:
                self._pane_of(stage).count = counts[stage]
                self._list(stage).show(counts[stage], partial(self._rows, stage))
            self._show_problems()
        except RedaksiError as error:
            self.complain(error)

    def _rows(self, stage: Stage, offset: int, limit: int) -> Sequence[Row]:
        return self.desk.reading.rows(Query(stage=stage, spiked=self._aside_shown), limit, offset)

    def _show_person(self) -> None:
        person = self.desk.person
        self.query_one(TitleBar).remark = f"{person.name} · {role_name(person.role)}"

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
        row = self.active.row
        return Context(row.id, row.stage) if row else Context()

    @on(ArticleList.Selected)
    @on(Panes.Changed)
    def _selected(self) -> None:
        self.offer()

    @on(ArticleList.Opened)
    async def _opened(self) -> None:
        await self.action_perform(Open.name())

    def do_open(self) -> Awaitable[object]:
        if not self.context().article_id:
            raise nothing_selected()
        return self.redaksi.open_article(self.context().article_id)

    def do_aside(self) -> None:
        self._aside_shown = not self._aside_shown
        self.query_one(TitleBar).warning = (
            _("put aside; {key} shows the others").format(key=Aside.key()) if self._aside_shown else ""
        )
        for stage in Stage:
            self._list(stage).empty = _("Nothing was put aside.") if self._aside_shown else empty_hint(stage)
        self._reload()
        self.offer()

    def arrived(self, article_id: str) -> None:
        """Go to the stage that the article is in now, and select it."""
        stage = self.desk.reading.article(article_id).article.stage
        self.query_one(Panes).go(stage.value)
        self._list(stage).select(article_id)

    def do_problems(self) -> None:
        found = self.desk.reading.problems()
        lines = [f"{problem.name}: {problem.why}" for problem in found]
        self.redaksi.say(
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
