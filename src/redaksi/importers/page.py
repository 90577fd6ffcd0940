"""Text pasted from a news page: names, photos and links go into fields, the words stay unchanged.

"Furniture" in this package means the lines of a page around the article's text.
"""

import re
from enum import IntEnum
from typing import NamedTuple

from redaksi.domain.article import Related, Text, cleaned
from redaksi.importers import dateline, labels, photos, related, removed_lines, titles
from redaksi.importers.base import Imported
from redaksi.importers.lines import (
    DOMAIN,
    Block,
    as_markdown,
    blocks,
    ends_sentence,
    is_title,
    paragraphs,
)
from redaksi.text import boilerplate

FORMAT = "page"

_DOMAIN = re.compile(rf"(?:https?://)?(?P<domain>{DOMAIN})/?$", re.IGNORECASE)
_TRAIL = re.compile(r"(?:beranda|home|depan)\s*[»›>/|]", re.IGNORECASE)
_UNDERLINE = re.compile(r"=+|-{3,}|~{3,}|\*{3,}|_{3,}")
_SITE_WORDS = 4
_KNOWN_SITE_WORDS = 6
_HEADLINE_WORDS = 3
_OPENING_LINES = 10


class _Shape(IntEnum):
    """How certain it is that a text is a page."""

    NONE = 0
    ONE_KIND = 1
    """One kind of furniture, at a place where a page has it."""
    PAGE = 2
    """Several kinds of furniture: the text is certainly a page."""


class _Parts(NamedTuple):
    """A text split into the parts that every text has; `rest` follows the headline."""

    headline: str
    rest: list[Block]
    stories: tuple[Related, ...]


def recognises(text: str, headline: str = "") -> bool:
    """Whether `text` has the furniture of a page.

    Furniture is a line of names, a photo with a credit, "Baca juga", or the dateline of an outlet.
    A given `headline` stands above `text`.
    """
    return _shape(blocks(text), headline) > _Shape.NONE


def _shape(parts: list[Block], headline: str) -> _Shape:
    """How certain it is that `parts` are a page.

    With a `headline` the parts stand below it; without one the parts contain their headline.
    """
    _own, rest, stories = _taken_apart(_without_buttons(parts), headline, skips_names=False)
    rest = _without_stamp(rest)
    lines = [line for block in rest for line in block]
    less = photos.take(rest, is_page=False)[1]
    has_photo = any(map(photos.parse, removed_lines.missing(rest, less)))
    has_names = labels.take(less, is_page=False)[1] != less
    has_outlet = any(dateline.split(line).source for line in lines[:_OPENING_LINES])
    kinds = (
        bool(stories),
        has_outlet,
        has_photo or any(map(photos.is_credited, lines)),
        has_names or labels.take(less, is_page=True)[1] != less,
    )
    if sum(kinds) > 1:
        return _Shape.PAGE
    return _Shape.ONE_KIND if stories or has_outlet or has_photo or has_names else _Shape.NONE


def _taken_apart(parts: list[Block], headline: str, *, skips_names: bool) -> _Parts:
    stories, parts = related.take(parts)
    if headline:
        return _Parts(headline, parts, stories)
    return _Parts(
        *_headline(_without_site_line(_without_trail(parts)), skips_names=skips_names), stories
    )


def read(text: str, *, is_markdown: bool = False, headline: str = "") -> Imported:
    """`text` (of clean characters) as copy; its headline may be "".

    Unless `is_markdown`, the text is plain, and its Markdown characters are escaped. A page and an
    article may both have buttons, times and captions: these lines stay in the body unless the text
    is certainly a page. A given `headline` is the headline. `remark` names each line that was
    taken out of the body.
    """
    whole = blocks(text)
    shape = _shape(whole, headline)
    is_page = shape is _Shape.PAGE
    parts = _without_buttons(whole) if shape else whole
    given = headline
    headline, parts, stories = _taken_apart(parts, headline, skips_names=is_page)
    pictures, parts = photos.take(_without_stamp(parts), is_page=is_page) if shape else ((), parts)
    people, parts = (
        labels.take(parts, is_page=is_page) if shape else (labels.Credits("", ""), parts)
    )
    missing = removed_lines.missing(whole, parts if given else [[headline], *parts])
    body = list(paragraphs(parts))
    deck = ""
    if (
        len(body) > 1
        and is_title(body[0])
        and not boilerplate.is_release_line(body[0])
        and not any(dateline.split(body[0])[:2])
        and dateline.split(body[1]).source
    ):
        deck = body.pop(0)  # a title before the dateline is the deck
    opening = dateline.split(body[0]) if body else dateline.Opening("", "", "")
    place = body[0].removesuffix(opening.rest).strip() if body else ""
    return Imported(
        text=cleaned(
            Text(
                headline=titles.of_markdown(headline)
                if is_markdown
                else titles.of_plain(headline),
                deck=deck,
                body=tuple(
                    part if is_markdown else as_markdown(part)
                    for part in (opening.rest, *body[1:])
                ),
                byline=people.byline,
                dateline=opening.dateline,
                source=opening.source,
                photos=pictures,
                related=stories,
            )
        ),
        format=FORMAT,
        editor=people.editor,
        remark=removed_lines.sentence([*missing, *filter(None, (deck, place))]),
    )


def _headline(parts: list[Block], *, skips_names: bool) -> tuple[str, list[Block]]:
    """The first line, which is the headline, and the remaining blocks.

    With `skips_names`, or if every line names people, lines that name people are skipped. A
    "Foto:" line in that place is a headline, too. The lines above a press release are skipped
    unless there are no others. A line of signs that underlines the headline is dropped.
    """
    lines = [line for block in parts for line in block]
    skips_names = skips_names or all(map(labels.parse, lines))
    skips_release = not all(map(boilerplate.is_release_line, lines))
    for number, block in enumerate(parts):
        for position, line in enumerate(block):
            is_above = skips_release and boilerplate.is_release_line(line)
            if not is_above and not (skips_names and labels.parse(line)):
                behind = block[position + 1 :]
                rest = [
                    block[:position],
                    behind[1:] if behind and _UNDERLINE.fullmatch(behind[0]) else behind,
                ]
                return line, [
                    part for part in (*parts[:number], *rest, *parts[number + 1 :]) if part
                ]
    return "", parts


def _without_buttons(parts: list[Block]) -> list[Block]:
    """`parts` without the buttons of the page; unchanged if they consist of buttons only."""
    kept = [[line for line in block if not boilerplate.is_button(line)] for block in parts]
    return [block for block in kept if block] or parts


def _without_stamp(parts: list[Block]) -> list[Block]:
    """`parts` without the time of publication.

    `parts` follow the headline. The time stands before all copy; only names may precede it.
    """
    for number, block in enumerate(parts):
        for position, line in enumerate(block):
            if boilerplate.is_stamp(line):
                rest = [*block[:position], *block[position + 1 :]]
                return [part for part in (*parts[:number], rest, *parts[number + 1 :]) if part]
            if not labels.parse(line):
                return parts
    return parts


def _without_trail(parts: list[Block]) -> list[Block]:
    """`parts` without the breadcrumbs in front ("Beranda » Peristiwa"), if anything follows."""
    if (
        not parts
        or not _TRAIL.match(parts[0][0])
        or not is_title(parts[0][0])
        or sum(map(len, parts)) == 1
    ):
        return parts
    return [block for block in (parts[0][1:], *parts[1:]) if block]


def _without_site_line(parts: list[Block]) -> list[Block]:
    """`parts` without the site's own line in front ("Pixel Code jatimnow.com"), if certain.

    Such a line stands alone, begins or ends with a domain, and precedes a headline. It is also
    short, or the dateline or a photo's credit names the same domain. Any other line may be a
    headline and stays.
    """
    if len(parts) < 2 or len(parts[0]) > 1 or not _may_be_headline(parts[1][0]):  # noqa: PLR2004 - line and headline
        return parts
    first = parts[0][0]
    words = first.split()
    domain = _DOMAIN.match(words[-1]) or _DOMAIN.match(words[0])
    if (
        domain is None
        or len(words) > _KNOWN_SITE_WORDS
        or ends_sentence(first)
        or dateline.split(first).source
    ):
        return parts
    lines = [line for block in parts[1:] for line in block]
    known = any(_names(line, domain["domain"]) for line in lines)
    return parts[1:] if known or len(words) <= _SITE_WORDS else parts


def _may_be_headline(line: str) -> bool:
    return (
        is_title(line)
        and len(line.split()) >= _HEADLINE_WORDS
        and not labels.parse(line)
        and not photos.parse(line)
        and not dateline.split(line).source
    )


def _names(line: str, domain: str) -> bool:
    """Whether `line` names `domain` as the outlet of its dateline or in a photo's credit."""
    photo = photos.parse(line)
    outlets = (dateline.split(line).source, photo.credit if photo else "")
    return any(domain.lower() in outlet.lower() for outlet in outlets)
