"""A whole article as a part of a page: for feeds, and for programs that make the page."""

from functools import lru_cache

from redaksi.domain.article import Text
from redaksi.domain.markdown_dialect import source
from redaksi.exporters import links, notices, words
from redaksi.exporters.base import Sealed, Site
from redaksi.exporters.markup import ShownPhoto, body, template
from redaksi.exporters.newest import MOST


def html(sealed: Sealed, site: Site, top: str = "") -> str:
    """Safe HTML of all that the page of the article shows below its headline and byline.

    It is the deck, place and source, notices of changes, pictures with caption and credit, the
    body, related stories and the editor, with words of the site's language. A line end inside a
    paragraph is a blank, because WordPress would show it. `top` is as for `links.picture`.
    """
    made = template("story.html").render(
        text=sealed.text,
        words=words.of(site.language),
        notices=notices.lines(sealed, site, site.language),
        figures=[
            ShownPhoto(photo, links.picture(sealed, photo, site, top))
            for photo in sealed.text.photos
        ],
        body=_body(source(sealed.text)),
        editor=sealed.editor,
    )
    # Some readers of feeds (feedparser) end an attribute at a quotation mark written as a number.
    return made.replace("&#34;", "&quot;")


@lru_cache(maxsize=MOST)
def _body(markdown: str) -> str:
    """Kept for the next feed: three feeds of a site show the same newest articles."""
    return body(markdown, line_end=" ")


def rubrics(text: Text) -> list[str]:
    """The rubrics of `text`: several where it comes from a site with several categories."""
    return [name for name in text.rubric.split(", ") if name]


def labels(text: Text) -> list[str]:
    """The rubrics of `text`, then its tags; each is there once."""
    return list(dict.fromkeys(name for name in (*rubrics(text), *text.tags) if name))
