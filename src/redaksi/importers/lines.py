"""What a line looks like, for every importer that reads lines: a sentence, a title, a block between blank lines."""

import re
from collections.abc import Iterable
from itertools import groupby

from redaksi import clean

Block = list[str]
"""Lines without a blank one between them."""

TITLE_LIMIT = 200
"""Characters of the longest line that may still be a title or a caption without a full stop."""

DOMAIN = r"(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}"
"""A pattern for the name of a site, such as jatimnow.com (to be matched without regard to case)."""

_FEW = 10
_CLOSING = "\"'”’»)]*_ "
_LISTED = re.compile(r"(?:[-*+•>|#]|\d+[.)])\s?")


def blocks(text: str) -> list[Block]:
    """TEXT (of clean characters) as blocks of clean lines."""
    lines = (clean.line(raw) for raw in text.split("\n"))
    return [list(group) for filled, group in groupby(lines, bool) if filled]


def ends_sentence(line: str) -> bool:
    """Whether LINE ends as a sentence does, a closing quotation mark or bracket aside."""
    return line.rstrip(_CLOSING).endswith((".", "!", "?", "…", ":", ";", ","))


def is_title(line: str) -> bool:
    """Whether LINE may be a title: short, and without the stop of a sentence ("?" and "!" are allowed)."""
    return len(line) <= TITLE_LIMIT and not line.rstrip(_CLOSING).endswith((".", ":", ";", ","))


def paragraphs(parts: Iterable[Block]) -> tuple[str, ...]:
    """One paragraph a block; but lines that each end a sentence (pages without blank lines) are paragraphs.

    Among many lines one in ten may end without a stop: a subheading, or who wrote it, in brackets.
    """
    found: list[str] = []
    for block in parts:
        unended = sum(not ends_sentence(line) for line in block)
        alone = unended * _FEW <= len(block) and not any(map(_LISTED.match, block))
        found += block if alone else ["\n".join(block)]
    return tuple(found)
