"""The particulars of an article as a person types them: FIELD=VALUE. Pure.

Texts: headline, deck, byline, dateline, source, rubric. Lists: tags (by commas), related (one
title each, repeatable; `Title | https://...` with an address). The first photo: photo.file,
photo.url, photo.alt, photo.caption, photo.credit. Times: due, embargo, such as `2026-11-24 10:00`,
`24/11/2026 10.00 WITA`, `2026-11-24 10:00+09:00`, or a date alone: due then means the end of that
day, embargo its beginning. An empty value clears a field. Every field has an Indonesian name as
well.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, time, tzinfo

from msgspec.structs import replace

from redaksi import i18n
from redaksi.domain.article import PHOTO_WORDS, Article, Photo, Related, Text
from redaksi.errors import BadInput, about
from redaksi.i18n import _
from redaksi.text import clean

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

_DAY_FIRST = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_HOUR = re.compile(r"(?<=\d[ T])(\d{1,2})[.:](\d{2})")
_ZONE = re.compile(r" *\b(WIB|WITA|WIT)$", re.IGNORECASE)
_ZONES = {"WIB": "+07:00", "WITA": "+08:00", "WIT": "+09:00"}

YEARS = range(1900, 2201)
"""The years that a store accepts in a time (see `domain.limits`)."""


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


def steer(article: Article, fields: Fields, zone: tzinfo) -> Article:
    """`article` with the due time and embargo in `fields`; a time without a zone is in `zone`.

    Raises:
        BadInput: when a value is not a time.
    """
    values = {}
    for name in TIMES:
        if name in fields:
            with about(name):
                values[name] = moment(str(fields[name]), zone, end_of_day=name == "due")
    return replace(article, **values)


def moment(value: str, zone: tzinfo, *, end_of_day: bool) -> datetime | None:
    """`value` as a time in UTC; None for an empty value.

    `end_of_day` sets a date alone to 23:59 instead of 00:00.

    Raises:
        BadInput: when `value` is not a time.
    """
    value = clean.line(value)
    if value in {"", "-"}:
        return None
    try:
        parsed = _parsed(value, time(23, 59) if end_of_day else time())
    except ValueError as error:
        raise BadInput(
            _("{value} is not a time.").format(value=value),
            _("Write it as 2026-11-24 10:00 or 24/11/2026 10.00."),
        ) from error
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=zone)).astimezone(UTC)


def written(at: datetime, zone: tzinfo) -> str:
    """`at` in `zone` as a person types it, in either language: `24/11/2026 10.00`."""
    return f"{at.astimezone(zone):%d/%m/%Y %H.%M}"


def _parsed(value: str, alone: time) -> datetime:
    """`value` as a time in its own zone, if it has one; a date alone gets the time `alone`.

    Raises:
        ValueError: when `value` is not a time, or its year is not in YEARS.
    """
    iso = _ZONE.sub(lambda match: _ZONES[match[1].upper()], _DAY_FIRST.sub(_iso_date, value))
    parsed = datetime.fromisoformat(_HOUR.sub(lambda match: f"{int(match[1]):02}:{match[2]}", iso))
    if parsed.year not in YEARS:
        raise ValueError(value)
    with suppress(ValueError):
        return datetime.combine(date.fromisoformat(iso), alone)
    return parsed


def _iso_date(match: re.Match[str]) -> str:
    day, month, year = match.groups()
    return f"{year}-{int(month):02}-{int(day):02}"


def _list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _story(line: str) -> Related:
    title, bar, url = line.rpartition(" | ")
    return Related(title=title, url=url.strip()) if bar else Related(title=line)
