"""Documents of office programs, as HTML that their importers made, become copy.

In this HTML a picture is an `img` whose `src` is the SHA-256 of its bytes, the paragraph of a
caption has the class `caption`, and a `span` of the class `comment` stands where a comment was
made; its `title` names the person.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from lxml import html
from lxml.html import HtmlElement
from msgspec.structs import replace

from redaksi.domain.article import Photo, cleaned
from redaksi.i18n import ngettext
from redaksi.importers import markup, page, photos
from redaksi.importers.base import Comment, Imported
from redaksi.text import clean

CAPTION, COMMENT = "caption", "comment"
"""The classes of captions and comments."""

_HEADING = re.compile(r"#{1,6} +")


class _Block(NamedTuple):
    """A block of a document: its Markdown, its pictures, and the comments on it."""

    markdown: str
    pictures: tuple[Photo, ...]
    comments: tuple[Comment, ...]
    is_caption: bool


def read(document: str, pictures: Mapping[str, bytes], kind: str, remark: str = "") -> Imported:
    """The copy in the HTML `document` of the format `kind`; `pictures` are by their hashes.

    `remark` tells the person what was read in its own way.
    """
    body = html.fragment_fromstring(document, create_parent="div")
    blocks = list(_blocks(body))
    shown, text = _captioned(blocks)
    headline, text = _headed(text)
    imported = page.read(text, is_markdown=True, headline=headline)
    comments = tuple(_comments(blocks, imported.text.body))
    told = (remark, imported.remark, _told(comments))
    return replace(
        imported,
        format=kind,
        text=cleaned(replace(imported.text, photos=_merged(shown, imported.text.photos))),
        pictures={one.attachment: pictures[one.attachment] for one in shown},
        comments=comments,
        remark=" ".join(filter(None, told)),
    )


def _blocks(body: HtmlElement) -> Iterator[_Block]:
    for child in body:
        comments = tuple(_taken_comments(child))
        found = tuple(
            Photo(sha256=one.get("src", ""), alt=clean.line(one.get("alt", "")))
            for one in child.iter("img")
        )
        made = markup.markdown(html.tostring(child, encoding="unicode", with_tail=False))
        yield _Block(made, found, comments, child.get("class") == CAPTION)


def _taken_comments(block: HtmlElement) -> Iterator[Comment]:
    """The comments on `block`, which are taken out of it."""
    for one in list(block.iter("span")):
        if one.get("class") == COMMENT:
            yield Comment(text=clean.line(one.text_content()), by=clean.line(one.get("title", "")))
            one.drop_tree()


def _captioned(blocks: list[_Block]) -> tuple[tuple[Photo, ...], str]:
    """The photos of `blocks` with their captions, and the text without those captions."""
    found: list[Photo] = []
    text: list[str] = []
    last = ""
    for one, behind in pairwise([*blocks, _Block("", (), (), is_caption=False)]):
        if one.markdown and one.markdown != last:
            text.append(one.markdown)
        last = ""
        if one.pictures:
            caption = _caption(behind)
            last = behind.markdown if caption else ""
            *first, final = one.pictures
            found += [*first, _with(final, caption)]
    return tuple(found), "\n\n".join(text)


def _headed(text: str) -> tuple[str, str]:
    """The headline of `text` and the rest, if `text` begins with a heading; else "" and `text`."""
    first, _end, rest = text.partition("\n\n")
    return (_HEADING.sub("", first), rest) if _HEADING.match(first) and rest else ("", text)


def _caption(block: _Block) -> Photo | None:
    """The words in `block` about the photo above; None if `block` is no caption."""
    line = clean.line(re.sub(r"[*_]", "", block.markdown))
    return photos.parse(line) or (Photo(caption=line) if block.is_caption and line else None)


def _with(photo: Photo, words: Photo | None) -> Photo:
    return replace(photo, caption=words.caption, credit=words.credit) if words else photo


def _merged(shown: tuple[Photo, ...], told: tuple[Photo, ...]) -> tuple[Photo, ...]:
    """The photos `shown` in the document; the words `told` elsewhere go to those without words."""
    words = list(told)
    merged = [
        _with(one, words.pop(0)) if words and not (one.caption or one.credit) else one
        for one in shown
    ]
    return (*merged, *words)


def _comments(blocks: list[_Block], body: tuple[str, ...]) -> Iterator[Comment]:
    for block in blocks:
        place = next(
            (
                number
                for number, paragraph in enumerate(body)
                if paragraph and block.markdown.endswith(paragraph)
            ),
            None,
        )
        for one in block.comments:
            yield replace(one, paragraph=place)


def _told(comments: tuple[Comment, ...]) -> str:
    count = len(comments)
    sentence = ngettext(
        "{count} comment of the document became a note.",
        "{count} comments of the document became notes.",
        count,
    )
    return sentence.format(count=count) if count else ""
