"""The parts of a line of Markdown, for painting it in the editor. Pure.

The cost is linear in the line's length. Only one line is examined: a construct that began on the
line above is not seen. No line is an error; at worst a sign that an exporter would interpret is
not painted.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from redaksi.tui.writing.marks import LineMark

STYLES = ("heading", "quote", "bullet", "strong", "emphasis", "code", "link", "address", "sign")
"""The styles of a part of a line."""

LONGEST = 20_000
"""Characters above which a line is not painted: painting must not slow the typing."""

_BLOCK = re.compile(
    r" {0,3}(?:(?P<heading>\#{1,6})(?=\s|$)|(?P<sign>(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ "
    r"\t]*){3,})$"
    r"|(?P<quote>>)|(?P<bullet>[-+*]|\d{1,9}[.)])(?=\s)|(?P<code>```.*))"
)
_INLINE = re.compile(
    r"""\\[^\w\s]                                          # a sign that is meant as it stands
    | (?<!`)(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`)
    | !?\[(?P<label>[^\[\]]*)\]\((?P<address>[^()\s]*)\)
    | (?P<bare>https?://[^\s<>()*]+)
    | (?P<run>\*+|_+)""",
    re.VERBOSE,
)


@lru_cache(maxsize=8192)
def markdown(line: str) -> tuple[LineMark, ...]:
    """The marks of `line` in the order of painting: a later mark covers an earlier one."""
    if len(line) > LONGEST:
        return ()
    block = _block(line)
    if block and block[0].style in {"sign", "code"}:
        return block
    return (*block, *_inline(line, block[-1].end if block else 0))


def _block(line: str) -> tuple[LineMark, ...]:
    """The mark of the line as a whole, decided by its beginning."""
    found = _BLOCK.match(line)
    if not found or not found.lastgroup:
        return ()
    kind, start, end = found.lastgroup, found.start(found.lastgroup), found.end(found.lastgroup)
    if kind in {"heading", "quote"}:
        return LineMark(start, len(line), kind), LineMark(start, end, "sign")
    return (LineMark(start, end, kind),)


def _inline(line: str, start: int) -> Iterator[LineMark]:
    runs: list[tuple[int, int]] = []
    for found in _INLINE.finditer(line, start):
        if found["run"]:
            runs.append(found.span())
        elif found["tick"]:
            yield LineMark(*found.span(), "code")
        elif found["bare"]:
            yield LineMark(*found.span(), "address")
        elif found["label"] is not None:
            yield LineMark(*found.span(), "sign")
            yield LineMark(*found.span("label"), "link")
            yield LineMark(*found.span("address"), "address")
    yield from _emphasis(line, runs)


def _emphasis(line: str, runs: list[tuple[int, int]]) -> Iterator[LineMark]:
    """The text between `runs` of stars or underscores that open and close emphasis."""
    opened: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    signs: list[LineMark] = []
    for run in runs:
        start, end = run
        waiting = opened[line[start]]
        opens, closes = _flanks(line, start, end)
        while closes and waiting and start < end:
            left, right = waiting.pop()
            size = min(2, right - left, end - start)
            signs += LineMark(right - size, right, "sign"), LineMark(start, start + size, "sign")
            yield LineMark(right, start, "strong" if size > 1 else "emphasis")
            if left < right - size:
                waiting.append((left, right - size))
            start += size
        if opens and start < end:
            waiting.append((start, end))
    yield from signs


def _flanks(line: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether a run of signs may open and may close emphasis; `_` inside a word may not."""
    before, after = line[start - 1 : start] or " ", line[end : end + 1] or " "
    opens, closes = not after.isspace(), not before.isspace()
    if line[start] == "_":
        opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
    return opens, closes
