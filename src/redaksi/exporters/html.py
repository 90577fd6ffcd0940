"""HTML export: one self-contained page per article, without scripts, style sheets or fonts."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

import nh3
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from redaksi.domain.article import Photo
from redaksi.domain.markdown_dialect import PARSER, source
from redaksi.exporters import photo_files
from redaksi.exporters.base import Sealed, Site
from redaksi.exporters.moments import spoken, stamp
from redaksi.exporters.notices import LABELS

_SCHEMES = {"http", "https", "mailto"}
_TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "li"),
    *("a", "em", "strong", "s", "code", "img", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}}


def files(sealed: Sealed, name: str, site: Site) -> Mapping[str, bytes]:
    """One `.html` file; its photos are files beside it."""
    page = _template().render(
        text=sealed.text,
        figures=[_figure(sealed, photo, site) for photo in sealed.text.photos],
        body=_body(source(sealed.text)),
        editor=sealed.editor,
        published=(stamp(sealed.published_at, site.zone), spoken(sealed.published_at, site.zone)),
        notices=[
            (LABELS[one.kind], stamp(one.at, site.zone), spoken(one.at, site.zone), one.sentence)
            for one in sealed.notices
        ],
        updated=(stamp(sealed.sign_off.at, site.zone), spoken(sealed.sign_off.at, site.zone)),
    )
    return {f"{name}.html": page.encode()}


class _Figure(NamedTuple):
    """A photo on the page: `src` is a path or an address, or ""; `webp` is a path, or ""."""

    photo: Photo
    src: str
    webp: str = ""


def _figure(sealed: Sealed, photo: Photo, site: Site) -> _Figure:
    found = photo_files.paths(sealed, photo, site)
    return _Figure(photo, *found) if found else _Figure(photo, _address(photo.url))


def _body(markdown: str) -> str:
    """Safe HTML of `markdown`; its headings are one level below the headline of the page."""
    tokens = PARSER.parse(markdown)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
    html = PARSER.renderer.render(tokens, PARSER.options, {})
    return nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, url_relative="deny"
    )


def _address(url: str) -> str:
    """`url` if its scheme is http, https or mailto, else ""."""
    try:
        return url if urlsplit(url).scheme in _SCHEMES else ""
    except ValueError:
        return ""


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("redaksi.exporters"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["address"] = _address
    return environment.get_template("article.html")
