"""Paragraphs keep their identity through an edit, so that a note stays with its paragraph and changes can be merged."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

ALIKE = 0.5
"""From this similarity (0 to 1, difflib's ratio over words) on, a changed paragraph is still the same one."""

COMMON = 20
"""A word that stands in more paragraphs than this points to none of them: a book must not cost its length squared."""

CLOSEST = 4
"""So many paragraphs, those that share most words with a changed one, are compared with it."""

Pair = tuple[int, int]
"""A place in the old text, and one in the new."""


def align(old: Sequence[str], ids: Sequence[str], new: Sequence[str], fresh: Callable[[], str]) -> tuple[str, ...]:
    """Ids for the NEW paragraphs: the one in IDS (parallel to OLD) where it is the same one, else a FRESH one.

    A paragraph that was split hands its id to the first part; one that was deleted takes its id with it; one that moved
    whole keeps it, whatever stands in its place now.
    """
    found = pairs(old, new)
    stayed = {there: ids[here] for here, there in found.items() if old[here] == new[there]}
    elsewhere = {text for place, text in enumerate(new) if place not in stayed}
    rewritten = {
        there: ids[here] for here, there in found.items() if there not in stayed and old[here] not in elsewhere
    }
    taken = {*stayed.values(), *rewritten.values()}
    moved = {text: name for text, name in zip(old, ids, strict=True) if name not in taken}
    known = (stayed.get(place) or moved.pop(text, "") or rewritten.get(place, "") for place, text in enumerate(new))
    return tuple(_named(known, {*ids}, fresh))


def _named(names: Iterator[str], used: set[str], fresh: Callable[[], str]) -> Iterator[str]:
    """NAMES, a FRESH one for each that is empty: never one that is USED, since five letters do collide."""
    for name in names:
        while (given := name or fresh()) in used and not name:
            pass
        used.add(given)
        yield given


def heir(place: int, old: Sequence[str], ids: Sequence[str], new: Sequence[str], new_ids: Sequence[str]) -> str:
    """The id of the NEW paragraph into which the one at PLACE of OLD was joined, "" where it is gone.

    It was joined to its neighbour: the nearest paragraph on either side that is still there, if it holds the text now.
    """
    there = dict(zip(new_ids, new, strict=True))
    sides = (ids[:place][::-1], ids[place + 1 :])
    neighbours = (next((name for name in side if name in there), "") for side in sides)
    return next((name for name in neighbours if name and old[place] in there[name]), "")


def pairs(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Which paragraph of NEW each one of OLD became, by index and in order; those that went away are left out."""
    found: dict[int, int] = {}
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.update(zip(range(a, b), range(c, d), strict=True))
        elif tag == "replace":
            found.update(_rewritten(old, new, (a, b), (c, d)))
    return found


def _rewritten(old: Sequence[str], new: Sequence[str], here: Pair, there: Pair) -> Iterator[Pair]:
    """Pairs inside a replaced stretch: those that are alike, and between two such as many as went, one for one."""
    alike = _in_order(_alike(old, new, here, there)) if (here[1] - here[0], there[1] - there[0]) != (1, 1) else []
    yield from alike
    ends = [(here[0] - 1, there[0] - 1), *alike, (here[1], there[1])]
    for (a, c), (b, d) in pairwise(ends):
        if b - a == d - c:
            yield from zip(range(a + 1, b), range(c + 1, d), strict=True)


def _alike(old: Sequence[str], new: Sequence[str], here: Pair, there: Pair) -> Iterator[tuple[int, int, float]]:
    """Places of the two stretches whose paragraphs are alike, and how much, in the order of the old text."""
    places = defaultdict(list)
    for candidate in range(*there):
        for word in {*new[candidate].split()}:
            places[word].append(candidate)
    for place in range(*here):
        shared = Counter(
            candidate
            for word in {*old[place].split()}
            if len(places.get(word, ())) <= COMMON
            for candidate in places.get(word, ())
        )
        for candidate, _words in shared.most_common(CLOSEST):
            if likeness := _likeness(old[place], new[candidate]):
                yield place, candidate, likeness


def _in_order(found: Iterable[tuple[int, int, float]]) -> list[Pair]:
    """Those of FOUND that run in order on both sides and are, taken together, most alike."""
    ends: list[int] = []  # where each of the chains ends in the new text
    chains: list[_Chain] = []  # each is more alike than those that end before it
    for here, group in groupby(found, itemgetter(0)):
        grown = []
        for _here, there, likeness in group:
            shorter = bisect_left(ends, there)
            before = chains[shorter - 1] if shorter else None
            grown.append(_Chain(likeness + (before.likeness if before else 0), (here, there), before))
        for chain in grown:
            place = bisect_left(ends, chain.pair[1])
            if not place or chains[place - 1].likeness < chain.likeness:
                behind = place
                while behind < len(chains) and chains[behind].likeness <= chain.likeness:
                    behind += 1
                ends[place:behind], chains[place:behind] = [chain.pair[1]], [chain]
    return [*_unrolled(chains[-1] if chains else None)][::-1]


class _Chain(NamedTuple):
    """Pairs in order: the last one, those before it, and how alike all of them are together."""

    likeness: float
    pair: Pair
    before: "_Chain | None"


def _unrolled(chain: _Chain | None) -> Iterator[Pair]:
    while chain:
        yield chain.pair
        chain = chain.before


def _likeness(before: str, after: str) -> float:
    """How alike two paragraphs are, from ALIKE to 1; 0 for less. One that was split or joined is the same."""
    if before.startswith(after) or after.startswith(before):
        return 1.0
    matcher = SequenceMatcher(None, before.split(), after.split(), autojunk=False)
    likeness = matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0
    return likeness if likeness >= ALIKE else 0.0
