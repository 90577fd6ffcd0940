"""Pelican export: articles in HTML with their particulars as `meta` elements.

Pelican reads Markdown by Python-Markdown, which differs from CommonMark in lists, tables and code,
and reads HTML without any other program.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from redaksi.exporters import story
from redaksi.exporters.base import Sealed, Site
from redaksi.exporters.moments import stamp
from redaksi.exporters.terms import shortened, terms
from redaksi.text.slug import slug

_TAG = re.compile(r"<[^<>\"]*(?:\"[^\"]*\"[^<>\"]*)+>")
_WORDS = re.compile(r"(?<= )(?P<name>alt|title)=\"(?P<words>[^\"]*)\"")
_QUOTES = str.maketrans({'"': "”", "'": "’"})


def files(sealed: Sealed, name: str, site: Site) -> Mapping[str, bytes]:
    """One `.htm` file, a suffix that Pelican knows; pages end in `.html`."""
    metas = "".join(f"{line}\n" for line in _metas(sealed, name, site))
    article = (
        f"<html>\n<head>\n<title>{escape(sealed.text.headline, quote=False)}</title>\n"
        f"{metas}</head>\n"
        f"<body>\n{_TAG.sub(_quiet, story.html(sealed, site, top='/'))}</body>\n</html>\n"
    )
    return {f"{name}.htm": article.encode()}


def _metas(sealed: Sealed, name: str, site: Site) -> Iterator[str]:
    """The particulars, without empty ones.

    Pelican has one category for an article: further rubrics are tags. Author, category and tags
    become pages, so their names are shortened, and left out where no address can be made of them;
    `byline` is the whole one.
    """
    text = sealed.text
    rubrics = _listed(text.rubric.split(", "))
    tags = _listed((*rubrics[1:], *text.tags))
    if len(tags) == 1 and {",", ";"} & set(escape(tags[0])):
        tags *= 2  # Pelican parts a single one at these signs, and knows equal ones
    author = shortened(text.byline)
    values = (
        ("date", stamp(sealed.published_at, site.zone)),
        ("modified", stamp(sealed.sign_off.at, site.zone)),
        ("slug", name),
        ("summary", text.deck),
        ("author", author if slug(author, "") else ""),
        ("byline", text.byline),
        ("editor", sealed.editor),
        ("dateline", text.dateline),
        ("source", text.source),
        *(("category", rubric) for rubric in rubrics[:1]),
        *(("tags", tag) for tag in tags),
    )
    for key, value in values:
        if value:
            # The themes of Pelican show every particular as HTML.
            yield f'<meta name="{key}" content="{escape(escape(value, quote=False))}">'


def _listed(names: Iterable[str]) -> list[str]:
    return [name for name in terms(names) if slug(name, "")]


def _quiet(tag: re.Match[str]) -> str:
    """`tag` without straight quotation marks in its words.

    Pelican writes attributes anew, and one with both kinds of marks would end early.
    """
    return _WORDS.sub(lambda one: f'{one["name"]}="{_typographic(one["words"])}"', tag[0])


def _typographic(words: str) -> str:
    for entity, sign in (("&quot;", '"'), ("&#39;", "'")):
        words = words.replace(entity, sign)
    return words.translate(_QUOTES)
