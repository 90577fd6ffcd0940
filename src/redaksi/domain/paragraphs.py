"""The identity of paragraphs across an edit.

Notes stay with their paragraphs, and changes can be merged.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from redaksi.text.matching import Opcode, opcodes

ALIKE = 0.5
"""The least similarity at which a changed paragraph is still the same paragraph.

The similarity is difflib's ratio over words, from 0 to 1.
"""

COMMON = 20
"""The most paragraphs that a word may occur in to count as a clue to one of them.

This avoids a quadratic cost for long texts.
"""

CLOSEST = 4
"""The number of candidates with which a changed paragraph is compared.

They are the paragraphs that share most words with the changed one.
"""

LONG = 2000
"""From this many words on, only the words are compared, not their order.

Comparing the order may have a quadratic cost.
"""

PART = 0.99
"""The similarity of two paragraphs of which one is the beginning of the other."""

HELD = 2 / 3
"""The least share of a paragraph's words in another paragraph into which it was joined."""

Pair = tuple[int, int]
"""An index in the old text, and one in the new text."""

Alike = tuple[int, int, float]
"""An index in the old text, one in the new text, and the similarity of these paragraphs."""


def align(
    old: Sequence[str], ids: Sequence[str], new: Sequence[str], fresh: Callable[[], str]
) -> tuple[str, ...]:
    """Ids for the `new` paragraphs: those of `ids` (parallel to `old`) for the same paragraphs.

    Other paragraphs get a `fresh` id. A split paragraph gives its id to its first part; the id of
    a deleted paragraph is dropped. A moved paragraph keeps its id, even if it was also changed,
    and whatever stands in its former place.
    """
    stayed, moved = _matched(old, new)
    names = {there: ids[here] for here, there in (*stayed.items(), *moved.items())}
    return tuple(_named((names.get(place, "") for place in range(len(new))), {*ids}, fresh))


def _named(names: Iterator[str], used: set[str], fresh: Callable[[], str]) -> Iterator[str]:
    """`names`, with a `fresh` name for each empty one.

    A name that is already `used` is never given again: random names of five letters do collide.
    """
    for name in names:
        while (given := name or fresh()) in used and not name:
            pass
        used.add(given)
        yield given


def heir(
    place: int, old: Sequence[str], ids: Sequence[str], new: Sequence[str], new_ids: Sequence[str]
) -> str:
    """The id of the `new` paragraph into which the one at `place` of `old` was joined.

    A paragraph can be joined only to its neighbour: the nearest paragraph on either side that
    still exists, if that holds the text now. The id is "" for none.
    """
    before, there = dict(zip(ids, old, strict=True)), dict(zip(new_ids, new, strict=True))
    sides = (ids[:place][::-1], ids[place + 1 :])
    neighbours = [next((name for name in side if name in there), "") for side in sides]
    return next(
        (name for name in neighbours if name and _holds(there[name], old[place], before[name])), ""
    )


def _holds(joined: str, text: str, own: str) -> bool:
    """Whether `text`, perhaps changed, is in the paragraph `joined`, beside its `own` words."""
    if text in joined:
        return True
    words, longer, shorter = text.split(), joined.split(), own.split()
    if max(len(words), len(longer), len(shorter)) >= LONG:
        return False
    came = [
        word
        for code in opcodes(shorter, longer)
        if not code.same
        for word in longer[code.c : code.d]
    ]
    kept = SequenceMatcher(None, words, came, autojunk=False).get_matching_blocks()
    return sum(block.size for block in kept) >= HELD * len(words)


def pairs(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """For each paragraph of `old` its paragraph in `new`, by index and in order.

    Paragraphs that were moved or deleted are left out.
    """
    return _matched(old, new)[0]


def _matched(old: Sequence[str], new: Sequence[str]) -> tuple[dict[int, int], dict[int, int]]:
    """For each paragraph of `old` its paragraph in `new`, in two mappings.

    The first holds those that stayed in order, the second those that moved. Equal paragraphs are
    matched first, then similar ones at any place. The others count as rewritten at their place, if
    as many were added there as were deleted.
    """
    found = [*opcodes(old, new)]
    stayed = {here: there for code in found if code.same for here, there in _side_by_side(code)}
    gaps = [((a, b), (c, d)) for same, a, b, c, d in found if not same]
    gone, came = (
        [here for gap, _ in gaps for here in range(*gap)],
        [there for _, gap in gaps for there in range(*gap)],
    )
    moved = _moved_whole(old, new, gone, came)
    taken = {*moved.values()}
    gone, came = (
        [here for here in gone if here not in moved],
        [there for there in came if there not in taken],
    )
    if len(gone) > 1 or len(came) > 1 or not any(_inside(gap, (*gone, *came)) for gap in gaps):
        alike = [*_alike(old, new, gone, came)]
        closest = _closest(alike)
        for inside in _by_gap(gaps, closest):
            stayed.update(_in_order(inside))
        taken |= {*stayed.values()}
        left = [one for one in alike if one[0] not in stayed and one[1] not in taken]
        there = dict(_rewritten(gaps, stayed, moved))
        near = [(a, c, much) for a, c in there.items() if (much := _likeness(old[a], new[c]))]
        for pair in _twins([*near, *left]).items():
            (stayed if pair in there.items() else moved).update([pair])
    stayed.update([*_rewritten(gaps, stayed, moved)])
    return dict(sorted(stayed.items())), moved


def _side_by_side(code: Opcode) -> Iterator[Pair]:
    return zip(range(code.a, code.b), range(code.c, code.d), strict=True)


def _by_gap(gaps: Sequence[tuple[Pair, Pair]], alike: Iterable[Alike]) -> Iterator[list[Alike]]:
    """Those of `alike` inside one of the `gaps`, in their order, grouped by gap."""
    starts = [here for (here, _end), _there in gaps]
    found: dict[int, list[Alike]] = defaultdict(list)
    for one in alike:
        number = bisect_right(starts, one[0]) - 1
        if _inside(gaps[number], one):
            found[number].append(one)
    yield from found.values()


def _inside(gap: tuple[Pair, Pair], pair: Sequence[float]) -> bool:
    """Whether the `pair` of indices lies in the `gap`."""
    (a, b), (c, d) = gap
    return len(pair) > 1 and a <= pair[0] < b and c <= pair[1] < d


def _moved_whole(
    old: Sequence[str], new: Sequence[str], gone: Iterable[int], came: Iterable[int]
) -> dict[int, int]:
    """Paragraphs that are `gone` from their place and `came` unchanged to another."""
    places: dict[str, deque[int]] = defaultdict(deque)
    for there in came:
        places[new[there]].append(there)
    return {here: places[old[here]].popleft() for here in gone if places.get(old[here])}


def _twins(alike: Iterable[Alike]) -> dict[int, int]:
    """Each paragraph with its twin; pairs of higher similarity are chosen first."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for here, there, _likeness in sorted(alike, key=lambda one: -one[2]):
        if here not in found and there not in taken:
            found[here] = there
            taken.add(there)
    return found


def _closest(alike: Sequence[Alike]) -> list[Alike]:
    """Those of `alike` whose similarity is as high as that of each of the two to its twin."""
    twins = _twins(alike)
    likeness = {(here, there): much for here, there, much in alike}
    here_best = {here: likeness[here, there] for here, there in twins.items()}
    there_best = {there: likeness[here, there] for here, there in twins.items()}
    return [
        one for one in alike if one[2] >= max(here_best.get(one[0], 0), there_best.get(one[1], 0))
    ]


def _rewritten(
    gaps: Iterable[tuple[Pair, Pair]], stayed: Mapping[int, int], moved: Mapping[int, int]
) -> Iterator[Pair]:
    """Pairs between two that `stayed` in one of `gaps`, if as many were added there as deleted.

    Paragraphs that `moved` count as neither.
    """
    arrived = {*moved.values()}
    for here, there in gaps:
        alike = [(place, stayed[place]) for place in range(*here) if place in stayed]
        for (a, c), (b, d) in pairwise([(here[0] - 1, there[0] - 1), *alike, (here[1], there[1])]):
            went = [place for place in range(a + 1, b) if place not in moved]
            came = [place for place in range(c + 1, d) if place not in arrived]
            if len(went) == len(came):
                yield from zip(went, came, strict=True)


def _alike(
    old: Sequence[str], new: Sequence[str], gone: Iterable[int], came: Iterable[int]
) -> Iterator[Alike]:
    """The pairs of `gone` and `came` whose paragraphs are similar.

    They are in the order of the old text.
    """
    places = defaultdict(list)
    for candidate in came:
        for word in {*new[candidate].split()}:
            places[word].append(candidate)
    for place in gone:
        shared = Counter(
            candidate
            for word in {*old[place].split()}
            if len(places.get(word, ())) <= COMMON
            for candidate in places.get(word, ())
        )
        for candidate, _words in shared.most_common(CLOSEST):
            if likeness := _likeness(old[place], new[candidate]):
                yield place, candidate, likeness


def _in_order(found: Iterable[Alike]) -> list[Pair]:
    """Those of `found` that are in order on both sides and have the highest total similarity."""
    ends: list[int] = []  # the end of each chain in the new text
    chains: list[_Chain] = []  # each has a higher similarity than those before it
    for here, group in groupby(found, itemgetter(0)):
        grown = []
        for _here, there, likeness in group:
            shorter = bisect_left(ends, there)
            before = chains[shorter - 1] if shorter else None
            grown.append(
                _Chain(likeness + (before.likeness if before else 0), (here, there), before)
            )
        for chain in grown:
            place = bisect_left(ends, chain.pair[1])
            if not place or chains[place - 1].likeness < chain.likeness:
                behind = place
                while behind < len(chains) and chains[behind].likeness <= chain.likeness:
                    behind += 1
                ends[place:behind], chains[place:behind] = [chain.pair[1]], [chain]
    return [*_unrolled(chains[-1] if chains else None)][::-1]


class _Chain(NamedTuple):
    """Pairs in order: the last pair, the chain before it, and the total similarity."""

    likeness: float
    pair: Pair
    before: "_Chain | None"


def _unrolled(chain: _Chain | None) -> Iterator[Pair]:
    while chain:
        yield chain.pair
        chain = chain.before


def _likeness(before: str, after: str) -> float:
    """The similarity of two paragraphs, from ALIKE to 1; 0 for less.

    The parts of a split or joined paragraph count as the same paragraph.
    """
    if before.startswith(after) or after.startswith(before):
        return PART
    words, others = before.split(), after.split()
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    likeness = matcher.quick_ratio()
    if likeness >= ALIKE and max(len(words), len(others)) < LONG:
        likeness = matcher.ratio()
    return likeness if likeness >= ALIKE else 0.0
