"""An article as a post: headline, excerpt and blocks.

The words around the article (`Oleh`, `Editor`) are Indonesian, as in the other formats.
"""

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from functools import lru_cache
from itertools import chain

import msgspec

from redaksi.delivery.wordpress import blocks, words
from redaksi.delivery.wordpress.blocks import Figure
from redaksi.domain.article import Photo, PublishedNotice, Related, Text
from redaksi.domain.markdown_dialect import source
from redaksi.exporters.base import Sealed
from redaksi.exporters.moments import spoken
from redaksi.exporters.notices import LABELS

UNSORTED = "redaksi-tanpa-rubrik"
"""The class of a post whose article has no rubric: the website chooses its category."""


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """A post as it is sent, in HTML."""

    title: str
    excerpt: str
    content: str


def marker(article_id: str) -> str:
    """The class by which the post of an article is found again; also its slug until it is sent."""
    return f"redaksi-{article_id}"


def story(
    piece: Sealed,
    figures: Sequence[Figure | None],
    featured: int | None,
    zone: tzinfo,
    *,
    names_author: bool,
) -> Story:
    """`piece` as a post.

    `figures` are the pictures of its photos, in their order; None for a photo without one. The
    figure number `featured` is the featured image: the theme shows it, and the post holds its
    caption only. Times of notices are written in `zone`. With `names_author` the website shows
    the byline itself.
    """
    text = piece.text
    parts = (
        _head(text, names_author=names_author),
        (_notice(one, zone) for one in piece.notices),
        _photos(text, figures, featured),
        _body(text),
        _foot(piece),
    )
    return Story(
        title=words.text(text.headline),
        excerpt=words.text(text.deck),
        content="\n\n".join(chain.from_iterable(parts)),
    )


def place(article_id: str) -> Story:
    """The draft that is reserved for an article."""
    name = marker(article_id)
    sentence = "Naskah ini sedang dikirim oleh Redaksi."
    return Story(title=name, excerpt="", content=blocks.paragraph(sentence, name))


@lru_cache(maxsize=1)
def _body(text: Text) -> Sequence[str]:
    """The blocks of the body; a delivery asks for them twice, and reading Markdown is slow."""
    return tuple(blocks.of(source(text)))


def _head(text: Text, *, names_author: bool) -> Iterator[str]:
    if text.deck:
        yield blocks.paragraph(words.text(text.deck), "redaksi-deck")
    if particulars := _particulars(text, names_author=names_author):
        yield blocks.paragraph(particulars, "redaksi-byline")


def _notice(notice: PublishedNotice, zone: tzinfo) -> str:
    label, sentence = LABELS[notice.kind], words.text(notice.sentence)
    html = f"<strong>{label}</strong> ({spoken(notice.at, zone)}): {sentence}"
    return blocks.paragraph(html, "redaksi-notice")


def _photos(text: Text, figures: Sequence[Figure | None], featured: int | None) -> Iterator[str]:
    for number, (photo, figure) in enumerate(zip(text.photos, figures, strict=True)):
        yield from _photo(photo, figure, is_featured=number == featured)


def _foot(piece: Sealed) -> Iterator[str]:
    """The related stories and the editor, in the paragraph that has the marker."""
    text = piece.text
    if text.related:
        yield blocks.heading("Baca juga")
        yield blocks.bullets([_related(one) for one in text.related])
    css = f"redaksi-editor {marker(piece.article.id)}"
    yield blocks.paragraph(
        f"Editor: {words.text(piece.editor)}", css if text.rubric else f"{css} {UNSORTED}"
    )


def _particulars(text: Text, *, names_author: bool) -> str:
    byline = f"Oleh {words.text(text.byline)}" if text.byline and not names_author else ""
    place = ", ".join(filter(None, (text.dateline, text.source)))
    return "<br>".join(filter(None, (byline, words.text(place))))


def _photo(photo: Photo, figure: Figure | None, *, is_featured: bool) -> Iterator[str]:
    if figure and not is_featured:
        yield blocks.figure(msgspec.structs.replace(figure, caption=caption(photo)))
    elif caption(photo):
        yield blocks.paragraph(caption(photo), "redaksi-caption")


def caption(photo: Photo) -> str:
    """The caption and the credit of `photo`, in HTML; "" for neither."""
    credit = f"(Foto: {words.text(photo.credit)})" if photo.credit else ""
    return " ".join(filter(None, (words.text(photo.caption), credit)))


def _related(one: Related) -> str:
    title, href = words.text(one.title or one.url), words.link(one.url)
    return f'<a href="{words.attribute(href)}">{title}</a>' if href else title
