"""Markdown with front matter, its keys in English or Indonesian; also what our own Hugo export
wrote.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from textwrap import dedent
from typing import Any

import msgspec

from redaksi.domain.article import Photo, Related, Text, cleaned
from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.importers import front_matter, related, taken, titles
from redaksi.importers.base import Imported
from redaksi.text import blocks, clean, hugo_form

FORMAT = "markdown"
SUFFIXES = {".md", ".markdown"}
"""Of files that are Markdown whatever they begin with."""

_COMMENTS_ON_TOP = re.compile(r"\s*(?:<!(?=--).*?-->\s*)*", re.DOTALL)
_HEADING = re.compile(r"^ {0,3}#[ \t]+(?P<title>\S.*)$\n?", re.MULTILINE)
# On top a heading of any level, also one that is underlined, where its line is not that of a
# quotation or an item.
_FIRST = re.compile(
    r"\s*^(?: {0,3}#{1,6}[ \t]+(?P<title>\S.*)"
    r"| {0,3}(?![>#|]|[-+*][ \t]|\d+[.)][ \t])(?P<underlined>\S.*)\n {0,3}(?:=+|-+)[ "
    r"\t]*)(?:\n|\Z)",
    re.MULTILINE,
)
_SHOWN = 40
_TURNS = 3
_TICKS = re.compile("`+")
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
    """Whether `text` opens with front matter or a Markdown heading, maybe behind comments."""
    if found := _COMMENTS_ON_TOP.match(text):
        text = text[found.end() :]
    heading = _FIRST.match(text)
    return front_matter.recognises(text) or bool(heading and heading["title"])


def uncommented(text: str, name: str) -> str:
    """`text` without its comments, which no reader is to see; in code they are words that
    everybody sees.

    Raises:
        BadInput: for one that does not end
    """
    for _turn in range(_TURNS):
        less = _without_comments(text, blocks.of(text, comments=True).end_of_code, name)
        if less == text:
            return text
        text = less  # what a comment hid may have made code of another
    return _without_comments(text, lambda place: place, name)


def _without_comments(text: str, end_of_code: Callable[[int], int], name: str) -> str:
    kept, behind, place = [], 0, 0
    while (start := text.find("<!--", place)) >= 0:
        place = end_of_code(start)
        if place > start:
            continue
        end = text.find("-->", start + 2)  # <!--> is a whole one
        if end < 0:
            raise BadInput(
                _("A comment in {name} has no end: {words}").format(
                    name=name, words=clean.line(text[start : start + _SHOWN])
                ),
                _(
                    "Close it with --> or take its <!-- away, so that no reader sees what is "
                    "meant for colleagues."
                ),
            )
        kept.append(text[behind:start].rstrip(" \t"))
        behind = place = end + len("-->")
    return "".join([*kept, text[behind:]])


def _fenced(body: str) -> str:
    """`body` with its indented code between marks: paragraphs are trimmed, and it would be none
    any more.
    """
    kept, behind = [], 0
    for start, end in blocks.of(body).indented:
        code = dedent(body[start:end].replace("\t", "    ")).strip("\n")
        mark = "`" * max(3, 1 + max(map(len, _TICKS.findall(code)), default=0))
        kept += [body[behind:start], f"{mark}\n{code}\n{mark}\n"]
        behind = end
    return "".join([*kept, body[behind:]])


def read(text: str, name: str) -> Imported:
    """`text` (of clean characters) as copy; its headline may be "".

    Raises:
        BadInput: for damaged front matter
    """
    fields, body = _split(text, name)
    title, deck = (_line(_find(fields, _KEYS[key])) for key in ("headline", "deck"))
    if hugo_form.is_ours(fields):
        stories: tuple[Related, ...] = ()
        remark = ""
        paragraphs = clean.paragraphs(hugo_form.read(body))
    else:
        title, body = _headline(_words(title), body, or_line=not fields)
        deck = _words(deck)
        stories, paragraphs, remark = _without_related(_fenced(body))
    return Imported(
        text=cleaned(
            Text(
                headline=title,
                deck=deck,
                **{
                    key: _line(_find(fields, _KEYS[key]))
                    for key in ("byline", "dateline", "source", "rubric")
                },
                body=paragraphs,
                tags=tuple(_tags(_find(fields, _KEYS["tags"]))),
                photos=tuple(_photo(item) for item in _items(_find(fields, _KEYS["photos"]))),
                related=(
                    *(_story(item) for item in _items(_find(fields, _KEYS["related"]))),
                    *stories,
                ),
            )
        ),
        format=FORMAT,
        editor=clean.line(_line(_find(fields, _KEYS["editor"]))),
        remark=remark,
    )


def _split(text: str, name: str) -> tuple[Mapping[str, Any], str]:
    """The front matter of `text`, and the body; both without comments, but what looks so in our
    own export.
    """
    fields, body = front_matter.split(text, name) if front_matter.recognises(text) else ({}, text)
    if "<!--" not in text or hugo_form.is_ours(fields):
        return fields, body
    less = uncommented(text, name)
    return (fields, body) if less == text else _split(less, name)


def _headline(title: str, body: str, *, or_line: bool) -> tuple[str, str]:
    """The headline and the body without it: `title`, which a first heading may repeat, else the
    first heading.

    Where there is no heading either, it is the first line, if `or_line`.
    """
    first = _FIRST.match(body)
    words = _heading(first["title"] or first["underlined"]) if first else ""
    if first and title in {"", words}:
        return words, body[first.end() :]
    if title:
        return title, body
    if heading := _HEADING.search(body):
        return _heading(heading["title"]), f"{body[: heading.start()]}\n{body[heading.end() :]}"
    line, _newline, rest = body.lstrip().partition("\n")
    return (_heading(line), rest) if or_line else ("", body)


def _heading(title: str) -> str:
    """The words of a heading's `title`."""
    line = clean.line(title)
    closed = line.rstrip("#")  # "# Title #"; but "# C#" is a title
    return _words(closed.rstrip() if closed.endswith(" ") else line)


def _words(title: str) -> str:
    return clean.line(titles.of_markdown(title))


def _without_related(body: str) -> tuple[tuple[Related, ...], tuple[str, ...], str]:
    """The "Baca juga" lines of `body`, its paragraphs (any other exactly as it is), and what to
    say of them.
    """
    parts = [part.split("\n") for part in clean.paragraphs(body)]
    stories, rest = related.take(parts)
    return (
        stories,
        tuple("\n".join(block) for block in rest),
        taken.told(taken.missing(parts, rest) if stories else ()),
    )


def _find(fields: Mapping[str, Any], names: Iterable[str]) -> Any:
    """The first filled value under one of `names`, else ""."""
    return next((fields[name] for name in names if fields.get(name) not in (None, "", [], {})), "")


def _line(value: Any) -> str:
    """`value` as one line: a list joined by commas, of a mapping its name or title."""
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
    return msgspec.structs.replace(
        photo, file=photo.file or place.file, url=photo.url or place.url
    )


def _place(text: str) -> Photo:
    """The photo at `text`: an address, or else a file."""
    return Photo(url=text) if "://" in text else Photo(file=text)


def _story(item: Any) -> Related:
    """A related story from a mapping or from one string: an address, a Markdown link, or a
    title.
    """
    if isinstance(item, Mapping):
        fields = {front_matter.key(key): value for key, value in item.items()}
        return Related(
            **{field: _line(_find(fields, names)) for field, names in _STORY_KEYS.items()}
        )
    return related.story(_line(item))
