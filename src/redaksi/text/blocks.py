"""The code of a Markdown text, and its lines of headings and of tables. Pure.

Every character of code is shown as it is.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt

from redaksi.text import addresses
from redaksi.text.addresses import AUTOLINK

Span = tuple[int, int]

MOST_LINES = 20_000
"""The longest text, in lines, that is parsed; parsing a longer one takes seconds.

A longer text is no article and counts as a text without code.
"""

_NEWLINE = re.compile(r"\n")
_TICKS = re.compile(r"`+")
_STEP = re.compile(rf"\\.|{AUTOLINK}|<!--|`+", re.DOTALL)
_CELL = re.compile(r"(?:[^|\\]|\\.)+", re.DOTALL)


class Blocks(NamedTuple):
    """The spans of code, and the numbers (from 0) of lines with a meaning of their own.

    `indented` holds the part of `code` that is indented, outside of lists and quotations.
    `openings` are lines that open a fenced block of code, `headings` lines of headings, `rules`
    lines below the head of a table: `|---|---|`.
    """

    code: list[Span]
    indented: list[Span]
    openings: set[int]
    headings: set[int]
    rules: set[int]

    def end_of_code(self, place: int) -> int:
        """The end of the code around `place`; `place` itself where there is no code."""
        before = bisect_right(self.code, place, key=lambda span: span[0]) - 1
        return max(place, self.code[before][1]) if before >= 0 else place


def of(markdown: str, *, comments: bool = False) -> Blocks:
    """The blocks of `markdown`; with `comments`, nothing inside an HTML comment counts as code."""
    found = Blocks([], [], set(), set(), set())
    if markdown.count("\n") > MOST_LINES:
        return found
    lines = starts(markdown)
    words = _Words(markdown, comments=comments)
    for token in _parser(html=comments).parse(markdown):
        if not token.map:
            continue
        first, last = token.map
        start, end = lines[first], lines[min(last, len(lines) - 1)]
        match token.type:
            case "fence" | "code_block":
                found.code.append((start, end))
                found.openings.update({first} if token.type == "fence" else ())
                found.indented.extend(
                    [(start, end)] if token.type == "code_block" and not token.level else ()
                )
            case "heading_open":
                found.headings.update(range(first, last))
            case "table_open":
                found.rules.add(first + 1)
            case "tr_open":
                found.code.extend(
                    span
                    for cell in _CELL.finditer(markdown, start, end)
                    for span in words.code(*cell.span())
                )
            case "inline":
                found.code.extend(words.code(start, end))
    return found


def starts(text: str) -> list[int]:
    """The start of each line of `text`, and then the end of `text`."""
    return [0, *(found.end() for found in _NEWLINE.finditer(text)), len(text)]


@cache
def _parser(*, html: bool) -> MarkdownIt:
    """A parser of blocks only: parsing inside the blocks takes long."""
    return MarkdownIt("js-default", {"html": html}).disable("inline")


class _Words:
    """The inline text of a document, searched once from top to bottom for code."""

    def __init__(self, markdown: str, *, comments: bool) -> None:
        self._markdown = markdown
        self._comments = comments
        self._addresses = list(addresses.bare(markdown))
        self._behind = 0

    def code(self, start: int, end: int) -> Iterator[Span]:
        """The spans of code in the paragraph or table cell from `start` to `end`.

        A cell is visited a second time with its row; nothing is yielded twice.
        """
        ticks: defaultdict[int, list[int]] = defaultdict(list)
        place, self._behind = max(start, self._behind), max(end, self._behind)
        comments = self._comments
        for run in _TICKS.finditer(self._markdown, place, end):
            ticks[len(run[0])].append(run.start())
        while ticks and (found := _STEP.search(self._markdown, place, end)):
            place = found.end()
            if found[0] == "<!--":
                close = self._markdown.find("-->", place, end) if comments else -1
                place, comments = (
                    max(place, close),
                    close >= 0,
                )  # a missing "-->" is searched for once
            elif found[0].startswith("`"):
                closing = ticks[len(found[0])]
                number = bisect_left(closing, place)
                if number < len(closing) and not self._is_in_address(found.start()):
                    place = closing[number] + len(found[0])
                    yield found.start(), place

    def _is_in_address(self, place: int) -> bool:
        """Whether `place` is in a bare address, where backticks have no meaning."""
        before = bisect_right(self._addresses, place, key=lambda span: span[0]) - 1
        return before >= 0 and place < self._addresses[before][1]
