"""Whether a record is whole: every link of the chain, every revision against its hash, every sign-off. Pure."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from redaksi import record
from redaksi.article import BY_PART, Dossier, Event, Team
from redaksi.hashing import digest, sha256
from redaksi.i18n import _

PUBLICATIONS = ("published", "imported_published")
"""The kinds of events that tell of a sign-off, in full."""


def faults(dossier: Dossier) -> tuple[str, ...]:
    """What was altered or is missing in DOSSIER, the first of each kind as one sentence; () when it is whole."""
    checks = (_paragraphs, _revisions, _chain_of, _states_of, _texts_of_events, _sign_offs, _article)
    return tuple(sentence for check in checks if (sentence := next(check(dossier), "")))


def team_faults(team: Team) -> tuple[str, ...]:
    """The same for TEAM and its events."""
    sentences = [*_first(_chain(team.events)), *_first(_stateless(team.events))]
    if team.version != (team.events[-1].version if team.events else 0):
        sentences.append(_("the last event is missing"))
    elif not record.is_team_sealed(team):
        sentences.append(_("the members are not as they were sealed"))
    return tuple(sentences)


def is_signed_off(dossier: Dossier) -> bool:
    """Whether every published text of DOSSIER is the one of its sign-off, and the record tells of just these."""
    return not next(_sign_offs(dossier), "")


def _first(sentences: Iterator[str]) -> Iterator[str]:
    yield from (sentence for sentence in [next(sentences, "")] if sentence)


def _chain_of(dossier: Dossier) -> Iterator[str]:
    return _chain(dossier.events)


def _states_of(dossier: Dossier) -> Iterator[str]:
    return _stateless(dossier.events)


def _stateless(events: Sequence[Event]) -> Iterator[str]:
    """From the first event that tells to which state it led, every one does."""
    for before, event in pairwise(events):
        if before.state and not event.state:
            yield _("event {number} does not tell to which state it led").format(number=event.number)


def _chain(events: Sequence[Event]) -> Iterator[str]:
    previous = ""
    for number, event in enumerate(events, start=1):
        if event.number != number:
            yield _("event {number} is missing").format(number=number)
        elif event.previous != previous:
            yield _("event {number} was altered").format(number=number - 1)
        previous = event.sha256()


def _paragraphs(dossier: Dossier) -> Iterator[str]:
    for key, text in dossier.pool.items():
        if sha256(text.encode()) != key:
            yield _("the paragraph {name} was altered").format(name=key[:12])


def _revisions(dossier: Dossier) -> Iterator[str]:
    for revision in dossier.revisions:
        if dossier.text_of(revision.number).sha256() != revision.sha256:
            yield _("revision {number} was altered").format(number=revision.number)


def _texts_of_events(dossier: Dossier) -> Iterator[str]:
    """Each event names the revision that was the newest then: altered, missing and slipped-in ones show."""
    revisions, last = dossier.revisions, 0

    @cache
    def named(number: int, by_part: bool) -> str:
        return revisions[number - 1].digest(by_part=by_part) if number else ""

    for event in dossier.events:
        if not last <= event.revision <= len(revisions) or event.text != named(event.revision, event.whole == BY_PART):
            yield _("revision {number} is not the one of event {event}").format(
                number=event.revision, event=event.number
            )
        last = max(last, event.revision)
    if last < len(dossier.revisions):
        yield _("revision {number} has no event").format(number=last + 1)


def _sign_offs(dossier: Dossier) -> Iterator[str]:
    told = [digest(event.data.get("sign_off", event.data)) for event in dossier.events if event.kind in PUBLICATIONS]
    for number, sign_off in enumerate(dossier.article.sign_offs):
        if digest(sign_off) not in told[number : number + 1]:
            yield _("the sign-off of revision {number} is not the one in the record").format(number=sign_off.revision)
        elif not 1 <= sign_off.revision <= len(dossier.revisions):
            yield _("revision {number}, which was published, is missing").format(number=sign_off.revision)
        elif dossier.text_of(sign_off.revision).sha256() != sign_off.sha256:
            yield _("revision {number} is not what was signed off").format(number=sign_off.revision)
    if len(told) > len(dossier.article.sign_offs):
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
