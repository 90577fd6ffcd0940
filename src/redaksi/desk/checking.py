"""Verify the record of the newsroom, by itself and against an anchor kept elsewhere."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Literal, Protocol

import msgspec

from redaksi.desk import ledger_audit
from redaksi.desk.context import Context
from redaksi.domain import audit
from redaksi.domain.article import Dossier, Event
from redaksi.errors import BadInput, RedaksiError, StorageError, reading_errors, storage_errors
from redaksi.i18n import _, messages
from redaksi.store.base import ArticleStore, AttachmentStore, LedgerStore, UpkeepStore
from redaksi.system import durable, safe_files, workers

TEAM = "team"
"""The name of the team's record in reports and anchors."""

Progress = Callable[[int, int], None]

_UNDER_WAY = timedelta(minutes=5)
"""How long the write of a new article may take.

An anchor made in that time may lack the article.
"""
_BEFORE = datetime.min.replace(tzinfo=UTC) + _UNDER_WAY
"""The time of an anchor that stands for no anchor: it lies before every article."""


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """The end of one chain of events.

    `events` is the number of events, `hash` the SHA-256 of the last event, and `seal` the seal
    that the chain led to.
    """

    events: int
    hash: str
    seal: str = ""


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """The last hash of every record and ledger in a newsroom; `at` is when the reading began.

    An anchor kept elsewhere reveals that the end of a record was cut off.
    """

    redaksi_anchor: Literal[1] = 1  # another format gets another number
    at: datetime
    chains: dict[str, Link]
    ledgers: dict[str, Link] = {}


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """A fault of the record called `name`.

    That is an article's id, `team`, `ledger/TARGET` or `attachment/SHA256`.
    """

    name: str
    what: str


def _raised(fault: Fault) -> None:
    raise StorageError(fault.what)


class Checking:
    """The verbs that verify the whole record."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def verify(
        self, anchor: Anchor | None = None, progress: Progress = lambda _done, _total: None
    ) -> tuple[Fault, ...]:
        """Every fault of every record, those against `anchor` included; () for none."""
        return tuple(self._faults(anchor or Anchor(at=_BEFORE, chains={}), progress))

    def faults_of(self, article_id: str) -> tuple[Fault, ...]:
        """Every fault of what one article rests on; () for none.

        That is the team's record, the record of the article, and the ledgers of deliveries.
        """
        store = self._context.store
        faults = _article_faults(store, _BEFORE, self._team_hashes(), article_id, None)
        return (*self._team_faults(None), *faults, *self._ledger_faults({}))

    def anchor(
        self,
        progress: Progress = lambda _done, _total: None,
        trouble: Callable[[Fault], object] = _raised,
    ) -> Anchor:
        """An anchor with the last hashes of the newsroom.

        `trouble` is called with a Fault for each dossier that cannot be read. The default raises
        the fault as StorageError.
        """
        # The time is read before the ids: an article missing from them is younger.
        store, at = self._context.store, self._context.clock()
        team, ids = store.team_evidence(), store.ids()
        chains = {TEAM: _link(team.events, team.seal)}
        links = workers.each(partial(_links, store), ids)
        for done, (article_id, link) in enumerate(zip(ids, links, strict=True), start=1):
            if isinstance(link, Link):
                chains[article_id] = link
            else:
                trouble(link)
            progress(done, len(ids))
        ledgers = {target: _ledger_link(store, target) for target in store.ledgers()}
        for link in ledgers.values():
            if isinstance(link, Fault):
                trouble(link)
        known = {target: link for target, link in ledgers.items() if isinstance(link, Link)}
        return Anchor(at=at, chains=chains, ledgers=known)

    def _faults(self, anchor: Anchor, progress: Progress) -> Iterator[Fault]:
        store, chains = self._context.store, anchor.chains
        ids = store.ids()
        yield from self._team_faults(chains.get(TEAM))
        yield from (Fault(name=stray.name, what=stray.why) for stray in store.upkeep().strays())
        faults_in = partial(_faults_in, store, anchor.at, self._team_hashes())
        found = workers.each(
            faults_in, ((article_id, chains.get(article_id)) for article_id in ids)
        )
        for done, faults in enumerate(found, start=1):
            yield from faults
            progress(done, len(ids))
        for gone in sorted(chains.keys() - {TEAM, *ids}):
            yield Fault(name=gone, what=_("the dossier is missing"))
        yield from self._ledger_faults(anchor.ledgers)
        for damaged in workers.each(partial(_damaged, store), store.attachments()):
            yield from damaged

    def _ledger_faults(self, links: Mapping[str, Link]) -> Iterator[Fault]:
        store = self._context.store
        targets = store.ledgers()
        for target in targets:
            link = links.get(target)
            try:
                anchored = (link.events, link.hash) if link else (0, "")
                for what in ledger_audit.faults(store, target, anchored):
                    yield Fault(name=_ledger_name(target), what=what)
            except RedaksiError as error:
                yield Fault(name=_ledger_name(target), what=error.sentence)
        for gone in sorted(links.keys() - {*targets}):
            yield Fault(name=_ledger_name(gone), what=_("the ledger is missing"))

    def _team_hashes(self) -> Set[str] | None:
        """The hashes of the team's events; None when the team cannot be read.

        An unreadable team is reported as a fault of its own.
        """
        with suppress(RedaksiError):
            return {event.sha256() for event in self._context.store.team_evidence().events}
        return None

    def _team_faults(self, link: Link | None) -> Iterator[Fault]:
        try:
            team = self._context.store.team_evidence()
            unknown = self._context.store.upkeep().unknown_fields(None)
        except RedaksiError as error:
            yield Fault(name=TEAM, what=error.sentence)
            return
        for what in (
            *audit.team_faults(team),
            *_against(link, team.events, team.seal),
            *_strange(unknown),
        ):
            yield Fault(name=TEAM, what=what)


def write_anchor(anchor: Anchor, path: Path) -> None:
    """Write `anchor` to `path` atomically; an older anchor at `path` is replaced.

    Raises:
        StorageError: when `path` cannot be written.
    """
    with storage_errors(path):
        path.parent.stat()  # a missing folder is not created
        durable.replace(
            path,
            msgspec.json.format(msgspec.json.encode(anchor, order="sorted"), indent=1) + b"\n",
        )


def read_anchor(path: Path) -> Anchor:
    """The anchor in the file `path`.

    Raises:
        Unreadable: when `path` cannot be read.
        BadInput: when `path` holds no anchor.
    """
    with reading_errors(path):
        data = safe_files.read_named(path)
    try:
        return msgspec.json.decode(data, type=Anchor)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(
            _("{path} is not an anchor: {why}.").format(path=path, why=messages.said(error)),
            _("Write one with: redaksi anchor FILE."),
        ) from error


def _ledger_name(target: str) -> str:
    return f"ledger/{target}"


def _ledger_link(store: LedgerStore, target: str) -> Link | Fault:
    try:
        count, last = ledger_audit.end_of(store, target)
    except RedaksiError as error:
        return Fault(name=_ledger_name(target), what=error.sentence)
    return Link(events=count, hash=last)


# The functions below run in several processes when there are many dossiers


def _links(store: ArticleStore, ids: list[str]) -> list[Link | Fault]:
    return [_link_of(store, article_id) for article_id in ids]


def _link_of(store: ArticleStore, article_id: str) -> Link | Fault:
    try:
        dossier = store.evidence(article_id)
    except RedaksiError as error:
        return Fault(name=article_id, what=error.sentence)
    return _link(dossier.events, dossier.article.seal)


class _ArticleParts(ArticleStore, AttachmentStore, UpkeepStore, Protocol):
    """The parts of a store in which an article can have a fault."""


def _faults_in(
    store: _ArticleParts,
    anchored: datetime,
    teams: Set[str] | None,
    chains: list[tuple[str, Link | None]],
) -> list[tuple[Fault, ...]]:
    """The faults of each dossier in `chains`: an article id with its link in the anchor.

    `anchored` is when the anchor was made. `teams` are the hashes of the team's events, None when
    the team cannot be read.
    """
    return [tuple(_article_faults(store, anchored, teams, *chain)) for chain in chains]


def _article_faults(
    store: _ArticleParts,
    anchored: datetime,
    teams: Set[str] | None,
    article_id: str,
    link: Link | None,
) -> Iterator[Fault]:
    try:
        dossier = store.evidence(article_id)
        unknown = store.upkeep().unknown_fields(article_id)
    except RedaksiError as error:
        yield Fault(name=article_id, what=error.sentence)
        return
    anchor = _against(link, dossier.events, dossier.article.seal)
    rests = islice(audit.unknown_teams(dossier, teams), 1) if teams is not None else ()
    photos = _lost_photos(store, dossier)
    found = (*audit.faults(dossier), *anchor, *rests, *_strange(unknown), *photos)
    for what in found:
        yield Fault(name=article_id, what=what)
    if link is None and _oldest(dossier) < anchored - _UNDER_WAY:
        yield Fault(name=article_id, what=_("it is older than the anchor, which does not know it"))


def _damaged(store: AttachmentStore, hashes: list[str]) -> list[tuple[Fault, ...]]:
    return [tuple(_attachment_faults(store, sha256)) for sha256 in hashes]


def _attachment_faults(store: AttachmentStore, sha256: str) -> Iterator[Fault]:
    try:
        store.attachment(sha256)
    except RedaksiError as error:
        yield Fault(name=f"attachment/{sha256}", what=error.sentence)


def _lost_photos(store: AttachmentStore, dossier: Dossier) -> Iterator[str]:
    """A sentence for each attachment of a published text that is missing."""
    for sha256, number in audit.sealed_attachments(dossier).items():
        if not store.has_attachment(sha256):
            yield _("a photo of the published revision {number} is missing: {sha256}").format(
                number=number, sha256=sha256
            )


def _oldest(dossier: Dossier) -> datetime:
    """The earliest creation time that `dossier` claims for itself."""
    first = (*(one.at for one in dossier.revisions[:1]), *(one.at for one in dossier.events[:1]))
    return min(dossier.article.created_at, *first)


def _strange(fields: Sequence[str]) -> Iterator[str]:
    if fields:
        yield _("it holds fields that this Redaksi does not know: {fields}").format(
            fields=", ".join(fields)
        )


def _link(events: tuple[Event, ...], seal: str) -> Link:
    return Link(events=len(events), hash=events[-1].sha256() if events else "", seal=seal)


def _against(link: Link | None, events: tuple[Event, ...], seal: str) -> Iterator[str]:
    """The contradictions between the anchor's `link` and the `events` with their `seal`.

    The events must begin with those that were anchored.
    """
    if link is None or not link.events:
        return
    if len(events) < link.events:
        yield _("events after number {number} are missing: the anchor knows {count}").format(
            number=len(events), count=link.events
        )
    elif events[link.events - 1].sha256() != link.hash:
        yield _("event {number} is not the one that was anchored").format(number=link.events)
    elif len(events) == link.events and link.seal not in ("", seal):
        yield _("it is not as it was when it was anchored, though nothing is recorded since")
