"""The screen for writing: headline and body as text, the particulars as a form.

Typed text is discarded only after the person agreed.
"""

from collections.abc import Awaitable, Collection, Mapping
from collections.abc import Set as AbstractSet
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import DescendantBlur, DescendantFocus
from textual.widgets import Input, TextArea

from redaksi.desk import wording
from redaksi.desk.recovery import Buffer
from redaksi.domain.article import Dossier, Text
from redaksi.domain.finding import Finding
from redaksi.domain.workflow import stage_name
from redaksi.errors import RedaksiError
from redaksi.i18n import N_, _
from redaksi.tui.commands.base import Command, CommandContext, bindings
from redaksi.tui.commands.copydesk import COPYDESK, Findings
from redaksi.tui.commands.desk import Help, Leave, Theme
from redaksi.tui.commands.editing import (
    FIND,
    Find,
    FindNext,
    RedoTyping,
    Save,
    Switch,
    Theirs,
    UndoTyping,
)
from redaksi.tui.commands.notes import NOTES, ToNotes
from redaksi.tui.commands.photos import PHOTOS as PHOTO_COMMANDS
from redaksi.tui.controllers import splitting
from redaksi.tui.controllers.editors_present import EditorsPresent
from redaksi.tui.controllers.find_replace import FindReplace
from redaksi.tui.controllers.leaving_text import LeavingText
from redaksi.tui.controllers.saving import Saving
from redaksi.tui.controllers.unsaved_text import UnsavedText
from redaksi.tui.controllers.writing_findings import WritingFindings
from redaksi.tui.controllers.writing_notes import WritingNotes
from redaksi.tui.controllers.writing_photos import WritingPhotos
from redaksi.tui.controllers.writing_verbs import WritingVerbs
from redaksi.tui.full_screen import FullScreen
from redaksi.tui.widgets.body_editor import BodyEditor
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.finding_detail import FindingDetail
from redaksi.tui.widgets.finding_list import FindingList
from redaksi.tui.widgets.findings_panel import FindingsPanel
from redaksi.tui.widgets.form import PHOTOS
from redaksi.tui.widgets.manuscript import Manuscript
from redaksi.tui.widgets.note_detail import NoteDetail
from redaksi.tui.widgets.notes_panel import NotesPanel
from redaksi.tui.widgets.notice import Notice
from redaksi.tui.widgets.photo_list import PhotoList
from redaksi.tui.widgets.title_bar import TitleBar

LONG = 200_000
"""The length of a body, in characters, from which words are not counted at every key."""

WRITING = (
    Save,
    Leave,
    Switch,
    Find,
    Findings,
    ToNotes,
    FindNext,
    UndoTyping,
    RedoTyping,
    Theirs,
    Theme,
    Help,
)


class EditScreen(FullScreen[None]):
    """The text on the left; its findings or its particulars on the right.

    A narrow screen shows tabs instead.
    """

    label = N_("writing")
    commands: ClassVar[tuple[type[Command], ...]] = (
        *WRITING,
        *COPYDESK[1:],
        *NOTES,
        *PHOTO_COMMANDS,
        *FIND[1:-1],
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    AUTO_FOCUS = ""

    def __init__(
        self,
        dossier: Dossier,
        pane: str = "text",
        paragraph: int = 0,
        finding: Finding | None = None,
        *,
        field: str = "",
        buffer: Buffer | None = None,
        fields: Mapping[str, str] = {},
    ) -> None:
        """Begins in `pane`, with the cursor in `paragraph` of the body, counted from 0.

        Of the particulars, `field` gets the focus, if it is named.

        The `finding` is selected. With `buffer`, the screen shows the unsaved `fields` that were
        recovered from there, as changes to `dossier`.
        """
        super().__init__()
        self._pane = pane
        self._paragraph = paragraph
        self._field = field
        self._buffer = buffer
        self._recovered = fields
        self._length = ""
        self._present = EditorsPresent(self, dossier.id)
        self.recovery = UnsavedText(self, lambda: self.dossier, self._show_state)
        self.saving = Saving(self, dossier, self.recovery.copy, self._show)
        self.leaving = LeavingText(self, self.saving, self._forget)
        self.findings = WritingFindings(self, self.saving, finding)
        self.notes = WritingNotes(self, self.saving)
        self.photos = WritingPhotos(self)
        self.finder = FindReplace(self, self.findings.step)
        self.verbs = WritingVerbs(self, self.saving, pane)
        self.doers = (
            self.saving,
            self.findings,
            self.notes,
            self.photos,
            self.finder,
            self.verbs,
            *self.doers,
        )

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield Notice()
        yield Manuscript(self.dossier.article, self.desk, self._pane)
        yield FindingDetail(id="finding-here")
        yield NoteDetail(id="note-here")
        yield CommandBar((*NOTES, *COPYDESK[1:], *PHOTO_COMMANDS, *WRITING), typing=True)

    @property
    def dossier(self) -> Dossier:
        """The article that is being edited."""
        return self.saving.dossier

    @property
    def manuscript(self) -> Manuscript:
        """The widget with the fields."""
        return self.query_one(Manuscript)

    def on_mount(self) -> None:
        self._present.begin()
        self.photos.begin()
        self.manuscript.begin(self._paragraph, self._field)
        self.recovery.begin(self._buffer, self._recovered)
        self._show_state()
        splitting.offer(self.host, self.manuscript.body)
        self.findings.check_soon()
        self.notes.begin()

    def on_resize(self) -> None:
        self.call_after_refresh(self.notes.fit)

    def on_unmount(self) -> None:
        self._present.end()
        self.recovery.end()

    def context(self) -> CommandContext:
        panel, photo = self.findings.panel, self.photos.here
        return CommandContext(
            in_photo=photo is not None,
            is_out=photo is not None and photo.is_out,
            in_findings=panel.has_attention,
            in_notes=self.notes.panel.has_attention,
            note=self.notes.panel.selected is not None,
            found=len(panel.found),
            searching=self.finder.is_open,
        )

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(PhotoList.Rearranged)
    def _typed(self) -> None:
        fields = self.manuscript.fields()
        self.recovery.changed(fields)
        self._show_state(count=len(fields["body"]) < LONG)
        self.findings.check_soon()
        self.finder.refresh()

    @on(TextArea.SelectionChanged, "#body")
    def _follow(self) -> None:
        self.notes.follow()

    @on(BodyEditor.TooLong)
    def _asked_how_to_paste(self, message: BodyEditor.TooLong) -> None:
        splitting.offer_before_pasting(self.host, self.manuscript.body, message.text)

    @on(FindingsPanel.Counted)
    @on(NotesPanel.Renewed)
    def _count(self) -> None:
        self.manuscript.findings_pane.count = len(self.findings.panel.found)
        self.manuscript.notes_pane.count = len(self.notes.panel.notes)
        self.offer()

    @on(FindingList.Moved)
    def _point(self) -> None:
        self.findings.point()

    @on(FindingList.Chosen)
    def _opened(self) -> None:
        self.findings.visit_selected()

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _offer_what_is_there(self) -> None:
        self.offer()

    def _show_state(self, *, count: bool = True) -> None:
        bar = self.query_one(TitleBar)
        article = self.dossier.article
        revision = _("revision {revision}").format(revision=len(self.dossier.revisions))
        bar.title = f"{stage_name(article.stage).capitalize()} · {revision}"
        bar.last = _("saved") if self.recovery.is_empty else _("● not saved")
        self._length = wording.length(self.manuscript.body.text) if count else self._length
        bar.remark = self._length

    def changed(self, ids: AbstractSet[str]) -> None:
        if ids and self.dossier.id not in ids:
            return
        try:
            self.saving.changed_elsewhere()
            self.notes.follow()
        except RedaksiError as error:
            self.complain(error)

    @property
    def unsaved(self) -> bool:
        """Whether the fields hold unsaved changes."""
        return self.saving.is_unsaved

    def _show(self, text: Text, but: Collection[str] = ()) -> None:
        """Show `text` with the dates of the present dossier; the fields `but` stay unchanged."""
        stored = self.manuscript.stored(replace(self.dossier.article, text=text))
        self.manuscript.put({name: stored[name] for name in stored.keys() - but})
        kept = {name: stored[name] for name in (one if one in stored else PHOTOS for one in but)}
        self.recovery.untouched = {**self.manuscript.fields(), **kept}

    def do_leave(self) -> Awaitable[object] | None:
        within = (self.finder.close, self.findings.leave, self.notes.leave, self.verbs.leave)
        if any(leave() for leave in within):
            return None
        return self.leaving.leave()

    def _forget(self) -> None:
        """Keep no recovery copy of the text."""
        self.recovery.copy.discard()
        self._present.end()  # before the screen below looks who has the article open
