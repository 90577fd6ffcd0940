"""Articles, rows and events as plain data for programs: what `--json` prints.

Times are ISO 8601 in UTC.
"""

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import Any

import msgspec

from redaksi.desk.figures import Report, hours
from redaksi.desk.schedule import Appointment, AppointmentKind
from redaksi.desk.templates import ArticleTemplate, BrokenTemplate
from redaksi.desk.unseen import Told
from redaksi.domain.article import PHOTO_WORDS, Dossier, Event, Member, Person, Photo
from redaksi.domain.urgency import grade
from redaksi.domain.workflow import waits
from redaksi.store.base import Row


def article(dossier: Dossier) -> dict[str, Any]:
    """All data of an article except its earlier revisions and events."""
    data: dict[str, Any] = msgspec.to_builtins(dossier.article)
    text = data.pop("text")
    notes = [note for note in msgspec.to_builtins(dossier.notes) if not note["resolved_at"]]
    first = {"id": dossier.id, "version": dossier.version, "stage": data["stage"]}
    text["photos"] = [photo(one) for one in dossier.article.text.photos]
    return {**first, **text, **data, "revisions": len(dossier.revisions), "open_notes": notes}


def photo(one: Photo) -> dict[str, Any]:
    """A photo; `sha256` is "" when its bytes are not an attachment."""
    return {**{field: getattr(one, field) for field in PHOTO_WORDS}, "sha256": one.attachment}


def brief(dossier: Dossier) -> dict[str, Any]:
    """The summary that a command prints after it changed an article."""
    article = dossier.article
    return {
        "id": article.id,
        "version": article.version,
        "revision": len(dossier.revisions),
        "stage": article.stage.value,
        "editor": article.editor(),
        "spiked": article.spiked_at is not None,
        "headline": article.text.headline,
    }


def notes(dossier: Dossier, numbers: Iterable[int]) -> list[dict[str, Any]]:
    """The notes with these `numbers`, each with the number of its paragraph (null for none)."""
    places, found = dossier.article.numbers(), []
    for number in numbers:
        one = dossier.notes[number - 1]
        data: dict[str, Any] = msgspec.to_builtins(one)
        found.append(
            {"number": number, **data, "paragraph": places.get(one.paragraph), "waits": waits(one)}
        )
    return found


def row(one: Row) -> dict[str, Any]:
    """A row of the list."""
    data: dict[str, Any] = msgspec.to_builtins(one._asdict())
    return data


def entry(one: Appointment, now: datetime, zone: tzinfo) -> dict[str, Any]:
    """An entry of the agenda: its time, its kind and its urgency, then the row of its article."""
    urgent = grade(one.at, now, zone).value if one.kind is AppointmentKind.DUE else ""
    return {"at": one.at, "kind": one.kind.value, "urgency": urgent, **row(one.row)}


def told(one: Told) -> dict[str, Any]:
    """A concern of the person, with its article."""
    data: dict[str, Any] = msgspec.to_builtins(one.concern._asdict())
    del data["number"], data["person"]
    article = {"headline": one.row.headline, "stage": one.row.stage.value}
    return {**data, **article, "unread": one.unread}


def template(one: ArticleTemplate | BrokenTemplate) -> dict[str, Any]:
    """A template of articles; what is wrong with it stands in `error`."""
    error = one.error.sentence if isinstance(one, BrokenTemplate) else ""
    if isinstance(one, BrokenTemplate):
        one = ArticleTemplate(one.name, one.name)
    text = one.text
    return {
        "name": one.name,
        "label": one.label,
        "rubric": text.rubric,
        "tags": list(text.tags),
        "byline": text.byline,
        "due": one.due,
        "paragraphs": len(text.body),
        "error": error,
    }


def report(one: Report) -> dict[str, Any]:
    """The figures of a span, with times in hours, and the returns in it."""
    found = [
        {
            "kind": figure.kind.value,
            "name": figure.name,
            "count": figure.total,
            "half_hours": hours(figure.half),
            "most_hours": hours(figure.most),
            "articles": list(figure.articles),
        }
        for figure in one.figures
    ]
    returns = [back._asdict() for back in one.returns]
    return {"since": one.span.since, "until": one.span.until, "figures": found, "returns": returns}


def event(one: Event) -> dict[str, Any]:
    """An event of the record."""
    data: dict[str, Any] = msgspec.to_builtins(one)
    return data


def member(one: Member) -> dict[str, Any]:
    """A member of the team."""
    return {"name": one.name, "role": one.role, "login": one.login, "on_duty": one.on_duty}


def person(one: Person) -> dict[str, Any]:
    """The acting person."""
    data: dict[str, Any] = msgspec.to_builtins(one)
    return data
