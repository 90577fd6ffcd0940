"""The numbered lines of a proof.

They are broken here and not by the browser, so that a number means the same line on every print.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from textwrap import TextWrapper
from typing import NamedTuple

from redaksi.proofs.blocks import Block, Stretch

MEASURE = 54
"""The most characters of a line; the page holds that many of every Latin letter."""
FOUND = "u"
"""The tag of words that the copy desk found."""

Span = tuple[int, int]


class NumberedLine(NamedTuple):
    """A line with its `number` on the page; `start` is its place in the words of its block."""

    number: int
    start: int
    runs: tuple[Stretch, ...]
    kind: str = ""
    prefix: str = ""


def of(block: Block, first: int, found: Sequence[Span] = ()) -> Iterator[NumberedLine]:
    """The lines of `block`, numbered from `first`; the spans `found` of its words are marked."""
    pieces = list(_marked(block.runs, found))
    number = first
    for start, end in _broken(block.words, MEASURE - len(block.prefix)):
        prefix = block.prefix if number == first else " " * len(block.prefix)
        yield NumberedLine(number, start, tuple(_cut(pieces, start, end)), block.kind, prefix)
        number += 1


def _broken(words: str, width: int) -> Iterator[Span]:
    """The spans of the lines of `words`; each line end in `words` begins a new line."""
    wrapper = TextWrapper(
        width=width, replace_whitespace=False, drop_whitespace=False, expand_tabs=False
    )
    start = 0
    for part in words.split("\n"):
        for line in wrapper.wrap(part) or [""]:
            blanks = len(line) - len(line.lstrip(" ")) if start else 0
            yield start + blanks, start + len(line)
            start += len(line)
        start += 1


def _marked(runs: Sequence[Stretch], found: Sequence[Span]) -> Iterator[tuple[int, Stretch]]:
    """The `runs` cut where `found` begins and ends, each with its place."""
    edges = sorted({edge for span in found for edge in span})
    start = 0
    for run in runs:
        end = start + len(run.words)
        cuts = [start, *(edge for edge in edges if start < edge < end), end]
        for left, right in pairwise(cuts):
            inside = any(span[0] <= left < span[1] for span in found)
            marks = (*run.marks, FOUND) if inside else run.marks
            yield left, Stretch(run.words[left - start : right - start], marks)
        start = end


def _cut(pieces: Sequence[tuple[int, Stretch]], start: int, end: int) -> Iterator[Stretch]:
    """The `pieces` between `start` and `end`."""
    for place, run in pieces:
        words = run.words[max(0, start - place) : max(0, end - place)]
        if words:
            yield Stretch(words, run.marks)
