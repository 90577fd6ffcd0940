"""The screen of one article: its text and its details."""

from collections.abc import Awaitable
from collections.abc import Set as AbstractSet
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Paste, Resize
from textual.geometry import Size

from redaksi.desk import due_words, wording
from redaksi.domain.article import Dossier, Stage
from redaksi.domain.places import ArticlePlace
from redaksi.domain.workflow import stage_name
from redaksi.errors import RedaksiError
from redaksi.i18n import N_, _, ngettext
from redaksi.tui.commands.article import ARTICLE
from redaksi.tui.commands.base import Command, CommandContext, bindings
from redaksi.tui.commands.copydesk import Findings
from redaksi.tui.commands.desk import DESK, Leave
from redaksi.tui.commands.editing import FindNext, FindPrevious
from redaksi.tui.commands.notes import NOTES
from redaksi.tui.controllers.article_verbs import ArticleVerbs
from redaksi.tui.controllers.dropped_pictures import DroppedPictures
from redaksi.tui.controllers.note_verbs import NoteVerbs
from redaksi.tui.controllers.reading_findings import ReadingFindings
from redaksi.tui.desk_screen import WIDE
from redaksi.tui.full_screen import FullScreen
from redaksi.tui.presence import LOOK, others_present
from redaksi.tui.widgets.article_facts import ArticleFacts
from redaksi.tui.widgets.article_parts import standing
from redaksi.tui.widgets.article_text import ArticleText
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.finding_detail import FindingDetail
from redaksi.tui.widgets.panes import Pane, Panes
from redaksi.tui.widgets.title_bar import TitleBar

TEXT = ArticlePlace()
"""The place where an article begins when nothing else is named."""

READING = (FindNext, FindPrevious, Findings)

ROOMY = 152
"""The minimum width, in cells, for text, notes and particulars side by side."""


class ArticleScreen(FullScreen[None]):
    """The text on the left and the details on the right.

    A narrow screen, or notes beside the text, turn both panes into tabs.
    """

    label = N_("article")
    commands: ClassVar[tuple[type[Command], ...]] = (*ARTICLE, *NOTES, *READING, *DESK, Leave)
    HORIZONTAL_BREAKPOINTS = []  # noqa: RUF012 - see _fit
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self, dossier: Dossier, place: ArticlePlace = TEXT) -> None:
        """The screen begins at `place`, if the article has it."""
        super().__init__()
        self._place = place
        self._undoable = False
        self._dossier = dossier
        self.verbs = ArticleVerbs(self, self)
        self.dropped = DroppedPictures(self, self.verbs)
        self.notes = NoteVerbs(self, self.verbs, lambda: self.text)
        self.findings = ReadingFindings(self, self.verbs, self._count)
        self.doers = (self.findings, self.notes, self.verbs, *self.doers)

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield Panes(
            Pane(_("Text"), ArticleText(self._dossier, self.desk), id="text"),
            Pane(_("Details"), ArticleFacts(self._dossier, self.desk), id="facts"),
        )
        yield FindingDetail(id="finding-here")
        yield CommandBar(self.commands)

    @property
    def text(self) -> ArticleText:
        """The widget that shows the text."""
        return self.query_one(ArticleText)

    def on_compose(self) -> None:
        # Later, each class costs the styles of every widget once more.
        self._fit(self.app.size)

    def on_mount(self) -> None:
        self.text.focus()
        self._show()
        if self._place != TEXT:
            self.call_after_refresh(self._go_to, self._place)
        self.set_interval(LOOK, self._show_presence)

    def _go_to(self, place: ArticlePlace) -> None:
        if place.in_particulars:
            self.query_one(Panes).go("facts")
            self.query_one(ArticleFacts).show_particulars()
        else:
            self.text.go_to_note(place.note)

    def on_screen_resume(self) -> None:
        self._show_presence()

    def on_resize(self, event: Resize) -> None:
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        """Put the panes side by side where `size` has room for both."""
        resolved = self.is_up and self.text.resolved
        notes = standing(self._dossier, resolved=resolved)
        wide = size.width >= (ROOMY if notes else WIDE)
        self.set_class(wide, "-wide")
        self.set_class(not wide, "-narrow")

    def on_paste(self, event: Paste) -> None:
        self.dropped.attach(event.text)

    def on_article_text_cursor_moved(self) -> None:
        self.findings.cursor_moved()
        self.offer()

    def _show_presence(self) -> None:
        self.query_one(TitleBar).warning = others_present(self.desk, self._dossier.id)

    def context(self) -> CommandContext:
        note = self.text.note is not None
        return CommandContext(
            self._dossier.id,
            self._dossier.article.stage,
            found=len(self.findings.found),
            note=note,
            undoable=self._undoable,
        )

    @property
    def article_id(self) -> str:
        """The id of the article."""
        return self._dossier.id

    def dossier(self) -> Dossier:
        """The dossier that the screen shows."""
        return self._dossier

    def changed(self, ids: AbstractSet[str]) -> None:
        """Show the stored article; an article that has become unreadable stays as shown."""
        if ids and self._dossier.id not in ids:
            return
        try:
            self._dossier = self.desk.reading.article(self._dossier.id)
        except RedaksiError as error:
            self.complain(error)
        self._show()

    def _show(self) -> None:
        article, me = self._dossier.article, self.desk.me
        self._undoable = self.desk.moves.undoable(self._dossier, me)
        bar = self.query_one(TitleBar)
        age = wording.age(article.stage_since, self.desk.now())
        parts = [stage_name(article.stage).capitalize(), article.editor() or _("nobody"), age]
        if article.sign_offs and article.stage is not Stage.PUBLISHED:
            parts.insert(1, wording.live_reopened())
        if count := sum(note.is_open for note in self._dossier.notes):
            parts.append(
                ngettext("{count} open note", "{count} open notes", count).format(count=count)
            )
        bar.title = " · ".join([*parts, _("put aside")] if article.spiked_at else parts)
        bar.due = due_words.sign(article, self.desk.now(), self.desk.house.zone)
        bar.remark = me.name
        self.text.show(self._dossier)
        self.host.inbox.opened(self._dossier)
        self.query_one(ArticleFacts).dossier = self._dossier
        self._fit(self.size)
        self.findings.check_soon()
        self.offer()

    def _count(self) -> None:
        """Show the number of findings by severity."""
        self.query_one(TitleBar).state = wording.severities(self.findings.found)
        self.offer()

    def do_edit(self) -> Awaitable[object]:
        """Open the editor at the paragraph under the cursor."""
        return self.verbs.write(self._dossier, "text", self.text.paragraph)
