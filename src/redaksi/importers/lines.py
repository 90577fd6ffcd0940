"""Tell sentences, titles and blocks between blank lines apart, for all importers of lines."""

import re
from collections.abc import Iterable
from itertools import groupby, pairwise

from redaksi.text import clean, plain_text

Block = list[str]
"""Adjacent lines without a blank line between them."""

TITLE_LIMIT = 200
"""The greatest length of a title or a caption without a full stop, in characters."""

DOMAIN = r"(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}"
"""A pattern for the name of a site, such as jatimnow.com; to be matched without regard to case."""

_FEW = 10
_NARROWEST = 50
"""The least width in columns of wrapped text; shorter lines are verses or addresses."""
_SLACK = 4
"""The columns by which a wrapped line may miss the width.

A correction may have shortened a word since the text was wrapped.
"""
_CLOSING = "\"'”’»)]*_ "
_LISTED = re.compile(r"(?:[-*+•>|#]|\d+[.)])\s?")


def blocks(text: str) -> list[Block]:
    """`text` (of clean characters) as blocks of clean lines."""
    lines = (clean.line(raw) for raw in text.split("\n"))
    return [list(group) for filled, group in groupby(lines, bool) if filled]


def ends_sentence(line: str) -> bool:
    """Whether `line` ends like a sentence; closing quotation marks and brackets are ignored."""
    return line.rstrip(_CLOSING).endswith((".", "!", "?", "…", ":", ";", ","))


def is_title(line: str) -> bool:
    """Whether `line` may be a title: short, and without a stop at its end.

    "?" and "!" are allowed.
    """
    return len(line) <= TITLE_LIMIT and not line.rstrip(_CLOSING).endswith((".", ":", ";", ","))


def paragraphs(parts: Iterable[Block]) -> tuple[str, ...]:
    """The paragraphs of `parts`: usually each block is one paragraph.

    In a page without blank lines each line ends a sentence: there each line is a paragraph. One
    line in ten may end without a stop, such as a subheading or the writer in brackets.
    """
    found: list[str] = []
    for block in parts:
        unended = sum(not ends_sentence(line) or line.endswith((",", ";")) for line in block)
        alone = unended * _FEW <= len(block) and not any(map(_LISTED.match, block))
        found += block if alone else ["\n".join(block)]
    return tuple(found)


def as_markdown(paragraph: str) -> str:
    """The plain text `paragraph` as Markdown that looks the same.

    A line end that is not from wrapping becomes a hard line break.
    """
    lines = plain_text.escaped(paragraph).split("\n")
    ends = ("\n" if wrapped else "  \n" for wrapped in _wrapped(paragraph.split("\n")))
    return lines[0] + "".join(end + line for end, line in zip(ends, lines[1:], strict=True))


def _wrapped(lines: Block) -> list[bool]:
    """For the end of each line except the last: whether a program wrapped the text there.

    A program wraps prose where the next word would not fit. Most wrapped lines therefore begin in
    lower case.
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
    """Whether the end of `line` cannot be from wrapping.

    The next line, `behind`, is an item of a list, or `line` ends a sentence before the width is
    `full`.
    """
    return bool(_LISTED.match(behind)) or (not full and ends_sentence(line))
