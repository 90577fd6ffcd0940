"""The particulars of an article as a person types them: FIELD=VALUE. Pure.

Texts: headline, deck, byline, dateline, source, rubric. Lists: tags (by commas), related (one
title each, repeatable; `Title | https://...` with an address). The first photo: photo.file,
photo.url, photo.alt, photo.caption, photo.credit. Times: due, embargo (see `moments`). An empty
value clears a field. Every field has an Indonesian name as well.
"""

from collections.abc import Mapping
from datetime import datetime

from msgspec.structs import replace

from redaksi import i18n
from redaksi.desk.moments import Clock, moment
from redaksi.domain.article import PHOTO_WORDS, Article, Photo, Related, Text
from redaksi.errors import BadInput, about
from redaksi.i18n import _

LINES = ("headline", "deck", "byline", "dateline", "source", "rubric")
PHOTO = tuple(f"photo.{field}" for field in PHOTO_WORDS)
TIMES = ("due", "embargo")
LISTS = ("tags", "related")
FIELDS = (*LINES, *LISTS, *PHOTO, *TIMES)

INDONESIAN = {
    "judul": "headline",
    "subjudul": "deck",
    "penulis": "byline",
    "titimangsa": "dateline",
    "sumber": "source",
    "rubrik": "rubric",
    "tag": "tags",
    "baca-juga": "related",
    "foto.berkas": "photo.file",
    "foto.url": "photo.url",
    "foto.alt": "photo.alt",
    "foto.takarir": "photo.caption",
    "foto.kredit": "photo.credit",
    "tenggat": "due",
}
"""The fields by their Indonesian names.

Indonesian and English names are accepted whatever the person's language is.
"""
_TYPED = {field: name for name, field in INDONESIAN.items()}

Fields = Mapping[str, str | list[str]]


def typed(field: str) -> str:
    """The name of `field` in the person's language."""
    return _TYPED.get(field, field) if i18n.current() == "id" else field


def known(name: str) -> str:
    """The field called `name` in either language; "" for an unknown name."""
    name = name.strip().casefold()
    return name if name in FIELDS else INDONESIAN.get(name, "")


def parse(pairs: list[str]) -> dict[str, str | list[str]]:
    """FIELD=VALUE pairs as a mapping; the values of a repeated list field are collected.

    Raises:
        BadInput: when a pair has no equals sign or an unknown field.
    """
    fields: dict[str, str | list[str]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        name = known(name)
        if not equals or not name:
            raise BadInput(
                _("{pair} does not set a field.").format(pair=pair),
                _("Write FIELD=VALUE; the fields are: {fields}.").format(
                    fields=", ".join(map(typed, FIELDS))
                ),
            )
        if name in LISTS:
            present = fields.setdefault(name, [])
            if isinstance(present, list):
                present.append(value)
        else:
            fields[name] = value
    return fields


def compose(text: Text, fields: Fields) -> Text:
    """`text` with the values of `fields`; other names in `fields` are ignored."""
    values: dict[str, object] = {name: fields[name] for name in LINES if name in fields}
    if "tags" in fields:
        values["tags"] = tuple(tag for part in _list(fields["tags"]) for tag in part.split(","))
    if "related" in fields:
        values["related"] = tuple(
            _story(line) for line in _list(fields["related"]) if line.strip()
        )
    photo = {name.removeprefix("photo."): fields[name] for name in PHOTO if name in fields}
    if photo:
        first = replace(text.photos[0] if text.photos else Photo(), **photo)
        values["photos"] = (first, *text.photos[1:])
    return replace(text, **values)


def spelled(text: Text, field: str) -> str:
    """A field of `text` as a person types it.

    Tags are separated by commas, and stories stand on lines of their own. Paragraphs are separated
    by blank lines. Photos are written for reading only.
    """
    value = getattr(text, field)
    if field == "tags":
        return ", ".join(value)
    if field == "related":
        return "\n".join(f"{one.title} | {one.url}" if one.url else one.title for one in value)
    if field == "photos":
        words = ([getattr(photo, field) for field in PHOTO_WORDS] for photo in value)
        return "\n".join(" · ".join(filter(None, photo)) for photo in words)
    return value if isinstance(value, str) else "\n\n".join(value)


def steer(article: Article, fields: Fields, clock: Clock) -> Article:
    """`article` with the due time and embargo in `fields`, understood by `clock`.

    Raises:
        BadInput: when a value is not a time.
    """
    return replace(
        article,
        **{name: time(name, str(fields[name]), clock) for name in TIMES if name in fields},
    )


def time(name: str, value: str, clock: Clock) -> datetime | None:
    """`value` as the time of the field `name`; None for an empty value.

    Raises:
        BadInput: when `value` is not a time.
    """
    with about(name):
        return moment(value, clock, end_of_day=name == "due")


def _list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _story(line: str) -> Related:
    title, bar, url = line.rpartition(" | ")
    return Related(title=title, url=url.strip()) if bar else Related(title=line)
