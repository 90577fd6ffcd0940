"""Titles as plain words: a headline contains no markup."""

import html
import re

from redaksi.domain.markdown_dialect import words

_MARKS = re.compile(r"[\\`*_~\[\]<&{]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});")
# Attributes that Google Docs and pandoc write behind a heading: {#banjir-surut .unnumbered}
_ATTRIBUTES = re.compile(r"\s*\{[#.:][^{}]*\}\s*$")
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|center|cite|code|del|em|font|h[1-6]|i|ins|mark|p|q|s|small|span|strike"
    r"|strong|sub|sup|tt|u)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_MASK = re.compile(r"(?<=\w)(?=[*~])[*~]+(?=\w)")
"""Signs inside a word, such as b*ngs*t or 2*3: in a title they are meant literally."""
_LONGEST = 5_000
"""Characters; a longer line is no title, and is not parsed."""


def of_markdown(title: str) -> str:
    """The words of `title`, which may contain Markdown or HTML."""
    if len(title) > _LONGEST or not _MARKS.search(title):
        return title
    title = _TAG.sub("", _ATTRIBUTES.sub("", title))
    return words(_MASK.sub(lambda found: "".join(f"\\{sign}" for sign in found[0]), title))


def of_plain(title: str) -> str:
    """The words of the plain text `title`, which may contain HTML entities."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), title)
