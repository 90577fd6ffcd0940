"""Whether a record is intact: the chain of events, hashes of revisions, sign-offs. Pure."""

from collections.abc import Iterator, Sequence, Set
from functools import cache
from itertools import islice, pairwise

from redaksi.domain import record
from redaksi.domain.article import BY_PART, Dossier, Event, Team
from redaksi.domain.hashing import sha256
from redaksi.domain.record import Extent
from redaksi.i18n import _

PUBLICATIONS = ("published", "imported_published")
"""The kinds of events that record a whole sign-off."""


def faults(dossier: Dossier) -> tuple[str, ...]:
    """The altered or missing parts of `dossier`, the first of each kind; () if intact.

    Each is one sentence.
    """
    history = (sentence for check in _HISTORY if (sentence := next(check(dossier, Extent()), "")))
    return (*history, *_first(_article(dossier)))


def is_history_told(dossier: Dossier) -> bool:
    """Whether the history of `dossier` is intact, or an event already records what was altered.

    The history is events, revisions, paragraphs and sign-offs.
    """
    if not any(next(check(dossier, Extent()), "") for check in _HISTORY):
        return True
    told = record.told(dossier)
    return not any(next(check(dossier, told), "") for check in _HISTORY)


def unknown_teams(dossier: Dossier, known: Set[str]) -> Iterator[str]:
    """A sentence for each event of `dossier` that rests on an unknown state of the team.

    A state is known if the hash of its last event is in `known`.
    """
    for event in dossier.events:
        if event.team and event.team not in known:
            yield _(
                "event {number} rests on a team that the record of the team does not know"
            ).format(number=event.number)


def team_faults(team: Team) -> tuple[str, ...]:
    """The altered or missing parts of `team`, as sentences; () if intact."""
    if not team.version:  # a stored team always has a version
        return (_("the team is missing"),)
    sentences = [*_first(_chain(team.events, 0)), *_first(_stateless(team.events, 0))]
    if team.version != (team.events[-1].version if team.events else 0):
        sentences.append(_("the last event is missing"))
    elif not record.is_team_sealed(team):
        sentences.append(_("the members are not as they were sealed"))
    return tuple(sentences)


def is_signed_off(dossier: Dossier) -> bool:
    """Whether every published text of `dossier` matches its sign-off.

    The record must contain these sign-offs and no others.
    """
    return not next(_sign_offs(dossier, Extent()), "")


def sealed_attachments(dossier: Dossier) -> dict[str, int]:
    """The hashes of the attachments in the published texts of `dossier`.

    Each comes with the number of the last published revision that shows it.
    """
    numbers = (sign_off.revision for sign_off in dossier.article.sign_offs)
    return {
        photo.attachment: number
        for number in numbers
        if 1 <= number <= len(dossier.revisions)
        for photo in dossier.revisions[number - 1].text.photos
        if photo.attachment
    }


def _first(sentences: Iterator[str]) -> Iterator[str]:
    yield from (sentence for sentence in [next(sentences, "")] if sentence)


# Each of the following checks skips the part of the history up to `told`, whose alterations are
# already recorded.


def _chain_of(dossier: Dossier, told: Extent) -> Iterator[str]:
    return _chain(dossier.events, told.events)


def _states_of(dossier: Dossier, told: Extent) -> Iterator[str]:
    return _stateless(dossier.events, told.events)


def _stateless(events: Sequence[Event], told: int) -> Iterator[str]:
    """A sentence for each event without a state that follows an event with one."""
    for before, event in pairwise(events[max(0, told - 1) :]):
        if before.state and not event.state:
            yield _("event {number} does not tell to which state it led").format(
                number=event.number
            )


def _chain(events: Sequence[Event], told: int) -> Iterator[str]:
    previous = events[told - 1].sha256() if told else ""
    for number, event in enumerate(events[told:], start=told + 1):
        if event.number != number:
            yield _("event {number} is missing").format(number=number)
        elif event.previous != previous:
            yield _("event {number} was altered").format(number=number - 1)
        previous = event.sha256()


def _paragraphs(dossier: Dossier, told: Extent) -> Iterator[str]:
    for key, text in islice(dossier.pool.items(), told.paragraphs, None):
        if sha256(text.encode()) != key:
            yield _("the paragraph {name} was altered").format(name=key[:12])


def _revisions(dossier: Dossier, told: Extent) -> Iterator[str]:
    for revision in dossier.revisions[told.revisions :]:
        if dossier.text_of(revision.number).sha256() != revision.sha256:
            yield _("revision {number} was altered").format(number=revision.number)


def _texts_of_events(dossier: Dossier, told: Extent) -> Iterator[str]:
    """A sentence for each event that names another revision than the one that was newest then.

    Altered, missing and inserted revisions show in this way.
    """
    revisions, last = dossier.revisions, told.revisions

    @cache
    def named(number: int, by_part: bool) -> str:
        return revisions[number - 1].digest(by_part=by_part) if number else ""

    for event in dossier.events[told.events :]:
        if not last <= event.revision <= len(revisions) or event.text != named(
            event.revision, event.whole == BY_PART
        ):
            yield _("revision {number} is not the one of event {event}").format(
                number=event.revision, event=event.number
            )
        last = max(last, event.revision)
    if last < len(dossier.revisions):
        yield _("revision {number} has no event").format(number=last + 1)


def _sign_offs(dossier: Dossier, told: Extent) -> Iterator[str]:
    published = [event for event in dossier.events if event.kind in PUBLICATIONS]
    in_record = [
        record.signed_digest(event.data.get("sign_off", event.data)) for event in published
    ]
    since = sum(event.number <= told.events for event in published)
    for number, sign_off in enumerate(dossier.article.sign_offs[since:], start=since):
        if record.signed_digest(sign_off) not in in_record[number : number + 1]:
            yield _("the sign-off of revision {number} is not the one in the record").format(
                number=sign_off.revision
            )
        elif not 1 <= sign_off.revision <= len(dossier.revisions):
            yield _("revision {number}, which was published, is missing").format(
                number=sign_off.revision
            )
        elif dossier.text_of(sign_off.revision).sha256() != sign_off.sha256:
            yield _("revision {number} is not what was signed off").format(
                number=sign_off.revision
            )
    if len(published) > max(since, len(dossier.article.sign_offs)):
        yield _("a sign-off that the record tells of is missing")


def _article(dossier: Dossier) -> Iterator[str]:
    article = dossier.article
    if not dossier.events or not dossier.revisions:
        yield _("its history is missing")
    elif article.version != dossier.events[-1].version:
        yield _("the last event is missing")
    elif article.text.sha256() != dossier.revisions[-1].sha256:
        yield _("the text is not that of its last revision")
    elif not record.is_sealed(dossier):
        yield _("the article is not as its last event left it")


_HISTORY = (_paragraphs, _revisions, _chain_of, _states_of, _texts_of_events, _sign_offs)
"""The checks of parts that only grow.

Each takes a dossier and the extent of the history whose alterations are recorded.
"""
