"""Which events of an article's record concern which people, and why. Pure.

A concern is derived from the record alone and stored nowhere else: whoever tells people about
concerns asks here. Nobody is told of an act of their own, nor of an act that was taken back.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from redaksi.domain.article import Dossier, Event, Stage
from redaksi.domain.urgency import SOON
from redaksi.domain.workflow.past import standing
from redaksi.domain.workflow.people import same_person
from redaksi.text import clean


class ConcernKind(StrEnum):
    """Why an event concerns a person."""

    ASSIGNED = "assigned"
    """A stage of the article was assigned to them."""
    SUBMITTED = "submitted"
    """The article was submitted, and its review is theirs."""
    RETURNED = "returned"
    """The article was returned to them."""
    NOTED = "noted"
    """Somebody wrote a note on an article of theirs."""
    ANSWERED = "answered"
    """Somebody answered a note of theirs."""
    PUBLISHED = "published"
    """An article of theirs was published."""
    REOPENED = "reopened"
    """An article of theirs was reopened."""
    DUE = "due"
    """An article that they have is due soon."""
    OVERDUE = "overdue"
    """An article that they have is overdue."""


class Concern(NamedTuple):
    """One event that concerns `person`: its `kind`, the id of the `article`, when and by whom.

    `number` and `version` are those of the event (see `Event`). `note` is the id of the note that
    the event is about, or "". A concern of the clock (DUE, OVERDUE) has no event: its numbers are
    0, `by` is "", and `at` is the moment from which it stands.
    """

    kind: ConcernKind
    person: str
    article: str
    number: int
    version: int
    at: datetime
    by: str
    note: str = ""


def of_record(dossier: Dossier) -> tuple[Concern, ...]:
    """Every concern in the record of `dossier`, the oldest first.

    An act that concerns a person for several reasons, such as an assignment with a return, does
    so once, for the last of them.
    """
    people, authors = _People(), {note.id: note.by for note in dossier.notes}
    found: dict[tuple[int, str], Concern] = {}
    for event in standing(dossier):
        people.follow(event)
        for kind, person in _concerned(event, people, authors):
            name, by = clean.line(person), clean.line(event.editor)
            if name and not same_person(name, by):
                act = event.version, clean.key(name)
                found.pop(act, None)  # the order is that of the events
                found[act] = Concern(
                    kind,
                    name,
                    dossier.id,
                    event.number,
                    event.version,
                    event.at,
                    by,
                    clean.line(note_of(event, dossier)),
                )
    return tuple(found.values())


def of_due(article: str, holder: str, due: datetime | None, now: datetime) -> Concern | None:
    """The concern of `holder`, who has the unpublished `article`, about its `due` time, if any."""
    if not holder or due is None or due - now >= SOON:
        return None
    if due >= now:
        return Concern(ConcernKind.DUE, holder, article, 0, 0, due - SOON, "")
    return Concern(ConcernKind.OVERDUE, holder, article, 0, 0, due, "")


class _People:
    """The people of one article, as its events tell them one after another."""

    def __init__(self) -> None:
        self.stage = Stage.DRAFT
        self.editors: dict[Stage, str] = {}
        self.writer = ""
        self.submitter = ""

    def follow(self, event: Event) -> None:
        """Take in what `event` changed."""
        match event.kind:
            case "created":
                self.writer = event.editor
            case "assigned":
                if str(event.data.get("stage")) in set(Stage):  # else somebody changed the file
                    self.editors[Stage(event.data["stage"])] = str(event.data.get("to", ""))
            case "submitted":
                self.stage, self.submitter = Stage.REVIEW, event.editor
            case "returned":
                self.stage = Stage.DRAFT
            case "published" | "imported_published":
                self.stage = Stage.PUBLISHED
            case "reopened":
                self.stage = Stage.DRAFT
                self.editors.pop(Stage.PUBLISHED, None)

    @property
    def holder(self) -> str:
        """The editor assigned to the present stage, or ""."""
        return self.editors.get(self.stage, "")

    @property
    def all(self) -> Iterable[str]:
        """Everybody whose article this is."""
        return (*self.editors.values(), self.submitter, self.writer)


def _concerned(
    event: Event, people: _People, authors: Mapping[str, str]
) -> Iterator[tuple[ConcernKind, str]]:
    """Whom `event` concerns, and why; `people` are those after the event."""
    match event.kind:
        case "assigned":
            yield ConcernKind.ASSIGNED, str(event.data.get("to", ""))
        case "submitted":
            yield ConcernKind.SUBMITTED, people.holder
        case "returned":
            yield ConcernKind.RETURNED, people.holder or people.submitter or people.writer
        case "noted":
            yield from ((ConcernKind.NOTED, name) for name in people.all)
        case "answered":
            yield ConcernKind.ANSWERED, authors.get(str(event.data.get("note", "")), "")
        case "published":
            yield from ((ConcernKind.PUBLISHED, name) for name in people.all)
        case "reopened":
            yield from ((ConcernKind.REOPENED, name) for name in people.all)


def note_of(event: Event, dossier: Dossier) -> str:
    """The id of the note that `event` wrote, answered or resolved; "" for none."""
    if event.kind == "returned":
        returns = (note for note in dossier.notes if note.returned and note.at == event.at)
        return next((note.id for note in returns), "")
    about_note = event.kind in {"noted", "answered", "resolved"}
    return str(event.data.get("note", "")) if about_note else ""
