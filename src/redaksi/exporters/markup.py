"""Safe HTML of articles, and the templates around it."""

from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

import nh3
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from redaksi.domain.article import Photo
from redaksi.domain.markdown_dialect import PARSER

_SCHEMES = {"http", "https", "mailto"}
_TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "li"),
    *("a", "em", "strong", "s", "code", "img", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}}
_CLEANER = nh3.Cleaner(
    tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, url_relative="deny"
)


class ShownPhoto(NamedTuple):
    """A photo on a page: `src` is a path or an address, or ""; `webp` is a path, or ""."""

    photo: Photo
    src: str
    webp: str = ""


def body(markdown: str, line_end: str = "\n") -> str:
    """Safe HTML of `markdown`; its headings are below the headline of the page, and skip no level.

    `line_end` is written for a line end inside a paragraph, which a page shows as a blank.
    """
    tokens = PARSER.parse(markdown)
    above: list[str] = []
    for token in tokens:
        if token.type == "heading_open":
            above = [*(tag for tag in above if tag < token.tag), token.tag]
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(len(above) + 1, 6)}"
        for child in (token.children or ()) if line_end != "\n" else ():
            if child.type == "softbreak":
                child.type, child.content = "text", line_end
    return _CLEANER.clean(PARSER.renderer.render(tokens, PARSER.options, {}))


def address(url: str) -> str:
    """`url` if its scheme is http, https or mailto, else ""."""
    try:
        return url if urlsplit(url).scheme in _SCHEMES else ""
    except ValueError:
        return ""


@cache
def template(name: str) -> Template:
    """The template `name`, in which every value is escaped."""
    environment = Environment(
        loader=PackageLoader("redaksi.exporters"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["address"] = address
    return environment.get_template(name)
