"""What is what in a line of Markdown, for painting it while it is written.

Pure, and linear in the line's length.

It looks at one line at a time: what began on the line above is not seen. Nothing is ever refused;
at worst a sign that an exporter would read is left unpainted.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from redaksi.tui.writing.marks import LineMark

STYLES = ("heading", "quote", "bullet", "strong", "emphasis", "code", "link", "address", "sign")
"""What a part of a line can be."""

LONGEST = 20_000
"""Characters from which a line is left as it is: painting must not slow the typing."""

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
    """The marks of `line`, in the order in which they are painted: a later one lies over an
    earlier one.
    """
    if len(line) > LONGEST:
        return ()
    block = _block(line)
    if block and block[0].style in {"sign", "code"}:
        return block
    return (*block, *_inline(line, block[-1].end if block else 0))


def _block(line: str) -> tuple[LineMark, ...]:
    """What the line as a whole is, by how it begins."""
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
    """What stands between `runs` of stars or underscores that open and close."""
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
    """Whether a run of signs may open and may close; an underscore inside a word is a letter."""
    before, after = line[start - 1 : start] or " ", line[end : end + 1] or " "
    opens, closes = not after.isspace(), not before.isspace()
    if line[start] == "_":
        opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
    return opens, closes
