"""Dossiers for the tests of the store, and acts that change them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from redaksi.domain import record
from redaksi.domain.article import (
    Article,
    Assignment,
    Dossier,
    Note,
    Origin,
    Person,
    Photo,
    Related,
    Role,
    SignOff,
    Stage,
    Text,
)
from redaksi.store.base import BoardStore, Row
from redaksi.store.query import Query

BEGIN = datetime(2024, 6, 3, 2, 0, tzinfo=UTC)
ANA = Person(name="Ana", role=Role.EDITOR, login="ana", host="meja")


def at(minutes: float) -> datetime:
    """The time `minutes` after the opening of the newsroom."""
    return BEGIN + timedelta(minutes=minutes)


def piece(article_id: str, *, minutes: float = 0, **text: Any) -> Dossier:
    """A draft with one revision and one event; `text` holds fields of `Text`."""
    words = Text(
        **{"headline": f"Judul {article_id}", "body": ("Alinea pertama.", "Alinea kedua."), **text}
    )
    begun = record.revise(record.begin(article_id, at(minutes)), words, at(minutes), ANA.name)
    return record.log(begun, "created", at(minutes), ANA)


def versioned(dossier: Dossier, version: int) -> Dossier:
    """`dossier` with the version number `version`."""
    return replace(dossier, article=replace(dossier.article, version=version))


def searched(store: BoardStore, words: str, limit: int = 50) -> Sequence[Row]:
    """The newest rows that hold all `words`."""
    return store.page(Query(text=words), limit) if words else ()


def as_stored(dossier: Dossier) -> Dossier:
    """`dossier` as `Store.evidence` returns it, for comparison with the saved dossier."""
    return replace(dossier, harmless=True)


def strings(value: object) -> Iterator[str]:
    """Every string in `value`, which consists of JSON types."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from (key, *strings(item))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item)


def rewritten(dossier: Dossier, *body: str, minutes: float = 1, by: str = "Ana") -> Dossier:
    """`dossier` with another body, saved `minutes` after the opening of the newsroom."""
    person = replace(ANA, name=by)
    revised = record.revise(dossier, replace(dossier.article.text, body=body), at(minutes), by)
    return record.log(revised, "saved", at(minutes), person, paragraphs=len(body))


def moved(dossier: Dossier, stage: Stage, editor: str = "", **fields: object) -> Dossier:
    """`dossier` in `stage`, assigned there to `editor`; `fields` are set in its `Article`."""
    assignments = {**dossier.article.assignments}
    if editor:
        assignments[stage] = Assignment(editor=editor, by="Ana", at=BEGIN)
    return replace(
        dossier, article=replace(dossier.article, stage=stage, assignments=assignments, **fields)
    )


_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
_time = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - made aware
_photos = st.builds(Photo, file=_text, url=_text, alt=_text, caption=_text, credit=_text)
_texts = st.builds(
    Text,
    headline=_text,
    deck=_text,
    body=st.lists(_text, max_size=6).map(tuple),
    byline=_text,
    dateline=_text,
    source=_text,
    rubric=_text,
    tags=st.lists(_text, max_size=3).map(tuple),
    photos=st.lists(_photos, max_size=2).map(tuple),
    related=st.lists(st.builds(Related, title=_text, url=_text), max_size=2).map(tuple),
)
_assignments = st.dictionaries(
    st.sampled_from(Stage), st.builds(Assignment, editor=_text, by=_text, at=_time), max_size=3
)
_sign_offs = st.builds(
    SignOff, editor=_text, at=_time, revision=st.just(1), sha256=_text, override=_text
)
_notes = st.builds(
    Note,
    id=_text,
    text=_text,
    by=_text,
    at=_time,
    quotation=_text,
    resolved_at=st.none() | _time,
    resolved_by=_text,
)


@st.composite
def dossiers(draw: st.DrawFn, article_id: str = "240603-aaaaa") -> Dossier:
    """Any possible dossier: one to four revisions with arbitrary text in every field."""
    begun = record.begin(article_id, draw(_time))
    for text in draw(st.lists(_texts, min_size=1, max_size=4)):
        begun = record.revise(begun, text, draw(_time), draw(_text))
        begun = record.log(
            begun, draw(_text), draw(_time), ANA, why=draw(_text), parts=[draw(_text)]
        )
    fields: dict[str, object] = {
        "stage": draw(st.sampled_from(Stage)),
        "assignments": draw(_assignments),
        "due": draw(st.none() | _time),
        "embargo": draw(st.none() | _time),
        "slug": draw(_text),
        "origin": draw(st.none() | st.builds(Origin, name=_text, format=_text, fingerprint=_text)),
        "sign_offs": tuple(draw(st.lists(_sign_offs, max_size=2))),
    }
    article: Article = replace(begun.article, **fields)
    return replace(begun, article=article, notes=tuple(draw(st.lists(_notes, max_size=3))))
