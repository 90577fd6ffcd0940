"""Markdown with front matter, including our own export for Hugo.

The keys of the front matter are English or Indonesian.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from textwrap import dedent
from typing import Any

import msgspec

from redaksi.domain.article import Photo, Related, Text, cleaned
from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.importers import front_matter, related, removed_lines, titles
from redaksi.importers.base import Imported
from redaksi.text import blocks, clean, hugo_form

FORMAT = "markdown"
SUFFIXES = {".md", ".markdown"}
"""Suffixes of files that are always Markdown."""

_COMMENTS_ON_TOP = re.compile(r"\s*(?:<!(?=--).*?-->\s*)*", re.DOTALL)
_HEADING = re.compile(r"^ {0,3}#[ \t]+(?P<title>\S.*)$\n?", re.MULTILINE)
# A heading of any level at the top. Its text may also be underlined, unless the line begins a
# quotation, a list item, a table or a heading.
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
    """Whether `text` begins with front matter or a Markdown heading; comments may precede."""
    if found := _COMMENTS_ON_TOP.match(text):
        text = text[found.end() :]
    heading = _FIRST.match(text)
    return front_matter.recognises(text) or bool(heading and heading["title"])


def uncommented(text: str, name: str) -> str:
    """`text` without its HTML comments, which readers must not see.

    Comments inside code stay, because readers see code.

    Raises:
        BadInput: when a comment has no end.
    """
    for _turn in range(_TURNS):
        less = _without_comments(text, blocks.of(text, comments=True).end_of_code, name)
        if less == text:
            return text
        text = less  # without this comment, other parts of the text may be code
    return _without_comments(text, lambda place: place, name)


def _without_comments(text: str, end_of_code: Callable[[int], int], name: str) -> str:
    kept, behind, place = [], 0, 0
    while (start := text.find("<!--", place)) >= 0:
        place = end_of_code(start)
        if place > start:
            continue
        end = text.find("-->", start + 2)  # `<!-->` is a complete comment (CommonMark)
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
    """`body` with indented code turned into fenced code.

    Paragraphs are trimmed, which would remove the indentation.
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
        BadInput: when the front matter is damaged, or a comment has no end.
    """
    fields, body = _split(text, name)
    title, deck = (_line(_find(fields, _KEYS[key])) for key in ("headline", "deck"))
    if hugo_form.is_ours(fields):
        stories: tuple[Related, ...] = ()
        whole = clean.paragraphs(hugo_form.read(body))
        paragraphs = _without_notices(whole, _items(_find(fields, ("notices",))))
        remark = removed_lines.sentence(whole[len(paragraphs) :])
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
    """The front matter and the body of `text`, both without comments.

    In our own export, text that looks like a comment stays.
    """
    fields, body = front_matter.split(text, name) if front_matter.recognises(text) else ({}, text)
    if "<!--" not in text or hugo_form.is_ours(fields):
        return fields, body
    less = uncommented(text, name)
    return (fields, body) if less == text else _split(less, name)


def _headline(title: str, body: str, *, or_line: bool) -> tuple[str, str]:
    """The headline, and the body without it.

    The headline is `title`, which the first heading may repeat. Without a title it is the first
    heading, and without a heading the first line, if `or_line`.
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
    """The words of a heading's `title` without Markdown."""
    line = clean.line(title)
    closed = line.rstrip("#")  # "# Title #"; but "# C#" is a title
    return _words(closed.rstrip() if closed.endswith(" ") else line)


def _words(title: str) -> str:
    return clean.line(titles.of_markdown(title))


def _without_related(body: str) -> tuple[tuple[Related, ...], tuple[str, ...], str]:
    """The stories of the "Baca juga" lines of `body`, the other paragraphs, and a remark.

    The other paragraphs are unchanged. The remark names the lines that were taken out.
    """
    parts = [part.split("\n") for part in clean.paragraphs(body)]
    stories, rest = related.take(parts)
    return (
        stories,
        tuple("\n".join(block) for block in rest),
        removed_lines.sentence(removed_lines.missing(parts, rest) if stories else ()),
    )


def _without_notices(body: tuple[str, ...], notices: Sequence[Any]) -> tuple[str, ...]:
    """`body` without the paragraphs at its end that repeat the `notices` of the front matter."""
    for one in reversed(notices):
        sentence = _line(one.get("sentence", "")) if isinstance(one, Mapping) else ""
        if not (sentence and body and hugo_form.is_notice(body[-1], sentence)):
            break
        body = body[:-1]
    return body


def _find(fields: Mapping[str, Any], names: Iterable[str]) -> Any:
    """The first value under one of `names` that is not empty; else ""."""
    return next((fields[name] for name in names if fields.get(name) not in (None, "", [], {})), "")


def _line(value: Any) -> str:
    """`value` as one line: a list is joined by commas, a mapping gives its name or title."""
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
    """A photo from a mapping, or from a string that is its address or file."""
    if not isinstance(item, Mapping):
        return _place(_line(item))
    fields = {front_matter.key(key): value for key, value in item.items()}
    photo = Photo(**{field: _line(_find(fields, names)) for field, names in _PHOTO_KEYS.items()})
    place = _place(_line(_find(fields, ("src",))))
    return msgspec.structs.replace(
        photo, file=photo.file or place.file, url=photo.url or place.url
    )


def _place(text: str) -> Photo:
    """The photo at `text`, which is an address or a file."""
    return Photo(url=text) if "://" in text else Photo(file=text)


def _story(item: Any) -> Related:
    """A related story from a mapping, or from a string: an address, a Markdown link or a title."""
    if isinstance(item, Mapping):
        fields = {front_matter.key(key): value for key, value in item.items()}
        return Related(
            **{field: _line(_find(fields, names)) for field, names in _STORY_KEYS.items()}
        )
    return related.story(_line(item))
