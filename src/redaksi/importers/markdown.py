"""Markdown with front matter, its keys in English or Indonesian; also what our own Hugo export wrote."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from redaksi import clean
from redaksi.article import Photo, Related, Text, cleaned
from redaksi.importers import front_matter, related
from redaksi.importers.base import Imported

FORMAT = "markdown"

_HEADING = re.compile(r"^ {0,3}#[ \t]+(?P<title>\S.*)$\n?", re.MULTILINE)
_KEYS = {
    "headline": ("headline", "title", "judul"),
    "deck": ("deck", "subtitle", "subjudul", "subheadline", "description", "deskripsi"),
    "byline": ("byline", "author", "authors", "penulis", "reporter"),
    "editor": ("editor", "penyunting", "redaktur"),
    "dateline": ("dateline", "titimangsa", "lokasi"),
    "source": ("source", "sumber"),
    "rubric": ("rubric", "rubrik", "category", "categories", "kategori"),
    "tags": ("tags", "tag", "label"),
    "photos": ("photos", "photo", "images", "image", "foto", "gambar"),
    "related": ("related", "baca_juga", "terkait"),
}
_PHOTO_KEYS = {
    "file": ("file", "berkas"),
    "url": ("url", "link", "tautan"),
    "alt": ("alt", "alternatif"),
    "caption": ("caption", "takarir", "keterangan"),
    "credit": ("credit", "kredit", "fotografer"),
}
_STORY_KEYS = {"title": ("title", "judul", "headline"), "url": ("url", "link", "tautan", "ref")}
_NAMES = ("name", "nama", "title", "judul")


def recognises(text: str) -> bool:
    """Whether TEXT opens with front matter or a Markdown heading."""
    return front_matter.recognises(text) or bool(_HEADING.match(text.lstrip()))


def read(text: str, name: str) -> Imported:
    """TEXT (of clean characters) as copy; its headline may be "". Raises BadInput for damaged front matter."""
    fields, body = front_matter.split(text, name) if front_matter.recognises(text) else ({}, text)
    headline, body = _headline(_line(_find(fields, _KEYS["headline"])), body)
    stories, paragraphs = _without_related(body)
    return Imported(
        text=cleaned(
            Text(
                headline=headline,
                **{key: _line(_find(fields, _KEYS[key])) for key in ("deck", "byline", "dateline", "source", "rubric")},
                body=paragraphs,
                tags=tuple(_tags(_find(fields, _KEYS["tags"]))),
                photos=tuple(_photo(item) for item in _items(_find(fields, _KEYS["photos"]))),
                related=(*(_story(item) for item in _items(_find(fields, _KEYS["related"]))), *stories),
            )
        ),
        format=FORMAT,
        editor=clean.line(_line(_find(fields, _KEYS["editor"]))),
    )


def _headline(title: str, body: str) -> tuple[str, str]:
    """The headline and the body without it: TITLE, which a first heading may repeat, else the first heading."""
    heading = _HEADING.search(body)
    if not heading:
        return title, body
    words = clean.line(heading["title"])
    closed = words.rstrip("#")  # "# Title #"; but "# C#" is a title
    words = closed.rstrip() if closed.endswith(" ") else words
    first = not body[: heading.start()].strip()
    if title and not (first and words == title):
        return title, body
    return words, f"{body[: heading.start()]}\n{body[heading.end() :]}"


def _without_related(body: str) -> tuple[tuple[Related, ...], tuple[str, ...]]:
    """The "Baca juga" lines of BODY, and its paragraphs; those without such a line stay exactly as they are."""
    stories, rest = related.take([part.split("\n") for part in clean.paragraphs(body)])
    return stories, tuple("\n".join(block) for block in rest)


def _find(fields: Mapping[str, Any], names: Iterable[str]) -> Any:
    """The first filled value under one of NAMES, else ""."""
    return next((fields[name] for name in names if fields.get(name) not in (None, "", [], {})), "")


def _line(value: Any) -> str:
    """VALUE as one line: a list joined by commas, of a mapping its name or title."""
    if isinstance(value, Mapping):
        return _line(_find(value, _NAMES))
    if isinstance(value, list):
        return ", ".join(line for item in value if (line := _line(item)))
    return clean.line(str(value))


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _tags(value: Any) -> list[str]:
    """Tags from a list, or from one string with commas."""
    return value.split(",") if isinstance(value, str) else [_line(item) for item in _items(value)]


def _photo(item: Any) -> Photo:
    """A photo from a mapping, or from one string that says where the picture is."""
    if not isinstance(item, Mapping):
        return _place(_line(item))
    fields = {front_matter.key(key): value for key, value in item.items()}
    photo = Photo(**{field: _line(_find(fields, names)) for field, names in _PHOTO_KEYS.items()})
    place = _place(_line(_find(fields, ("src",))))
    return msgspec.structs.replace(photo, file=photo.file or place.file, url=photo.url or place.url)


def _place(text: str) -> Photo:
    """The photo at TEXT: an address, or else a file."""
    return Photo(url=text) if "://" in text else Photo(file=text)


def _story(item: Any) -> Related:
    """A related story from a mapping or from one string: an address, a Markdown link, or a title."""
    if isinstance(item, Mapping):
        fields = {front_matter.key(key): value for key, value in item.items()}
        return Related(**{field: _line(_find(fields, names)) for field, names in _STORY_KEYS.items()})
    return related.story(_line(item))
