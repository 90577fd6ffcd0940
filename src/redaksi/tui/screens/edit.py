"""Writing: headline and body, and the particulars as a form. Nothing that was typed is ever thrown away unasked."""

from collections.abc import Awaitable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from redaksi.desk import wording
from redaksi.desk.conflict import SaveConflict
from redaksi.desk.recovery import Buffer, Unsaved
from redaksi.domain.article import Dossier, Text
from redaksi.domain.finding import Finding
from redaksi.domain.workflow import stage_name
from redaksi.errors import RedaksiError, StorageError
from redaksi.i18n import _
from redaksi.tui.commands.base import Command, bindings
from redaksi.tui.commands.copydesk import COPYDESK, Findings
from redaksi.tui.commands.desk import Help, Leave, Theme
from redaksi.tui.commands.editing import FIND, Find, FindNext, RedoTyping, Save, Switch, Theirs, UndoTyping
from redaksi.tui.controllers import splitting
from redaksi.tui.presence import LOOK, company
from redaksi.tui.screens.copydesk import CopydeskScreen
from redaksi.tui.screens.keeping import MOMENT
from redaksi.tui.widgets.body_editor import BodyEditor
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.completion import Memory
from redaksi.tui.widgets.finding_detail import FindingDetail
from redaksi.tui.widgets.manuscript import TEXT, Manuscript
from redaksi.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from textual.timer import Timer

    from redaksi.desk.reading import Presence

LONG = 200_000
"""Characters of a body from which its words are not counted at every key."""

WRITING = (Save, Leave, Switch, Find, Findings, FindNext, UndoTyping, RedoTyping, Theirs, Theme, Help)


class EditScreen(CopydeskScreen[None]):
    """The text on the left, on the right what was found in it or its particulars; tabs on a narrow screen."""

    commands: ClassVar[tuple[type[Command], ...]] = (*WRITING, *COPYDESK[1:], *FIND[1:-1])
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    AUTO_FOCUS = ""

    def __init__(
        self, dossier: Dossier, pane: str = "text", buffer: Buffer | None = None, fields: Mapping[str, str] = {}
    ) -> None:
        """With BUFFER, show the FIELDS that were left behind there, typed over DOSSIER."""
        super().__init__()
        self.dossier = dossier
        self._pane = pane
        self._paragraph = 0
        self._buffer = buffer
        self._recovered = fields
        self._kept: Unsaved | None = None
        self._own: Presence | None = None
        self._open = ExitStack()
        self._soon: Timer | None = None
        self._length = ""
        self._shown: Mapping[str, str] = {}  # the fields before anybody typed
        self._latest: Mapping[str, str] | None = None  # what is typed; None where it is as it is stored

    def begin_at(self, paragraph: int, finding: Finding | None) -> None:
        """Begin with the cursor in PARAGRAPH of the body, from 0, and with FINDING selected among what is found."""
        self._paragraph = paragraph
        self._wanted = finding

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield Static("", id="notice", markup=False)
        yield Manuscript(self.dossier.article, self.desk.house.zone, Memory(self.desk.reading.known), self._pane)
        yield FindingDetail(id="finding-here")
        yield CommandBar((*COPYDESK[1:], *WRITING), typing=True)

    def on_mount(self) -> None:
        self._kept = self.desk.recovery.begin(self._buffer)
        self._own = self._open.enter_context(self.desk.reading.editing(self.dossier.id))
        self.manuscript.begin(self._paragraph)
        self._shown = self.manuscript.fields()
        if self._recovered:
            self.manuscript.put(self._recovered)
            self.keep()
        self._show_state()
        self.set_interval(LOOK, self._show_company)
        self._show_company()
        splitting.offer(self.host, self.manuscript.body)
        self.check_soon()

    def on_unmount(self) -> None:
        self._open.close()
        with suppress(RedaksiError):  # the fields are gone by now, and so is the place to say it
            self._write_down()
        if self._kept:
            self._kept.release()

    def on_input_changed(self) -> None:
        self._changed_here()

    def on_text_area_changed(self) -> None:
        self._changed_here()

    def _changed_here(self) -> None:
        fields = self.manuscript.fields()
        self._latest = None if fields == self._shown else fields  # `keep` looks closer
        self._show_state(count=len(fields["body"]) < LONG)
        if self._soon is None:
            self._soon = self.set_timer(MOMENT, self.keep)
        self.check_soon()

    @on(BodyEditor.TooLong)
    def _asked_how_to_paste(self, message: BodyEditor.TooLong) -> None:
        splitting.offer_before_pasting(self.host, self.manuscript.body, message.text)

    def keep(self) -> None:
        self._soon = None
        self._latest = self.manuscript.fields() if self.unsaved else None
        self._show_state()
        try:
            self._write_down()
        except RedaksiError as error:  # one types on
            self.notice(_("What you type is not safe from a crash: {why} Save often.").format(why=error.sentence))

    def _write_down(self) -> None:
        """Bring what was typed to disk, or forget it where all is as it is stored. Raises StorageError."""
        if self._kept and self._latest is None:
            self._kept.discard()
        elif self._kept:
            self._kept.keep(self.dossier, self._latest or {})

    def _show_company(self) -> None:
        self.query_one(TitleBar).warning = company(self.desk, self.dossier.id, self._own)

    def _show_state(self, *, count: bool = True) -> None:
        bar = self.query_one(TitleBar)
        article = self.dossier.article
        revision = _("revision {revision}").format(revision=len(self.dossier.revisions))
        bar.title = f"{stage_name(article.stage).capitalize()} · {revision}"
        bar.last = _("saved") if self._latest is None else _("● not saved")
        self._length = wording.length(self.manuscript.body.text) if count else self._length
        bar.remark = self._length

    def notice(self, sentence: str) -> None:
        """Show SENTENCE below the title; "" takes it away."""
        line = self.query_one("#notice", Static)
        line.update(f"! {sentence}" if sentence else "")
        line.set_class(bool(sentence), "-shown")

    def changed(self, ids: AbstractSet[str]) -> None:
        if ids and self.dossier.id not in ids:
            return
        try:
            stored = self.desk.reading.article(self.dossier.id)
        except RedaksiError as error:
            self.complain(error)
            return
        if stored.version == self.dossier.version and stored.article.text != self.dossier.article.text:
            changed = _("The file of this article was changed by hand while you were writing. {key} shows it.")
            self.notice(changed.format(key=Theirs.key()))
        elif stored.version != self.dossier.version:
            who = stored.events[-1].editor
            self.notice(
                _("{who} changed this article while you were writing. {key} shows it.").format(
                    who=who, key=Theirs.key()
                )
            )

    @property
    def unsaved(self) -> bool:
        return not self.manuscript.says_the_same_as(self.dossier.article)

    def _show(self, text: Text) -> None:
        """Show TEXT and the times of the present dossier."""
        self.manuscript.show(replace(self.dossier.article, text=text))
        self._shown = self.manuscript.fields()

    def do_save(self) -> None:
        self.save()

    def save(self) -> bool:
        """Save over the version that was opened; says whether it is saved."""
        return self._store(self.manuscript.text(self.dossier), self.dossier)

    def _store(self, text: Text, over: Dossier) -> bool:
        """Save TEXT over what was stored as OVER, and the times; says whether it is saved."""
        try:
            times = self.manuscript.form.times(self.dossier)
            saved = self.desk.copy.save(over.id, text, over.version, over.article.text)
            self.dossier = self.desk.copy.set(saved.id, times, saved.version) if times else saved
        except SaveConflict as conflict:
            self._merge(conflict)
            return False
        except StorageError as error:
            self.keep()
            self.notice(f"{error.sentence} {self._where()}")
            return False
        except RedaksiError as error:
            self.notice(f"{error.sentence} {self.host.advice(error)}".strip())
            if error.field:
                self.manuscript.take_to(error.field)
            return False
        self.notice("")
        self._show(self.dossier.article.text)
        self.keep()
        self.host.say(self._saved(over.version))
        self.host.tell({self.dossier.id})
        return True

    def _where(self) -> str:
        """Where what is typed is, when it cannot be saved."""
        path = self._kept and self._kept.path
        if path:
            return _("What you typed stays here and in {path}: save again later.").format(path=path)
        return _("What you typed is only on this screen: copy it somewhere, or save again later.")

    def _saved(self, base: int) -> str:
        """What a save over version BASE came to: others' changes may have been merged into it."""
        others = {event.editor for event in self.dossier.events if event.version > base} - {self.desk.me.name}
        if not others:
            return _("Saved as revision {revision}.").format(revision=len(self.dossier.revisions))
        return _("Saved as revision {revision}, merged with what {who} changed meanwhile.").format(
            revision=len(self.dossier.revisions), who=", ".join(sorted(others))
        )

    def _merge(self, conflict: SaveConflict) -> None:
        """Somebody saved in between: what was typed stays, the person decides."""

        def decided(text: Text | None) -> None:
            if text is None:
                return
            if conflict.moved:
                self._take(text, conflict.stored)
            else:
                self._store(text, conflict.stored)

        self.host.push_screen(self.host.screens.merge(conflict), decided)

    def _take(self, text: Text, stored: Dossier) -> None:
        """Go on writing TEXT over STORED."""
        times = self.manuscript.form.times(self.dossier)
        self.dossier = stored
        self._show(text)
        self.manuscript.form.put(times)
        self.notice(_("Not saved yet: look at it once more, then save."))
        self.keep()

    def do_theirs(self) -> Awaitable[object]:
        return self.host.push_screen(self.host.screens.stored(self.desk.reading.article(self.dossier.id)))

    def do_switch(self) -> None:
        self.manuscript.other()

    def do_find(self) -> None:
        self.manuscript.active = TEXT
        super().do_find()

    def do_leave(self) -> Awaitable[object] | None:
        if self.close_find() or self.leave_findings():
            return None
        if not self.unsaved:
            self._forget()
            return None
        answers = [("save", _("Save")), ("discard", _("Discard")), ("stay", _("Keep writing"))]
        question = self.host.screens.question(_("Not saved yet"), _("What you typed is not saved."), answers)
        return self.host.push_screen(question, self._left)

    def _left(self, answer: str | None) -> None:
        if answer == "discard" or (answer == "save" and self.save()):
            self._forget()

    def _forget(self) -> None:
        """Leave; nothing that is wanted is typed here."""
        if self._kept:
            self._kept.discard()
            self._kept = None
        self._open.close()  # before the screen below looks who has it open
        self.dismiss()
