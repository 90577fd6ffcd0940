"""What a page of the web says of itself: JSON-LD (schema.org), Open Graph and meta elements."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from redaksi.text import clean

_ARTICLE = re.compile(r"(?:News|Reportage|Opinion|Analysis|Review)?\w*Article|BlogPosting")
"""The types of schema.org that are articles, by their last part."""
_SEPARATOR = r"\s+(?:[-|–—»:·]|&raquo;)\s+"
_MOST_NODES = 10_000


class PageFacts(NamedTuple):
    """The particulars of a page; "" or None where the page does not tell them."""

    headline: str
    author: str
    editor: str
    rubric: str
    tags: tuple[str, ...]
    image: str
    written: datetime | None


def of(tree: HtmlElement) -> PageFacts:
    """The particulars of the page `tree`."""
    article: Mapping[str, Any] = next(_articles(tree), {})
    meta = _meta(tree)
    site = {
        clean.key(name)
        for name in (
            *_names(article.get("publisher")),
            meta.get("og:site_name", ""),
            meta.get("twitter:site", "").removeprefix("@"),
            meta.get("application-name", ""),
        )
        if name
    }
    return PageFacts(
        headline=_headline(article, meta, tree),
        author=_person(_names(article.get("author")), site)
        or _person([meta.get(name, "") for name in ("author", "article:author")], site),
        editor=_person(_names(article.get("editor")), site)
        or _person([meta.get("editor", "")], site),
        rubric=_first(article.get("articleSection")) or meta.get("article:section", ""),
        tags=_tags(article, meta),
        image=_image(article.get("image")) or meta.get("og:image", ""),
        written=_time(article.get("datePublished"))
        or _time(meta.get("article:published_time"))
        or _time(meta.get("pubdate")),
    )


def _articles(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """The articles that the page describes in JSON-LD, the first first."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            found = json.loads(script.text_content().strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for number, node in enumerate(_nodes(found)):
            if number > _MOST_NODES:
                break
            kinds = node.get("@type")
            if any(_ARTICLE.fullmatch(str(kind)) for kind in _several(kinds)):
                yield node


def _nodes(found: Any) -> Iterator[Mapping[str, Any]]:
    """The objects in the JSON value `found`, the outer ones first."""
    waiting = [found]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, dict):
            yield one
            waiting += [value for value in one.values() if isinstance(value, dict | list)]
        elif isinstance(one, list):
            waiting += one


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value is not None else []


def _first(value: Any) -> str:
    return next((clean.line(one) for one in _several(value) if isinstance(one, str)), "")


def _names(value: Any) -> list[str]:
    """The names of the persons or organisations in a value of JSON-LD."""
    return [
        clean.line(str(name))
        for one in _several(value)
        for name in [one.get("name", "") if isinstance(one, dict) else one]
        if isinstance(name, str)
    ]


def _person(names: Iterable[str], site: set[str]) -> str:
    """The `names` of people; the name of the site, an address and an initial are no person's."""
    return ", ".join(
        dict.fromkeys(
            name
            for name in map(clean.line, names)
            if name and clean.key(name) not in site and not re.search(r"://|@|\.\w{2,4}$", name)
        )
    )


def _headline(article: Mapping[str, Any], meta: Mapping[str, str], tree: HtmlElement) -> str:
    """The headline; a headline that was cut for a search engine is the whole one of the page."""
    told = _first(article.get("headline")) or meta.get("og:title", "")
    shown = [clean.line(one.text_content()) for one in tree.iter("h1")]
    beginning = told.rstrip(" .…")
    whole = next((one for one in shown if beginning and one.startswith(beginning)), "")
    if whole:
        return whole
    within = next((one for one in shown if one and told.startswith(one)), "")
    if within and re.match(_SEPARATOR, told[len(within) :] or " - "):
        return within
    title = tree.findtext(".//title") or ""
    return _without_site(told or (shown[0] if len(shown) == 1 else "") or clean.line(title), meta)


def _without_site(title: str, meta: Mapping[str, str]) -> str:
    """`title` without the name of the site at its end."""
    site = meta.get("og:site_name", "")
    *front, last = re.split(_SEPARATOR, title)
    is_site = clean.key(last) == clean.key(site) or re.search(r"\w\.(?:com|co|id|net|org)\b", last)
    return title[: title.rindex(last)].rstrip(" -|–—»:·") if front and is_site else title


def _tags(article: Mapping[str, Any], meta: Mapping[str, str]) -> tuple[str, ...]:
    found = article.get("keywords") or meta.get("news_keywords") or meta.get("keywords")
    words = found.split(",") if isinstance(found, str) else _several(found)
    return tuple(dict.fromkeys(clean.line(one) for one in words if isinstance(one, str) and one))


def _image(value: Any) -> str:
    for one in _several(value):
        found = one.get("url") if isinstance(one, dict) else one
        if isinstance(found, str) and found.startswith(("http://", "https://")):
            return found
    return ""


def _time(value: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(str(value).strip()) if value else None
    except ValueError:
        return None


def _meta(tree: HtmlElement) -> dict[str, str]:
    """The contents of the meta elements by their names; of several, the first."""
    found: dict[str, str] = {}
    for one in tree.iter("meta"):
        name = (one.get("property") or one.get("name") or one.get("itemprop") or "").lower()
        if name and one.get("content"):
            found.setdefault(name, clean.line(one.get("content")))
    return found
