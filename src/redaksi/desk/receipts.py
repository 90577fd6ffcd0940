"""A receipt for a publication: who signed which exact text off, verified before it is given."""

from datetime import datetime

import msgspec

from redaksi.delivery import ledger
from redaksi.desk.checking import Checking
from redaksi.desk.context import Context
from redaksi.desk.deliveries import Deliveries, Outcome
from redaksi.domain import audit
from redaksi.domain.article import Dossier, PublishedNotice, Stage
from redaksi.domain.delivery import State
from redaksi.errors import RecordBroken, Refused
from redaksi.i18n import _


class ReadBack(msgspec.Struct, frozen=True, kw_only=True):
    """What the ledger of a target tells about the article.

    `revision` is the sealed revision that the target showed when it was last read back, at
    `read_at`; 0 and None when it was never read back, or does not show the article any more.
    """

    target: str
    state: State
    link: str = ""
    revision: int = 0
    read_at: datetime | None = None


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """The proof of the last publication of an article, as the record holds it.

    `sha256` is the hash of the text that was signed off, in hexadecimal, `event` the hash of the
    event that records the sign-off, `seal` the seal of the article now. `newsroom` is the name of
    the newsroom, `uuid` its id. `draft` tells that a newer draft is in progress. `verified_at` is
    when the record was verified for this receipt. `targets` are the places that show the article
    or wait for it.
    """

    newsroom: str
    uuid: str
    id: str
    slug: str
    headline: str
    published_at: datetime
    editor: str
    signed_off_at: datetime
    revision: int
    sha256: str
    override: str = ""
    set_aside: tuple[str, ...] = ()
    origin: str = ""
    notices: tuple[PublishedNotice, ...] = ()
    event: str = ""
    seal: str = ""
    draft: bool = False
    embargo: datetime | None = None
    verified_at: datetime
    targets: tuple[ReadBack, ...] = ()


class Receipts:
    """The verb that gives receipts."""

    def __init__(self, context: Context, checking: Checking, deliveries: Deliveries) -> None:
        self._context = context
        self._checking = checking
        self._deliveries = deliveries

    def of(self, article_id: str) -> Receipt:
        """The receipt for the last publication of the article `article_id`.

        Raises:
            Refused: when the article was never published.
            RecordBroken: when anything in the record of the article, the team on which it rests,
                or a ledger of deliveries was altered or is missing.
        """
        store = self._context.store
        article_id = store.resolve(article_id)
        if faults := self._checking.faults_of(article_id):
            raise RecordBroken(
                _("No receipt for {id}, its record is not intact: {faults}.").format(
                    id=article_id, faults="; ".join(fault.what.rstrip(".") for fault in faults)
                ),
                _("See the whole newsroom with: redaksi verify."),
            )
        return self._given(store.dossier(article_id))

    def _given(self, dossier: Dossier) -> Receipt:
        if dossier.live is None:
            raise Refused(
                _("{id} was never published: there is no sign-off.").format(id=dossier.id),
                _("See where it stands with: redaksi why {id}").format(id=dossier.id),
            )
        article, (text, sign_off) = dossier.article, dossier.live
        event = next(one for one in reversed(dossier.events) if one.kind in audit.PUBLICATIONS)
        return Receipt(
            newsroom=self._context.house.name,
            uuid=self._context.newsroom.uuid,
            id=article.id,
            slug=article.slug,
            headline=text.headline,
            published_at=article.published_at or sign_off.at,
            editor=sign_off.editor,
            signed_off_at=sign_off.at,
            revision=sign_off.revision,
            sha256=sign_off.sha256,
            override=sign_off.override,
            set_aside=sign_off.set_aside,
            origin=sign_off.origin,
            notices=sign_off.notices,
            event=event.sha256(),
            seal=article.seal,
            draft=article.stage is not Stage.PUBLISHED,
            embargo=article.embargo,
            verified_at=self._context.clock(),
            targets=tuple(map(self._read_back, self._deliveries.status([article.id]))),
        )

    def _read_back(self, outcome: Outcome) -> ReadBack:
        holding = ledger.summary(self._context.store, outcome.target).holdings.get(outcome.article)
        shown = holding.shown if holding else None
        return ReadBack(
            target=outcome.target,
            state=outcome.state,
            link=outcome.link,
            revision=shown.revision if shown else 0,
            read_at=shown.at if shown else None,
        )
