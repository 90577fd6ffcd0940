"""A whole article as a part of a page: for feeds, and for programs that make the page."""

from msgspec.structs import replace

from redaksi.domain.article import Text
from redaksi.domain.markdown_dialect import source
from redaksi.exporters import links
from redaksi.exporters.base import Sealed
from redaksi.exporters.markup import body, template


def html(sealed: Sealed) -> str:
    """Safe HTML of all that the page of the article shows below its headline and byline.

    It is the deck, place and source, pictures with caption and credit, the body, related stories
    and the editor. A line end inside a paragraph is a blank, because WordPress would show it.
    """
    made = template("story.html").render(
        text=_addressed(sealed.text),
        body=body(source(sealed.text), line_end=" "),
        editor=sealed.editor,
    )
    # Some readers of feeds (feedparser) end an attribute at a quotation mark written as a number.
    return made.replace("&#34;", "&quot;")


def rubrics(text: Text) -> list[str]:
    """The rubrics of `text`: several where it comes from a site with several categories."""
    return [name for name in text.rubric.split(", ") if name]


def labels(text: Text) -> list[str]:
    """The rubrics of `text`, then its tags; each is there once."""
    return list(dict.fromkeys(name for name in (*rubrics(text), *text.tags) if name))


def _addressed(text: Text) -> Text:
    """`text` with pictures whose addresses every reader takes."""
    photos = tuple(replace(photo, url=links.web(photo.url)) for photo in text.photos)
    return replace(text, photos=photos)
