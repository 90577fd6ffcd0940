"""Writing: headline and body, and the particulars as a form. Nothing that was typed is ever thrown away unasked."""

from collections.abc import Awaitable
from collections.abc import Set as AbstractSet
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, Static, TextArea

from redaksi import clean
from redaksi.article import Dossier
from redaksi.errors import RedaksiError, StaleRevision
from redaksi.i18n import _
from redaksi.tui.commands import Command, Help, Leave, Save, Switch, Theirs, Theme, bindings
from redaksi.tui.screens.desk_screen import DeskScreen
from redaksi.tui.screens.dialog import Question
from redaksi.tui.screens.stored import StoredScreen
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.form import Form
from redaksi.tui.widgets.panes import Pane, Panes
from redaksi.tui.widgets.title_bar import TitleBar
from redaksi.workflow import stage_name


class EditScreen(DeskScreen[None]):
    """The text on the left, its particulars on the right; tabs on a narrow screen."""

    commands: ClassVar[tuple[type[Command], ...]] = (Save, Leave, Switch, Theirs, Theme, Help)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    AUTO_FOCUS = ""

    def __init__(self, dossier: Dossier, pane: str = "text") -> None:
        super().__init__()
        self.dossier = dossier
        self._pane = pane

    def compose(self) -> ComposeResult:
        text = self.dossier.article.text
        yield TitleBar()
        yield Static("", id="notice", markup=False)
        yield Panes(
            Pane(
                _("Text"),
                Input(text.headline, placeholder=_("Headline"), compact=True, select_on_focus=False, id="headline"),
                TextArea("\n\n".join(text.body), soft_wrap=True, compact=True, id="body"),
                id="text",
            ),
            Pane(_("Particulars"), Form(self.dossier.article, self.desk.house.zone), id="particulars"),
            active=self._pane,
        )
        yield CommandBar(self.commands, typing=True)

    def on_mount(self) -> None:
        self.query_one(Panes).go(self._pane)
        if self._pane == "text":
            self.set_focus(self.query_one("#body"))
        self._show_state()

    def on_input_changed(self) -> None:
        self._show_state()

    def on_text_area_changed(self) -> None:
        self._show_state()

    def _show_state(self) -> None:
        bar = self.query_one(TitleBar)
        article = self.dossier.article
        version = _("version {version}").format(version=article.version)
        bar.title = f"{stage_name(article.stage).capitalize()} · {version}"
        bar.remark = _("● not saved") if self.unsaved else _("saved")

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
        if stored.version != self.dossier.version:
            self._warn(stored)

    def _warn(self, stored: Dossier) -> None:
        who = stored.events[-1].editor
        self.notice(_("{who} changed this article while you were writing. F4 shows it.").format(who=who))

    @property
    def form(self) -> Form:
        return self.query_one(Form)

    @property
    def unsaved(self) -> bool:
        return self._typed() != self._stored()

    def _typed(self) -> tuple[object, ...]:
        headline, body = self.query_one("#headline", Input).value, self.query_one("#body", TextArea).text
        return clean.line(headline), clean.paragraphs(body), self.form.values()

    def _stored(self) -> tuple[object, ...]:
        """What `_typed` gives while nobody has typed anything."""
        text = self.dossier.article.text
        return text.headline, text.body, self.form.stored(self.dossier.article)

    def do_save(self) -> None:
        self._save(self.dossier.version)

    def _save(self, base: int) -> bool:
        """Save over version BASE; says whether it is saved."""
        try:
            self.dossier = self.form.save(
                self.desk,
                self.dossier,
                base,
                self.query_one("#headline", Input).value,
                self.query_one("#body", TextArea).text,
            )
        except StaleRevision as error:
            self._stale(error)
            return False
        except RedaksiError as error:
            self.notice(f"{error.sentence} {error.hint}".strip())
            return False
        self.notice("")
        self._refill()
        self.redaksi.say(self._saved(base))
        self.redaksi.tell({self.dossier.id})
        return True

    def _saved(self, base: int) -> str:
        """What a save over version BASE came to: others' changes may have been merged into it."""
        others = {event.editor for event in self.dossier.events if event.version > base} - {self.desk.person.name}
        if not others:
            return _("Saved as version {version}.").format(version=self.dossier.version)
        return _("Saved as version {version}, merged with what {who} changed meanwhile.").format(
            version=self.dossier.version, who=", ".join(sorted(others))
        )

    def _refill(self) -> None:
        """Show what is stored now; a body that is the same keeps its cursor and its undo."""
        text = self.dossier.article.text
        self.query_one("#headline", Input).value = text.headline
        body = self.query_one("#body", TextArea)
        if clean.paragraphs(body.text) != text.body:
            place = body.cursor_location
            body.text = "\n\n".join(text.body)
            body.move_cursor(place)
        self.form.fill(self.dossier.article)
        self._show_state()

    def _stale(self, error: StaleRevision) -> None:
        """Somebody saved in between: what was typed stays, the person decides."""
        stored = self.desk.reading.article(self.dossier.id)
        self._warn(stored)
        answers = [("theirs", _("Show theirs")), ("over", _("Save mine over it")), ("stay", _("Keep writing"))]
        explained = _("You wrote over version {base}; version {theirs} by {who} is stored by now.").format(
            base=error.base, theirs=error.theirs, who=stored.events[-1].editor
        )
        stays = _("Theirs stays in the history if you save over it.")
        question = Question(_("Changed in between"), f"{explained} {error.hint} {stays}", answers)

        async def answered(answer: str | None) -> None:
            if answer == "theirs":
                await self.action_perform(Theirs.name())
            elif answer == "over":
                self._save(error.theirs)

        self.app.push_screen(question, answered)

    def do_theirs(self) -> Awaitable[object]:
        return self.app.push_screen(StoredScreen(self.desk.reading.article(self.dossier.id)))

    def do_switch(self) -> None:
        panes = self.query_one(Panes)
        panes.go("text" if panes.active == "particulars" else "particulars")

    def do_leave(self) -> Awaitable[object] | None:
        if not self.unsaved:
            self.dismiss()
            return None
        answers = [("save", _("Save")), ("discard", _("Discard")), ("stay", _("Keep writing"))]
        question = Question(_("Not saved yet"), _("What you typed is not saved."), answers)
        return self.app.push_screen(question, self._left)

    def _left(self, answer: str | None) -> None:
        if answer == "discard" or (answer == "save" and self._save(self.dossier.version)):
            self.dismiss()
