"""The place in an article that an event is about: a note, its particulars, or its text. Pure."""

from typing import NamedTuple

from redaksi.domain import concerns
from redaksi.domain.article import Dossier, Event

PARTICULARS = frozenset(("byline", "dateline", "source", "rubric", "tags", "due", "embargo"))
"""The fields that are shown beside the text."""


class ArticlePlace(NamedTuple):
    """A place: the note with the id `note`, or else the particulars, or else the text."""

    note: str = ""
    in_particulars: bool = False


def of_event(dossier: Dossier, number: int) -> ArticlePlace:
    """The place of the event `number` of `dossier`; the text where no event has that number."""
    event = next((one for one in dossier.events if one.number == number), None)
    if event is None:
        return ArticlePlace()
    fields = _fields(event)
    return ArticlePlace(
        concerns.note_of(event, dossier), bool(fields) and PARTICULARS.issuperset(fields)
    )


def _fields(event: Event) -> list[str]:
    """The names of the fields that `event` changed."""
    if event.kind == "set":
        return [str(event.data.get("field", ""))]
    named = event.data.get("fields") if event.kind == "edited" else None
    return list(map(str, named)) if isinstance(named, list | tuple) else []
