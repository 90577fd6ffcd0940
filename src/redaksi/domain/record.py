"""How a dossier grows: revisions, events and paragraphs are added, never rewritten. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from msgspec import Struct, ValidationError, convert, to_builtins
from msgspec.structs import replace

from redaksi.domain.article import (
    BY_PART,
    Article,
    Assignment,
    Dossier,
    Event,
    Note,
    Person,
    PublicNotice,
    Revision,
    SignOff,
    Stage,
    Team,
    Text,
    Waiver,
)
from redaksi.domain.hashing import canonical, digest, sha256
from redaksi.errors import BadInput
from redaksi.i18n import _

ALTERED = "altered_outside"
"""The kind of event which records that the files differ from the state after the last event.

The event's `state` is the hash of the state that was found.
"""

ADOPTED = "adopted"
"""The kind of event that records the state of a dossier or team of format 1.

The events of format 1 carry no state.
"""

FOUND = (ALTERED, ADOPTED)
"""The kinds of events that are nobody's act: they record a state that was found before an act."""

# Without 0/o and 1/l/i: people read ids aloud across a newsroom.
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"

MOVES = ("submitted", "returned", "published", "reopened")
"""The kinds of events that change the stage."""

REPLACED = (
    *("stage", "stage_since", "assignments", "due", "embargo", "spiked_at", "waivers"),
    "notice",
)
"""The fields of an article that an act may replace and an undo restores.

The text and the notes are stored separately.
"""


def is_move(event: Event) -> bool:
    """Whether `event` changed the stage: a move, or the undo of a move."""
    return (event.data.get("what") if event.kind == "undone" else event.kind) in MOVES


def random_name(length: int = 5) -> str:
    """`length` random characters that are not mistaken for one another."""
    from secrets import choice  # noqa: PLC0415 - the board needs no new names

    return "".join(choice(_ALPHABET) for _ in range(length))


def new_id(at: datetime) -> str:
    """An article id: the date and five random characters, such as `240603-k7f3q`."""
    return f"{at:%y%m%d}-{random_name()}"


def chained(
    events: tuple[Event, ...],
    version: int,
    kind: str,
    at: datetime,
    person: Person,
    data: Mapping[str, Any],
) -> Event:
    """The next event after `events`, with the hash of the last one; it leads to `version`."""
    return Event(
        number=len(events) + 1,
        version=version,
        at=at,
        kind=kind,
        editor=person.name,
        login=person.login,
        host=person.host,
        data=data,
        previous=last_of(events),
        whole=BY_PART,
    )


def begin(article_id: str, at: datetime) -> Dossier:
    """An empty dossier; `revise` adds its first text."""
    return Dossier(
        article=Article(id=article_id, stage_since=at, text=Text(), created_at=at, updated_at=at)
    )


def log(dossier: Dossier, kind: str, at: datetime, person: Person, /, **data: Any) -> Dossier:
    """`dossier` with one more event of `kind`."""
    event = chained(dossier.events, dossier.version + 1, kind, at, person, data)
    if dossier.revisions:
        event = replace(
            event, revision=len(dossier.revisions), text=dossier.revisions[-1].digest(by_part=True)
        )
    dossier = replace(
        dossier, events=(*dossier.events, event), article=replace(dossier.article, updated_at=at)
    )
    return _stated(dossier)


class Extent(NamedTuple):
    """The size of a dossier's history, now or at an event."""

    events: int = 0
    revisions: int = 0
    paragraphs: int = 0


def history_of(dossier: Dossier, extent: Extent) -> str:
    """The hash of the first events, revisions and paragraphs of `dossier`, up to `extent`."""
    events = [event.sha256() for event in dossier.events[: extent.events]]
    revisions = [
        revision.digest(by_part=True) for revision in dossier.revisions[: extent.revisions]
    ]
    paragraphs = {
        key: sha256(text.encode()) for key, text in islice(dossier.pool.items(), extent.paragraphs)
    }
    return digest((events, revisions, paragraphs))


def told(dossier: Dossier) -> Extent:
    """The extent of the history of `dossier` whose alterations are recorded in an ALTERED event.

    Such an event counts only while the history still has the hash that the event recorded.
    """
    for event in reversed(dossier.events):
        if event.kind == ALTERED and "history" in event.data:
            with suppress(ValidationError):
                extent = Extent(*convert(event.data.get("extent"), tuple[int, int, int]))
                if history_of(dossier, extent) == event.data["history"]:
                    return extent
    return Extent()


def noticed(
    dossier: Dossier, at: datetime, person: Person, *, altered_history: bool = False
) -> Dossier:
    """`dossier` as it was found before `person` acts, with an event if its state is not recorded.

    `altered_history` says that events, revisions or paragraphs were altered (see `audit`), which
    the state does not cover. `updated_at` stays the same, since nobody has acted yet.
    """
    kind = _found(dossier.events, is_sealed=is_sealed(dossier) and not altered_history)
    if not kind:
        return dossier
    data: dict[str, Any] = {}
    if altered_history:
        extent = Extent(len(dossier.events), len(dossier.revisions), len(dossier.pool))
        data = {"extent": list(extent), "history": history_of(dossier, extent)}
    after = log(dossier, kind, at, person, **data)
    return _stated(replace(after, article=dossier.article))


def noticed_team(team: Team, at: datetime, person: Person) -> Team:
    """`team` as it was found, with an event if its state is not recorded."""
    kind = _found(team.events, is_sealed=is_team_sealed(team))
    return log_team(team, kind, at, person, {}) if kind else team


def log_team(team: Team, kind: str, at: datetime, person: Person, data: Mapping[str, Any]) -> Team:
    """`team` with one more event of `kind`."""
    event = chained(team.events, team.version + 1, kind, at, person, data)
    return _team_stated(replace(team, events=(*team.events, event)))


def _found(events: tuple[Event, ...], *, is_sealed: bool) -> str:
    """The kind of event that must record the state that was found; "" where none is needed."""
    if not is_sealed:
        return ALTERED
    return ADOPTED if events and not events[-1].state else ""


def revise(
    dossier: Dossier,
    text: Text,
    at: datetime,
    by: str,
    fresh: Callable[[], str] = random_name,
    restored: int = 0,
) -> Dossier:
    """`dossier` with `text` as its newest revision; notes follow their paragraphs.

    Where `text` is that of an earlier revision, `restored`, notes return to their places of that
    time.
    """
    from redaksi.domain import paragraphs, restoring  # noqa: PLC0415 - not before the first paint

    before = dossier.article
    if restored:
        ids = restoring.paragraph_ids(dossier, restored, text.body, fresh)
        places = restoring.places(dossier, restored, ids)
    else:
        ids, places = (
            paragraphs.align(before.text.body, before.paragraph_ids, text.body, fresh),
            {},
        )
    hashes = tuple(sha256(part.encode()) for part in text.body)
    revision = Revision(
        number=len(dossier.revisions) + 1,
        version=dossier.version + 1,
        at=at,
        by=by,
        stage=before.stage,
        sha256=text.sha256(),
        text=replace(text, body=()),
        body=hashes,
    )
    return replace(
        dossier,
        article=replace(before, text=text, paragraph_ids=ids, updated_at=at),
        pool={**dossier.pool, **dict(zip(hashes, text.body, strict=True))},
        revisions=(*dossier.revisions, revision),
        notes=tuple(_followed(dossier.notes, before, text.body, ids, places)),
    )


def remember(old: Dossier, new: Dossier) -> Dossier:
    """`new`, made from `old` by one act, with the replaced values in its last event."""
    before: dict[str, Any] = {
        field: getattr(old.article, field)
        for field in REPLACED
        if getattr(old.article, field) != getattr(new.article, field)
    }
    if old.notes != new.notes:
        before["notes"] = _replaced(old.notes, new.notes)
    if len(old.revisions) != len(new.revisions):
        before["revision"] = len(old.revisions)
        if any(note.paragraph for note in old.notes):  # an undo returns notes to their paragraphs
            before["paragraph_ids"] = old.article.paragraph_ids
    *events, last = new.events
    return replace(new, events=(*events, replace(last, before=to_builtins(before))))


def text_at(dossier: Dossier, version: int) -> Text | None:
    """The text of `dossier` at `version`; None for a version that never existed."""
    numbers = [one.number for one in dossier.revisions if one.version <= version]
    return dossier.text_of(numbers[-1]) if numbers and version <= dossier.version else None


def as_of(dossier: Dossier, version: int) -> Dossier | None:
    """`dossier` with the text, due and embargo of `version`.

    None for a version that never existed.
    """
    text = text_at(dossier, version)
    if text is None:
        return None
    replaced: dict[str, Any] = {}
    for event in reversed(dossier.events):
        if event.version > version:
            replaced |= {
                field: event.before[field] for field in ("due", "embargo") if field in event.before
            }
    before = _before(dossier, replaced)
    fields = {field: getattr(before, field) for field in replaced}
    return replace(dossier, article=replace(dossier.article, text=text, version=version, **fields))


def take_back(dossier: Dossier, event: Event, at: datetime, person: Person) -> Dossier:
    """`dossier` with the effects of `event` undone, and an event that records the undo.

    The former text becomes a new revision.
    """
    before = _before(dossier, event.before)
    fields = {field: getattr(before, field) for field in REPLACED if field in event.before}
    dossier = replace(dossier, article=replace(dossier.article, **fields))
    notes = (
        _brought_back(dossier.notes, before.notes) if "notes" in event.before else dossier.notes
    )
    dossier = replace(dossier, notes=notes)
    if before.revision:
        dossier = revise(dossier, dossier.text_of(before.revision), at, person.name)
    if before.paragraph_ids:
        article = replace(dossier.article, paragraph_ids=before.paragraph_ids)
        dossier = replace(dossier, article=article, notes=notes)
    told: dict[str, Any] = {"revision": len(dossier.revisions)} if before.revision else {}
    if event.kind == "set" and len(fields) == 1:
        ((field, value),) = fields.items()
        told |= {"field": field, "value": value.isoformat() if value else ""}
    return log(dossier, "undone", at, person, what=event.kind, undone=event.version, **told)


class _Before(Struct, frozen=True, kw_only=True):
    """The values of `Event.before`, typed."""

    stage: Stage = Stage.DRAFT
    stage_since: datetime | None = None
    assignments: Mapping[Stage, Assignment] = {}
    due: datetime | None = None
    embargo: datetime | None = None
    spiked_at: datetime | None = None
    waivers: tuple[Waiver, ...] = ()
    notice: PublicNotice | None = None
    notes: dict[str, Note | None] | tuple[Note, ...] = ()
    paragraph_ids: tuple[str, ...] = ()
    revision: int = 0


def _before(dossier: Dossier, replaced: Mapping[str, Any]) -> _Before:
    """The values in `replaced`, from an event of `dossier`, typed.

    Raises:
        BadInput: when the values are invalid, since the file was edited by hand.
    """
    with suppress(ValidationError):
        before = convert(replaced, _Before)
        if 0 <= before.revision <= len(dossier.revisions):
            return before
    raise BadInput(
        _("The record of {id} was changed by hand: what was there before cannot be read.").format(
            id=dossier.id
        ),
        _("Nothing was changed. See what is wrong with: redaksi verify."),
    )


def _replaced(old: tuple[Note, ...], new: tuple[Note, ...]) -> dict[str, Note | None]:
    """The former notes that an act changed, by id; None for a note that the act added."""
    was = {note.id: note for note in old}
    fates: dict[str, Note | None] = {
        note.id: was.get(note.id) for note in new if was.get(note.id) != note
    }
    kept = {note.id for note in new}
    return fates | {note.id: note for note in old if note.id not in kept}


def _brought_back(
    present: tuple[Note, ...], before: Mapping[str, Note | None] | tuple[Note, ...]
) -> tuple[Note, ...]:
    """The `present` notes with those in `before` restored; early records store all notes."""
    if isinstance(before, tuple):
        return before
    return tuple(was for note in present if (was := before.get(note.id, note)))


def _followed(
    notes: Iterable[Note],
    before: Article,
    body: Sequence[str],
    ids: Sequence[str],
    places: Mapping[str, str],
) -> Iterator[Note]:
    """Each of `notes`, at its new place.

    This is its place in `places`, if any, or else its paragraph, the paragraph into which that was
    joined, or the one that reappeared with the quoted text. A note without such a place belongs to
    the whole article; its quotation says where it was.
    """
    had = {name: place for place, name in enumerate(before.paragraph_ids)}
    came = {text: name for text, name in zip(body, ids, strict=True) if name not in had}
    there = {*ids}
    for note in notes:
        if place := places.get(note.id, ""):
            yield replace(note, paragraph=place)
        elif not note.paragraph:
            yield replace(note, paragraph=came.get(note.quotation, ""))
        elif note.paragraph in there:
            yield note
        else:
            heir = ""
            if note.paragraph in had:
                from redaksi.domain import paragraphs  # noqa: PLC0415 - not before the first paint

                heir = paragraphs.heir(
                    had[note.paragraph], before.text.body, before.paragraph_ids, body, ids
                )
            yield replace(note, paragraph=heir)


def state_of(dossier: Dossier) -> str:
    """The hash of the article with its notes, carried by the event that led to this state.

    Texts that people wrote are included by their own hashes, so that an erased text still has its
    hash. The version is left out, since the store assigns it; so is the seal, since it covers the
    event.
    """
    article = dossier.article
    bare = replace(article, text=Text(), seal="", version=0, sign_offs=(), waivers=())
    signed = [signed_digest(one) for one in article.sign_offs]
    written = (article.waivers, dossier.notes)
    return digest(
        (
            bare,
            article.text.sha256(),
            signed,
            *([digest(one) for one in several] for several in written),
        )
    )


def signed_digest(sign_off: SignOff | Mapping[str, Any]) -> str:
    """The hash of `sign_off`, or of the data of an event about it.

    False and empty values in its rules count, too.
    """
    values: Mapping[str, Any] = to_builtins(sign_off)
    return digest((values, canonical(values.get("rules", {}))))


def team_state_of(team: Team) -> str:
    """The hash of the members and the saved searches of `team`, each included by its own hash."""
    return digest([[digest(one) for one in several] for several in (team.members, team.searches)])


def _stated(dossier: Dossier) -> Dossier:
    """`dossier` with the hash of its state in its last event."""
    *events, last = dossier.events
    return replace(dossier, events=(*events, replace(last, state=state_of(dossier))))


def _team_stated(team: Team) -> Team:
    *events, last = team.events
    return replace(team, events=(*events, replace(last, state=team_state_of(team))))


def seal(dossier: Dossier, team: str = "") -> Dossier:
    """`dossier`, after an act, ready to be stored: its last event has its state, and it is sealed.

    The seal covers that event. `team` is the hash of the team's last event at that time (see
    `last_of`): the act rests on these people and rules.
    """
    *events, last = dossier.events
    dossier = _stated(replace(dossier, events=(*events, replace(last, team=team))))
    return replace(dossier, article=replace(dossier.article, seal=_seal(dossier)))


def is_sealed(dossier: Dossier) -> bool:
    """Whether `dossier` is unchanged since its last event."""
    return dossier.article.seal == _seal(dossier) and _is_stated(
        dossier.events, lambda: state_of(dossier)
    )


def _is_stated(events: tuple[Event, ...], state: Callable[[], str]) -> bool:
    """Whether the last of `events` recorded this `state`; events of format 1 record none."""
    return not events or events[-1].state in ("", state())


def _seal(dossier: Dossier) -> str:
    # The version is left out: the store assigns it, and the last event names it.
    article = replace(dossier.article, seal="", version=0)
    return digest((article, dossier.notes, last_of(dossier.events)))


def seal_team(team: Team) -> Team:
    """`team`, after an act, ready to be stored."""
    team = _team_stated(team)
    return replace(team, seal=_team_seal(team))


def is_team_sealed(team: Team) -> bool:
    """Whether `team` is unchanged since its last event."""
    return team.seal == _team_seal(team) and _is_stated(team.events, lambda: team_state_of(team))


def _team_seal(team: Team) -> str:
    searches = (
        (team.searches,) if team.searches else ()
    )  # without searches, the seal of earlier versions stays valid
    return digest((team.members, last_of(team.events), *searches))


def last_of(events: tuple[Event, ...]) -> str:
    """The hash of the last of `events`, in hexadecimal; "" where there is none."""
    return events[-1].sha256() if events else ""
