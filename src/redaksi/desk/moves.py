"""Moving an article through its stages, and assigning editors to them."""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import datetime

import msgspec
from msgspec.structs import replace

from redaksi.desk.assigning import assigned
from redaksi.desk.context import Act, Context
from redaksi.desk.notes import noted, settled
from redaksi.desk.notices import announced, typed
from redaksi.desk.part_of_name import meant
from redaksi.domain import changes, record, workflow
from redaksi.domain.article import Article, Dossier, NoticeKind, Person, SignOff, Stage
from redaksi.domain.finding import Finding
from redaksi.domain.workflow import FROM, Attempt, Move
from redaksi.errors import MoveRefused
from redaksi.store.base import BoardStore, Claim
from redaksi.text import clean
from redaksi.text.slug import slug, unique


class Moves:
    """The verbs that change the stage and the assignments of an article."""

    def __init__(
        self,
        context: Context,
        findings: Callable[[Article], Sequence[Finding]],
        skeletons: Callable[[], Collection[str]],
    ) -> None:
        """`findings` returns what the copy desk finds in an article; publication checks it.

        `skeletons` returns the paragraphs that templates give to a draft.
        """
        self._context = context
        self._findings = findings
        self._skeletons = skeletons

    def against(self, move: Move, dossier: Dossier) -> tuple[workflow.Reason, ...]:
        """Every reason against `move` now, except that of a remark not yet typed."""
        return workflow.reasons(self._attempt(move, dossier, self._context.begin(), remark="…"))

    def preflight(self, move: Move, dossier: Dossier) -> tuple[workflow.OpenPoint, ...]:
        """Everything that stands before `move`, a submission or a publication.

        A separate thread may call this method.
        """
        rules = self._context.rules
        state = workflow.Preflight(
            rules.workflow,
            self._findings(dossier.article),
            rules.desk.words,
            self._context.clock(),
            self._skeletons(),
        )
        return workflow.open_points(move, dossier, state)

    def assign(
        self, article_id: str, stage: Stage | None, editor: str, base: int | None = None
    ) -> Dossier:
        """Assign `stage` (None for the present stage) to `editor`.

        Raises:
            EditorNotFound, AmbiguousName: when `editor` is no part of a single name of the team.
            MoveRefused: when the person may not assign, or `editor` may not have the stage.
        """

        def alter(dossier: Dossier, act: Act) -> Dossier:
            member = meant(act.team, editor)
            which = stage or dossier.article.stage
            workflow.check_assign(which, member.name, member.role, act.person)
            return assigned(dossier, which, member.name, act.person, act.at)

        return self._context.change(article_id, base, alter)

    def submit(self, article_id: str, to: str | None = None, base: int | None = None) -> Dossier:
        """Move an article from draft to review; assign the review to `to` if it is given.

        The submission resolves the notes of earlier returns.
        """

        def alter(dossier: Dossier, act: Act) -> Dossier:
            self._check(Move.SUBMIT, dossier, act)
            dossier = self._handed(dossier, Stage.REVIEW, to, act)
            open_returns = [note.id for note in dossier.notes if note.returned and note.is_open]
            notes = tuple(
                settled(note, act.person, act.at) if note.id in open_returns else note
                for note in dossier.notes
            )
            dossier = _moved(replace(dossier, notes=notes), Stage.REVIEW, act.at)
            return record.log(
                dossier,
                "submitted",
                act.at,
                act.person,
                revision=len(dossier.revisions),
                answers=open_returns,
            )

        return self._context.change(article_id, base, alter)

    def return_(
        self, article_id: str, note: str, to: str | None = None, base: int | None = None
    ) -> Dossier:
        """Move an article from review to draft with a `note` that says what to change.

        The draft is assigned to `to`, or else to the submitter (see `workflow.returned_to`).
        """
        note = clean.paragraph(note)

        def alter(dossier: Dossier, act: Act) -> Dossier:
            self._check(Move.RETURN, dossier, act, remark=note)
            if to:
                dossier = self._handed(dossier, Stage.DRAFT, to, act)
            elif holder := workflow.returned_to(dossier, act.team):
                dossier = assigned(dossier, Stage.DRAFT, holder, act.person, act.at)
            dossier = _moved(
                noted(dossier, note, act.person, act.at, returned=True), Stage.DRAFT, act.at
            )
            return record.log(dossier, "returned", act.at, act.person, note=note)

        return self._context.change(article_id, base, alter)

    def returned_to(self, dossier: Dossier) -> str:
        """The name of the person who has the draft after a return; see `workflow.returned_to`."""
        return workflow.returned_to(dossier, self._context.store.team())

    def publish(self, article_id: str, override: str = "", base: int | None = None) -> Dossier:
        """Move an article from review to published; a sign-off seals the text.

        `override` is the reason for setting aside the rule of four eyes, notes that wait for an
        answer, and blocking findings of the copy desk.
        """
        override = clean.line(override)

        def alter(dossier: Dossier, act: Act) -> Dossier:
            set_aside = self._check(Move.PUBLISH, dossier, act, override=override)
            sign_off = self._sign_off(dossier, act.person, act.at, override, set_aside)
            if not dossier.article.editor(Stage.PUBLISHED):
                dossier = assigned(dossier, Stage.PUBLISHED, act.person.name, act.person, act.at)
            return record.log(
                self._sealed(dossier, sign_off),
                "published",
                act.at,
                act.person,
                **msgspec.to_builtins(sign_off),
            )

        return self._context.change(article_id, base, alter, claim={Claim.SLUG})

    def reopen(
        self,
        article_id: str,
        reason: str,
        base: int | None = None,
        *,
        kind: NoticeKind | None = None,
        public: str = "",
    ) -> Dossier:
        """Begin a new draft over a published text, assigned to the person who reopens it.

        The published text stays live until the draft is published. `public` is the sentence about
        the change that readers then see with the text, under the name of its `kind`.

        Raises:
            BadInput: when only one of `kind` and `public` is given, or `public` is too long.
        """
        reason, notice = clean.line(reason), typed(kind, public)

        def alter(dossier: Dossier, act: Act) -> Dossier:
            self._check(Move.REOPEN, dossier, act, remark=reason)
            kept = {
                stage: one
                for stage, one in dossier.article.assignments.items()
                if stage is not Stage.PUBLISHED
            }
            article = replace(dossier.article, assignments=kept, notice=notice)
            dossier = replace(dossier, article=article)
            dossier = assigned(dossier, Stage.DRAFT, act.person.name, act.person, act.at)
            dossier = _moved(dossier, Stage.DRAFT, act.at)
            told = {"notice": msgspec.to_builtins(notice)} if notice else {}
            return record.log(dossier, "reopened", act.at, act.person, reason=reason, **told)

        return self._context.change(article_id, base, alter)

    def announce(
        self,
        article_id: str,
        kind: NoticeKind | None = None,
        public: str = "",
        base: int | None = None,
    ) -> Dossier:
        """Write or mend the notice that the next publication brings.

        Of a notice that is there, the part that is not given stays.

        Raises:
            BadInput: as `reopen`.
            MoveRefused: when the person may not, or the article was never published.
        """

        def alter(dossier: Dossier, act: Act) -> Dossier:
            workflow.check_notice(dossier, act.person)
            present = dossier.article.notice
            notice = (
                typed(kind or present.kind, public or present.sentence)
                if present
                else typed(kind, public, needed=True)
            )
            return announced(dossier, notice, act.person, act.at)

        return self._context.change(article_id, base, alter)

    def unannounce(self, article_id: str, base: int | None = None) -> Dossier:
        """Take the notice back that the next publication would bring.

        Raises:
            MoveRefused: when the person may not.
        """

        def alter(dossier: Dossier, act: Act) -> Dossier:
            workflow.check_notice(dossier, act.person)
            return announced(dossier, None, act.person, act.at)

        return self._context.change(article_id, base, alter)

    def spike(self, article_id: str, base: int | None = None) -> Dossier:
        """Put an article aside without deleting it.

        It leaves the board and is listed by `list --spiked`.
        """
        return self._put_aside(article_id, base, spiked=True)

    def unspike(self, article_id: str, base: int | None = None) -> Dossier:
        """Return a spiked article to its former stage."""
        return self._put_aside(article_id, base, spiked=False)

    def _put_aside(self, article_id: str, base: int | None, *, spiked: bool) -> Dossier:
        def alter(dossier: Dossier, act: Act) -> Dossier:
            workflow.check_spike(dossier, act.person)
            if bool(dossier.article.spiked_at) is spiked:
                return dossier
            article = replace(dossier.article, spiked_at=act.at if spiked else None)
            return record.log(
                replace(dossier, article=article),
                "spiked" if spiked else "unspiked",
                act.at,
                act.person,
            )

        return self._context.change(article_id, base, alter)

    def undoable(self, dossier: Dossier, person: Person) -> bool:
        """Whether `person` may take back the last act on the article."""
        with suppress(MoveRefused):
            workflow.check_undo(dossier, person, self._context.rules.people)
            return True
        return False

    def undo(self, article_id: str, base: int | None = None) -> Dossier:
        """Undo the person's last move, assignment, edit or spike.

        An undo is possible only while nobody else has acted after it.
        """

        def alter(dossier: Dossier, act: Act) -> Dossier:
            last = workflow.check_undo(dossier, act.person, self._context.rules.people)
            return record.take_back(dossier, last, act.at, act.person)

        return self._context.change(article_id, base, alter)

    def _check(
        self, move: Move, dossier: Dossier, act: Act, remark: str = "", override: str = ""
    ) -> tuple[str, ...]:
        return workflow.check(self._attempt(move, dossier, act, remark, override))

    def _attempt(
        self, move: Move, dossier: Dossier, act: Act, remark: str = "", override: str = ""
    ) -> Attempt:
        publishing = move is Move.PUBLISH and dossier.article.stage is FROM[move]
        return Attempt(
            move=move,
            dossier=dossier,
            person=act.person,
            rules=self._context.rules.workflow,
            team=act.team,
            findings=self._findings(dossier.article) if publishing else (),
            remark=remark,
            override=override,
            people=self._context.rules.people,
        )

    def _handed(self, dossier: Dossier, stage: Stage, to: str | None, act: Act) -> Dossier:
        """`dossier` with `stage` assigned to `to`; unchanged when `to` is empty."""
        if not to:
            return dossier
        member = meant(act.team, to)
        workflow.check_assignee(stage, member.name, member.role)
        return assigned(dossier, stage, member.name, act.person, act.at)

    def _sealed(self, dossier: Dossier, sign_off: SignOff) -> Dossier:
        """`dossier`, published under `sign_off`, with a unique slug."""
        article = dossier.article
        article = replace(
            article,
            slug=article.slug or free_slug(self._context.store, article),
            published_at=article.published_at or sign_off.at,
            sign_offs=(*article.sign_offs, sign_off),
            notice=None,
        )
        return _moved(replace(dossier, article=article), Stage.PUBLISHED, sign_off.at)

    def _sign_off(
        self,
        dossier: Dossier,
        person: Person,
        at: datetime,
        override: str,
        set_aside: tuple[str, ...],
    ) -> SignOff:
        submitted = workflow.submitted_revision(dossier)
        return SignOff(
            editor=person.name,
            at=at,
            revision=len(dossier.revisions),
            sha256=dossier.article.text.sha256(),
            changes=changes.between(dossier.text_of(submitted), dossier.article.text),
            mended_by=tuple(
                dict.fromkeys(revision.by for revision in dossier.revisions[submitted:])
            ),
            override=override,
            set_aside=set_aside,
            rules=self._context.rules.in_force,
            notices=dossier.article.notices(at),
        )


def free_slug(store: BoardStore, article: Article) -> str:
    """The slug of `article`, else a slug of its headline; a taken slug gets the id appended.

    Only a claim reserves the slug (see `Store.commit`).
    """
    name = article.slug or slug(article.text.headline, article.id)
    return unique(name, lambda taken: store.find_slug(taken) is not None, article.id)


def _moved(dossier: Dossier, stage: Stage, at: datetime) -> Dossier:
    return replace(dossier, article=replace(dossier.article, stage=stage, stage_since=at))
