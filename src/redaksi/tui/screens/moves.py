"""The dialogs that assign, submit, return, publish and reopen an article, and its notice."""

from collections.abc import Iterator, Sequence
from functools import partial

from textual.widget import Widget
from textual.widgets import Input, Static

from redaksi.domain.article import Dossier, NoticeKind, PublicNotice, Stage
from redaksi.domain.workflow import Move, OpenPoint, Reason, notice_name, stage_name
from redaksi.errors import MoveRefused, about
from redaksi.i18n import _
from redaksi.tui.commands.article import Reopen
from redaksi.tui.controllers.background_job import BackgroundJob
from redaksi.tui.controllers.move_mending import MoveMending
from redaksi.tui.host import Done
from redaksi.tui.screens.article_dialog import ArticleDialog, renew
from redaksi.tui.widgets.choice import Choice
from redaksi.tui.widgets.dialog_box import headline, label
from redaksi.tui.widgets.field import Field
from redaksi.tui.widgets.team_picker import TeamPicker, reviewers
from redaksi.tui.widgets.text_box import TextBox


class AssignDialog(ArticleDialog):
    """Assigns a stage of an article to an editor."""

    kind = "assign"

    def __init__(self, dossier: Dossier, stage: Stage | None = None) -> None:
        """`stage` is proposed; the present stage for None."""
        super().__init__(dossier)
        self._stage = stage or dossier.article.stage

    def heading(self) -> str:
        return _("Assign")

    def button(self) -> str:
        return _("Assign")

    def fields(self) -> Iterator[Widget]:
        yield headline(self.dossier.article.text.headline)
        yield label(_("Editor"))
        yield TeamPicker(self.desk.team.list())
        yield label(_("For the stage"))
        yield Choice(
            {stage.value: stage_name(stage) for stage in Stage},
            self._stage.value,
            "stage",
        )

    def act(self) -> Done:
        stage = Stage(self.query_one(Choice).value)
        dossier = self.desk.moves.assign(
            self.dossier.id, stage, self.query_one(TeamPicker).name_chosen
        )
        editor = dossier.article.editor(stage)
        sentence = _("{editor} has the {stage} now.").format(
            editor=editor, stage=stage_name(stage)
        )
        said = f"{sentence} {self.desk.team.absence(editor)}".strip()
        return Done(said, dossier.id, undoable=True)


class SubmitDialog(ArticleDialog):
    """Submits a draft for review, after it has shown what stands."""

    kind = "submit"

    def __init__(self, dossier: Dossier, stands: Sequence[OpenPoint] = ()) -> None:
        super().__init__(dossier)
        self.ready = MoveMending(self, dossier, Move.SUBMIT, partial(renew, self), stands=stands)

    def heading(self) -> str:
        return _("Submit for review")

    def button(self) -> str:
        return _("Submit")

    def fields(self) -> Iterator[Widget]:
        yield headline(self.dossier.article.text.headline)
        yield label(_("Review editor"))
        present = self.dossier.article.editor(Stage.REVIEW)
        if present:
            yield Static(
                _("now: {editor}").format(editor=present),
                classes="field-hint -close",
                markup=False,
            )
        team = reviewers(self.desk.team.list())
        # Whoever submits seldom may approve the text, too.
        yield TeamPicker(team, optional=True, last=self.desk.me.name)
        yield from self.ready.fields()

    def act(self) -> Done:
        to = self.query_one(TeamPicker).name_chosen or None
        dossier = self.desk.moves.submit(self.dossier.id, to, base=self.dossier.version)
        editor = dossier.article.editor(Stage.REVIEW)
        sentence = (
            _("Submitted; {editor} reviews it.").format(editor=editor)
            if editor
            else _("Submitted for review.")
        )
        said = f"{sentence} {self.desk.team.absence(editor)}".strip()
        return Done(said, dossier.id, undoable=True, stays=True)


class ReturnDialog(ArticleDialog):
    """Returns an article to draft, with a note."""

    kind = "return"

    def heading(self) -> str:
        return _("Return to draft")

    def button(self) -> str:
        return _("Return")

    def fields(self) -> Iterator[Widget]:
        yield headline(self.dossier.article.text.headline)
        yield label(_("What to change"))
        yield TextBox(id="note")
        yield label(_("Draft editor"))
        back_to = self.desk.moves.returned_to(self.dossier)
        yield TeamPicker(self.desk.team.list(), optional=True, instead=back_to)

    def act(self) -> Done:
        note = self.query_one(TextBox).text
        with about("note"):
            dossier = self.desk.moves.return_(
                self.dossier.id, note, self.query_one(TeamPicker).name_chosen or None
            )
        editor = dossier.article.editor(Stage.DRAFT)
        sentence = (
            _("Returned to {editor}, with your note.").format(editor=editor)
            if editor
            else _("Returned to draft, with your note.")
        )
        return Done(sentence, dossier.id, undoable=True)


NO_NOTICE = "none"
"""The value of the choice of a kind that stands for no notice."""


def notice_fields(notice: PublicNotice | None) -> Iterator[Widget]:
    """The fields for the notice of the next publication, filled with `notice`."""
    yield label(_("Notice for readers"))
    kinds = {kind.value: notice_name(kind) for kind in NoticeKind}
    present = notice.kind.value if notice else NO_NOTICE
    yield Choice({NO_NOTICE: _("none"), **kinds}, present, "kind")
    yield label(_("What changed, in one sentence"))
    yield Field(notice.sentence if notice else "", id="public", compact=True)


class ReopenDialog(ArticleDialog):
    """Reopens a published article as a new draft."""

    kind = "reopen"

    def heading(self) -> str:
        return _("Reopen")

    def button(self) -> str:
        return _("Reopen")

    def fields(self) -> Iterator[Widget]:
        yield headline(self.dossier.article.text.headline)
        yield label(_("Reason"))
        yield Field(id="reason", compact=True)
        yield from notice_fields(None)
        yield Static(
            _("The published text stays live until the new draft is published."),
            classes="field-hint",
        )

    def act(self) -> Done:
        reason, public = (self.query_one(f"#{name}", Input).value for name in ("reason", "public"))
        with about("" if reason.strip() else "reason"):
            dossier = self.desk.moves.reopen(
                self.dossier.id, reason, kind=chosen_kind(self), public=public
            )
        return Done(_("Reopened as a draft."), dossier.id, undoable=True)


class NoticeDialog(ArticleDialog):
    """Mends the notice of the next publication."""

    kind = "notice"

    def heading(self) -> str:
        return _("Notice for readers")

    def button(self) -> str:
        return _("Save")

    def fields(self) -> Iterator[Widget]:
        yield headline(self.dossier.article.text.headline)
        yield from notice_fields(self.dossier.article.notice)
        yield Static(
            _("The next publication seals the sentence with the text and shows it with its time."),
            classes="field-hint",
        )

    def act(self) -> Done:
        kind, public = chosen_kind(self), self.query_one("#public", Input).value
        if kind or public.strip():
            self.desk.moves.announce(self.dossier.id, kind, public, self.dossier.version)
            return Done(_("The next publication brings the notice."), self.dossier.id)
        self.desk.moves.unannounce(self.dossier.id, self.dossier.version)
        return Done(_("The next publication brings no notice."), self.dossier.id)


def chosen_kind(dialog: ArticleDialog) -> NoticeKind | None:
    """The kind of notice that is chosen in `dialog`."""
    value = dialog.query_one("#kind", Choice).value
    return None if value == NO_NOTICE else NoticeKind(value)


class PublishDialog(ArticleDialog):
    """Seals and publishes a text, after it has shown every reason `against` publication."""

    kind = "publish"
    AUTO_FOCUS = "Input, Button"  # Enter is for the act, and the list takes it, too

    def __init__(
        self,
        dossier: Dossier,
        against: tuple[Reason, ...],
        stands: Sequence[OpenPoint] = (),
    ) -> None:
        super().__init__(dossier)
        self.ready = MoveMending(
            self, dossier, Move.PUBLISH, partial(renew, self), against=against, stands=stands
        )
        self.job = BackgroundJob(self)

    def heading(self) -> str:
        return _("Publish") if self.ready.possible else _("Not ready to publish")

    def button(self) -> str:
        if not self.ready.possible:
            return ""
        return _("Override and publish") if self.ready.against else _("Publish")

    def fields(self) -> Iterator[Widget]:
        yield headline(self.dossier.article.text.headline)
        for reason in self.ready.against:
            if not (reason.listed and self.ready.stands):
                yield Static(f"! {reason.sentence}", classes="reason -close", markup=False)
        yield from self.ready.fields()
        if self.ready.possible:
            yield Static(
                _(
                    "The text is sealed with your name. There is no undo; a new draft can be "
                    "opened over it."
                )
            )
        if notice := self.dossier.article.notice:
            carried = _("It brings the {kind}: {sentence}").format(
                kind=notice_name(notice.kind), sentence=notice.sentence
            )
            yield Static(carried, classes="field-hint", markup=False)

    def asked(self) -> Iterator[Widget]:
        ways = dict.fromkeys(reason.way_out for reason in self.ready.against if not reason.how)
        if any(ways):
            yield Static(" ".join(filter(None, ways)), classes="field-hint", markup=False)
        if self.ready.against and self.ready.possible:
            yield label(_("Reason for the override"))
            yield Field(id="override", compact=True)
            yield Static(_("The sign-off keeps the reason, with your name."), classes="field-hint")

    def act(self) -> None:
        override = self.query_one("#override", Input).value if self.ready.against else ""
        if self.ready.against and not override.strip():
            raise MoveRefused([_("An override needs a reason.")])
        publish = self.desk.moves.publish
        self.box.trouble("")
        self.box.report(_("Publishing …"))
        self.job.start(
            partial(publish, self.dossier.id, override, self.dossier.version), self._published
        )

    def _published(self, dossier: Dossier) -> None:
        said = _("Published. {key} opens a new draft over it.").format(key=Reopen.key())
        self.dismiss(Done(said, dossier.id))
        self.host.delivering.published([dossier.id])

    def do_leave(self) -> None:
        if not self.job.is_busy:  # the person would not see the outcome
            super().do_leave()


DIALOGS: dict[Move, type[ArticleDialog]] = {
    Move.SUBMIT: SubmitDialog,
    Move.RETURN: ReturnDialog,
    Move.REOPEN: ReopenDialog,
}
"""The dialogs of the moves that no override can force against a reason."""
