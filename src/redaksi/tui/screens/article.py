"""One article: its text, and everything about it."""

from collections.abc import Set as AbstractSet
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from redaksi.article import Dossier
from redaksi.desk import wording
from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.tui.commands.article import ARTICLE
from redaksi.tui.commands.base import Command, Context, bindings
from redaksi.tui.commands.desk import DESK, Leave
from redaksi.tui.company import LOOK, company
from redaksi.tui.screens.article_verbs import ArticleVerbs
from redaksi.tui.widgets.article_facts import ArticleFacts
from redaksi.tui.widgets.article_text import ArticleText
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.panes import Pane, Panes
from redaksi.tui.widgets.title_bar import TitleBar
from redaksi.workflow import stage_name


class ArticleScreen(ArticleVerbs[None]):
    """The text on the left, the rest on the right; tabs on a narrow screen."""

    commands: ClassVar[tuple[type[Command], ...]] = (*ARTICLE, *DESK, Leave)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self, dossier: Dossier) -> None:
        super().__init__()
        self._dossier = dossier

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield Panes(
            Pane(_("Text"), ArticleText(self._dossier, self.desk), id="text"),
            Pane(_("Particulars"), ArticleFacts(self._dossier, self.desk), id="facts"),
        )
        yield CommandBar(self.commands)

    def on_mount(self) -> None:
        self.query_one(ArticleText).focus()
        self._show()
        self.set_interval(LOOK, self._show_company)

    def on_screen_resume(self) -> None:
        self._show_company()

    def _show_company(self) -> None:
        self.query_one(TitleBar).warning = company(self.desk, self._dossier.id)

    def context(self) -> Context:
        return Context(self._dossier.id, self._dossier.article.stage)

    def dossier(self) -> Dossier:
        return self._dossier

    def changed(self, ids: AbstractSet[str]) -> None:
        """Show what is stored now; an article that cannot be read any more stays as it was."""
        if ids and self._dossier.id not in ids:
            return
        try:
            self._dossier = self.desk.reading.article(self._dossier.id)
        except RedaksiError as error:
            self.complain(error)
        self._show()

    def _show(self) -> None:
        article = self._dossier.article
        bar = self.query_one(TitleBar)
        age = wording.age(article.stage_since, self.desk.now())
        parts = [stage_name(article.stage).capitalize(), article.editor() or _("nobody"), age]
        bar.title = " · ".join([*parts, _("put aside")] if article.spiked_at else parts)
        bar.remark = self.desk.person.name
        self.query_one(ArticleText).dossier = self._dossier
        self.query_one(ArticleFacts).dossier = self._dossier
        self.offer()
