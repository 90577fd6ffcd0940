"""A title as plain words, whatever its file writes them with: a headline is no Markdown."""

import html
import re

from redaksi.domain.rendering import words

_MARKS = re.compile(r"[\\`*_~\[\]<&{]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});")
# What Google Docs and pandoc write behind a heading: {#banjir-surut .unnumbered}
_ATTRIBUTES = re.compile(r"\s*\{[#.:][^{}]*\}\s*$")
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|center|cite|code|del|em|font|h[1-6]|i|ins|mark|p|q|s|small|span|strike"
    r"|strong|sub|sup|tt|u)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_MASK = re.compile(r"(?<=\w)(?=[*~])[*~]+(?=\w)")
"""Signs inside a word, such as b*ngs*t or 2*3: an author of a title means them."""
_LONGEST = 5_000
"""Characters from which on a line is no title, and not worth its reading."""


def of_markdown(title: str) -> str:
    """The words of `title`, written in Markdown or HTML."""
    if len(title) > _LONGEST or not _MARKS.search(title):
        return title
    title = _TAG.sub("", _ATTRIBUTES.sub("", title))
    return words(_MASK.sub(lambda found: "".join(f"\\{sign}" for sign in found[0]), title))


def of_plain(title: str) -> str:
    """The words of `title`, plain text that a page's source may have lent its entities."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), title)
