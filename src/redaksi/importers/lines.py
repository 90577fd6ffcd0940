"""What a line looks like, for every importer that reads lines: a sentence, a title, a block
between blank lines.
"""

import re
from collections.abc import Iterable
from itertools import groupby, pairwise

from redaksi.text import clean, plain_text

Block = list[str]
"""Lines without a blank one between them."""

TITLE_LIMIT = 200
"""Characters of the longest line that may still be a title or a caption without a full stop."""

DOMAIN = r"(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}"
"""A pattern for the name of a site, such as jatimnow.com (to be matched without regard to
case).
"""

_FEW = 10
_NARROWEST = 50
"""Columns of the narrowest text that a program wraps; shorter lines are a poet's, or of an
address.
"""
_SLACK = 4
"""Columns that a full line may lack, so that a word that was mended does not turn its paragraph
into lines.
"""
_CLOSING = "\"'”’»)]*_ "
_LISTED = re.compile(r"(?:[-*+•>|#]|\d+[.)])\s?")


def blocks(text: str) -> list[Block]:
    """`text` (of clean characters) as blocks of clean lines."""
    lines = (clean.line(raw) for raw in text.split("\n"))
    return [list(group) for filled, group in groupby(lines, bool) if filled]


def ends_sentence(line: str) -> bool:
    """Whether `line` ends as a sentence does, a closing quotation mark or bracket aside."""
    return line.rstrip(_CLOSING).endswith((".", "!", "?", "…", ":", ";", ","))


def is_title(line: str) -> bool:
    """Whether `line` may be a title: short, and without the stop of a sentence ("?" and "!" are
    allowed).
    """
    return len(line) <= TITLE_LIMIT and not line.rstrip(_CLOSING).endswith((".", ":", ";", ","))


def paragraphs(parts: Iterable[Block]) -> tuple[str, ...]:
    """One paragraph a block; but lines that each end a sentence (pages without blank lines) are
    paragraphs.

    Among many lines one in ten may end without a stop: a subheading, or who wrote it, in brackets.
    """
    found: list[str] = []
    for block in parts:
        unended = sum(not ends_sentence(line) or line.endswith((",", ";")) for line in block)
        alone = unended * _FEW <= len(block) and not any(map(_LISTED.match, block))
        found += block if alone else ["\n".join(block)]
    return tuple(found)


def as_markdown(paragraph: str) -> str:
    """`paragraph`, lines of plain text, as Markdown that shows the same: a line that was not
    wrapped ends there.
    """
    lines = plain_text.escaped(paragraph).split("\n")
    ends = ("\n" if wrapped else "  \n" for wrapped in _wrapped(paragraph.split("\n")))
    return lines[0] + "".join(end + line for end, line in zip(ends, lines[1:], strict=True))


def _wrapped(lines: Block) -> list[bool]:
    """Whether a program broke the text, behind each of `lines` but the last.

    It breaks a stretch of prose wherever the next word would be too much, mostly before a word in
    small letters.
    """
    width = max(map(len, lines))
    full = [
        len(line) + 1 + len(behind.split(" ", 1)[0]) > width - _SLACK
        for line, behind in pairwise(lines)
    ]
    found: list[bool] = []
    start = 0
    for number in range(len(lines)):
        if number + 1 < len(lines) and not _begins_anew(
            lines[number], lines[number + 1], full=full[number]
        ):
            continue
        stretch = full[start:number]
        begun = [line[:1] for line in lines[start + 1 : number + 1]]
        prose = (
            width >= _NARROWEST and all(stretch) and not all(letter.isupper() for letter in begun)
        )
        found += [prose] * len(stretch) + [False] * (number + 1 < len(lines))
        start = number + 1
    return found


def _begins_anew(line: str, behind: str, *, full: bool) -> bool:
    """Whether no program wraps `line` so: what stands `behind` is an item of a list, or `line`
    stops short.
    """
    return bool(_LISTED.match(behind)) or (not full and ends_sentence(line))
