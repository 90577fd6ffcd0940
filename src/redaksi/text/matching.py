"""The common parts of two sequences, in time that grows with their length, not with its square.

Pure.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from operator import eq
from typing import NamedTuple

MOST = 2_000 * 2_000
"""The number of pairs of items that difflib may compare.

Above it, sequences are split at items that occur once in each.
"""

Block = tuple[int, int, int]
"""The start of a common run in the one and in the other sequence, and its length."""


class Opcode(NamedTuple):
    """The items `a:b` of the old sequence became the items `c:d` of the new one.

    `same` says whether both are equal; otherwise the new items replace the old ones.
    """

    same: bool
    a: int
    b: int
    c: int
    d: int


def opcodes(before: Sequence[str], after: Sequence[str]) -> Iterator[Opcode]:
    """The codes that lead from `before` to `after`, in order, equal and changed runs in turn."""
    a = c = 0
    for here, there, size in _joined((*_blocks(before, after), (len(before), len(after), 0))):
        if a < here or c < there:
            yield Opcode(False, a, here, c, there)
        a, c = here + size, there + size
        if size:
            yield Opcode(True, here, a, there, c)


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """`blocks`, with adjacent ones joined."""
    a = c = size = 0
    for here, there, more in blocks:
        if (a + size, c + size) == (here, there):
            size += more
        else:
            yield a, c, size
            a, c, size = here, there, more
    yield a, c, size


def _blocks(before: Sequence[str], after: Sequence[str]) -> Iterator[Block]:
    if len(before) * len(after) <= MOST:
        yield from SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
        return
    a = c = 0
    for here, there in (*_anchors(before, after), (len(before), len(after))):
        yield from (
            (a + one, c + other, size)
            for one, other, size in _between(before[a:here], after[c:there])
        )
        if here < len(before):
            yield here, there, 1
        a, c = here + 1, there + 1


def _between(before: Sequence[str], after: Sequence[str]) -> Iterator[Block]:
    """The common runs between two splits.

    Those at both ends are always found, those in the middle only if difflib may compare it.
    """
    head = _run(zip(before, after, strict=False))
    before, after = before[head:], after[head:]
    tail = _run(zip(reversed(before), reversed(after), strict=False))
    middle, other = before[: len(before) - tail], after[: len(after) - tail]
    yield 0, 0, head
    if len(middle) * len(other) <= MOST:
        for here, there, size in SequenceMatcher(
            None, middle, other, autojunk=False
        ).get_matching_blocks():
            yield head + here, head + there, size
    yield head + len(middle), head + len(other), tail


def _run(pairs: Iterable[tuple[str, str]]) -> int:
    """The number of `pairs` with equal items before the first pair that differs."""
    return sum(1 for _pair in takewhile(lambda pair: eq(*pair), pairs))


def _anchors(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """The places of items that occur once in each sequence, and are in the same order in both.

    As many as possible are found.
    """
    once = {item for item, count in Counter(before).items() if count == 1}
    once &= {item for item, count in Counter(after).items() if count == 1}
    places = {item: place for place, item in enumerate(after) if item in once}
    ends: list[int] = []  # for chains of each length, their earliest end in `after`
    last: list[int] = []  # the last items of these chains, as places in `before`
    chain: dict[int, int | None] = {}  # from each item to the one before it
    for here, item in enumerate(before):
        if item in once:
            length = bisect_left(ends, places[item])
            ends[length : length + 1] = [places[item]]
            last[length : length + 1] = [here]
            chain[here] = last[length - 1] if length else None
    found: list[tuple[int, int]] = []
    place = last[-1] if last else None
    while place is not None:
        found.append((place, places[before[place]]))
        place = chain[place]
    return found[::-1]
