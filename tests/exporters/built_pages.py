"""Pages that another program built from an export, beside the page that the article is."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lxml import html

from redaksi.domain.article import Text
from redaksi.exporters import Sealed, story
from redaksi.exporters.terms import terms
from tests.exporters.pieces import SITE, piece

Markup = list[tuple[str, ...]]


def parsed(data: bytes) -> html.HtmlElement:
    return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))


def ours(sealed: Sealed) -> html.HtmlElement:
    """The article as a page of ours."""
    return html.fragment_fromstring(story.html(sealed, SITE, top="/"), create_parent="main")


def particulars_of(text: Text) -> dict[str, Any]:
    """The particulars of `piece(text)` that a program shows as they are."""
    return {
        "title": text.headline,
        "author": text.byline,
        "editor": "Bagus P",
        "dateline": text.dateline,
        "source": text.source,
        "slug": "artikel-1",
        "tags": terms(text.tags),
    }


def with_bodies(bodies: Iterable[Sequence[str]]) -> list[Sealed]:
    """An article with each of `bodies`."""
    return [
        piece(Text(headline=f"Judul {number}", body=tuple(body)), number=number)
        for number, body in enumerate(bodies)
    ]


def differing(
    pages: Mapping[str, html.HtmlElement],
    articles: Iterable[Sealed],
    attributes: Sequence[str] | None = None,
) -> list[tuple[str, ...]]:
    """The bodies of those of `articles` whose pages show anything else than ours."""
    return [
        one.text.body
        for one in articles
        if markup(pages[one.article.slug].find(".//main"), attributes)
        != markup(ours(one), attributes)
    ]


def markup(element: html.HtmlElement, attributes: Sequence[str] | None) -> Markup:
    """The elements of `element` in order, with their words and `attributes` (all for None)."""
    return [
        (
            str(one.tag),
            one.text or "",
            one.tail or "",
            *(
                value
                for item in sorted(one.attrib.items())
                if attributes is None or item[0] in attributes
                for value in item
            ),
        )
        for one in element.iterdescendants()
    ]
