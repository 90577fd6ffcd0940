"""Where an article stands: who has it, since when, and what is against its next move."""

from datetime import datetime

import msgspec

from redaksi.desk.context import Context
from redaksi.desk.deliveries import Deliveries, Outcome
from redaksi.desk.leaving import clearance
from redaksi.desk.moves import Moves
from redaksi.domain.article import Dossier, PublicNotice, Stage
from redaksi.domain.workflow import Move

NEXT = {Stage.DRAFT: Move.SUBMIT, Stage.REVIEW: Move.PUBLISH}
"""The move that brings an article nearer to its readers, by stage."""


class Objection(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence against the next move, and how to go on (see `workflow.Reason`)."""

    sentence: str
    way_out: str = ""
    overridable: bool = False


class StandingPoint(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that stands before the next move (see `workflow.OpenPoint`)."""

    sentence: str
    place: str
    blocks: bool = False
    field: str = ""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where an article stands, for the person who asks.

    `editor` has the present stage since `assigned_at`, by `assigned_by`; nobody for "". `next` is
    the next move, "" when the article is published. `objections` are against that move, or, for a
    published article, against leaving. `stands` is what should be mended before that move.
    `signed_off_at` is the time of the last sign-off, whose text is the one that leaves. `targets`
    tells of each target that shows the article or waits for it.
    """

    id: str
    version: int
    headline: str
    stage: Stage
    since: datetime
    editor: str = ""
    assigned_at: datetime | None = None
    assigned_by: str = ""
    spiked: bool = False
    due: datetime | None = None
    embargo: datetime | None = None
    signed_off_at: datetime | None = None
    notice: PublicNotice | None = None
    next: str = ""
    objections: tuple[Objection, ...] = ()
    stands: tuple[StandingPoint, ...] = ()
    targets: tuple[Outcome, ...] = ()


class Standings:
    """The verb that tells where an article stands."""

    def __init__(self, context: Context, moves: Moves, deliveries: Deliveries) -> None:
        self._context = context
        self._moves = moves
        self._deliveries = deliveries

    def of(self, article_id: str) -> Standing:
        """Where the article `article_id` stands, for the acting person."""
        store = self._context.store
        dossier = store.dossier(store.resolve(article_id))
        article = dossier.article
        assignment = article.assignments.get(article.stage)
        move = NEXT.get(article.stage)
        return Standing(
            id=article.id,
            version=article.version,
            headline=article.text.headline,
            stage=article.stage,
            since=article.stage_since,
            editor=assignment.editor if assignment else "",
            assigned_at=assignment.at if assignment else None,
            assigned_by=assignment.by if assignment else "",
            spiked=article.spiked_at is not None,
            due=article.due,
            embargo=article.embargo,
            signed_off_at=dossier.live[1].at if dossier.live else None,
            notice=article.notice,
            next=move.value if move else "",
            objections=self._against(move, dossier) if move else self._inside(dossier),
            stands=self._stands(move, dossier) if move else (),
            targets=self._deliveries.status([article.id]),
        )

    def _against(self, move: Move, dossier: Dossier) -> tuple[Objection, ...]:
        return tuple(
            Objection(sentence=one.sentence, way_out=one.way_out, overridable=one.overridable)
            for one in self._moves.against(move, dossier)
        )

    def _stands(self, move: Move, dossier: Dossier) -> tuple[StandingPoint, ...]:
        return tuple(
            StandingPoint(
                sentence=one.sentence, place=one.place.value, blocks=one.blocks, field=one.field
            )
            for one in self._moves.preflight(move, dossier)
        )

    def _inside(self, dossier: Dossier) -> tuple[Objection, ...]:
        """What keeps a published text from leaving."""
        why = clearance(self._context, dossier).why
        return (Objection(sentence=why),) if why else ()
