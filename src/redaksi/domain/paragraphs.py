"""Paragraphs keep their identity through an edit, so that a note stays with its paragraph and
changes can be merged.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from redaksi.text.matching import Code, codes

ALIKE = 0.5
"""From this similarity (0 to 1, difflib's ratio over words) on, a changed paragraph is still
the same one.
"""

COMMON = 20
"""A word that stands in more paragraphs than this points to none of them: a book must not cost
its length squared.
"""

CLOSEST = 4
"""So many paragraphs, those that share most words with a changed one, are compared with it."""

LONG = 2000
"""From so many words on only the words are compared, not their order, which may cost the length
squared.
"""

PART = 0.99
"""How alike a paragraph is to the beginning of it that is left, or to that of which it is the
beginning.
"""

HELD = 2 / 3
"""So large a share of the words of a paragraph is still in the one into which it was joined."""

Pair = tuple[int, int]
"""A place in the old text, and one in the new."""

Alike = tuple[int, int, float]
"""A place in the old text, one in the new, and how alike the paragraphs there are."""


def align(
    old: Sequence[str], ids: Sequence[str], new: Sequence[str], fresh: Callable[[], str]
) -> tuple[str, ...]:
    """Ids for the `new` paragraphs: the one in `ids` (parallel to `old`) where it is the same
    one, else a `fresh` one.

    A paragraph that was split hands its id to the first part; one that was deleted takes its id
    with it; one that moved keeps it, also where it was mended at the same time, whatever stands in
    its place now.
    """
    stayed, moved = _matched(old, new)
    names = {there: ids[here] for here, there in (*stayed.items(), *moved.items())}
    return tuple(_named((names.get(place, "") for place in range(len(new))), {*ids}, fresh))


def _named(names: Iterator[str], used: set[str], fresh: Callable[[], str]) -> Iterator[str]:
    """`names`, a `fresh` one for each that is empty: never one that is `used`, since five
    letters do collide.
    """
    for name in names:
        while (given := name or fresh()) in used and not name:
            pass
        used.add(given)
        yield given


def heir(
    place: int, old: Sequence[str], ids: Sequence[str], new: Sequence[str], new_ids: Sequence[str]
) -> str:
    """The id of the `new` paragraph into which the one at `place` of `old` was joined, "" where
    it is gone.

    It was joined to its neighbour: the nearest paragraph on either side that is still there, if it
    holds the text now.
    """
    before, there = dict(zip(ids, old, strict=True)), dict(zip(new_ids, new, strict=True))
    sides = (ids[:place][::-1], ids[place + 1 :])
    neighbours = [next((name for name in side if name in there), "") for side in sides]
    return next(
        (name for name in neighbours if name and _holds(there[name], old[place], before[name])), ""
    )


def _holds(joined: str, text: str, own: str) -> bool:
    """Whether `text`, perhaps mended, is in the paragraph `joined` beside the words that were
    its `own`.
    """
    if text in joined:
        return True
    words, longer, shorter = text.split(), joined.split(), own.split()
    if max(len(words), len(longer), len(shorter)) >= LONG:
        return False
    came = [
        word
        for code in codes(shorter, longer)
        if not code.same
        for word in longer[code.c : code.d]
    ]
    kept = SequenceMatcher(None, words, came, autojunk=False).get_matching_blocks()
    return sum(block.size for block in kept) >= HELD * len(words)


def pairs(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Which paragraph of `new` each one of `old` became, by index and in order; those that
    moved or went are left out.
    """
    return _matched(old, new)[0]


def _matched(old: Sequence[str], new: Sequence[str]) -> tuple[dict[int, int], dict[int, int]]:
    """Which paragraph of `new` each one of `old` became: those that stayed in order, and those
    that moved.

    First those that are the same, then those that are alike wherever they stand; only what has no
    such twin is, where as many came as went, taken for a rewrite of what stood there.
    """
    found = [*codes(old, new)]
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


def _side_by_side(code: Code) -> Iterator[Pair]:
    return zip(range(code.a, code.b), range(code.c, code.d), strict=True)


def _by_gap(gaps: Sequence[tuple[Pair, Pair]], alike: Iterable[Alike]) -> Iterator[list[Alike]]:
    """Those of `alike`, in their order, that are in one of the `gaps`, together with the others
    that are in it.
    """
    starts = [here for (here, _end), _there in gaps]
    found: dict[int, list[Alike]] = defaultdict(list)
    for one in alike:
        number = bisect_right(starts, one[0]) - 1
        if _inside(gaps[number], one):
            found[number].append(one)
    yield from found.values()


def _inside(gap: tuple[Pair, Pair], pair: Sequence[float]) -> bool:
    """Whether the `pair` of places is in the `gap`."""
    (a, b), (c, d) = gap
    return len(pair) > 1 and a <= pair[0] < b and c <= pair[1] < d


def _moved_whole(
    old: Sequence[str], new: Sequence[str], gone: Iterable[int], came: Iterable[int]
) -> dict[int, int]:
    """Those that are `gone` from their place and `came` unchanged elsewhere."""
    places: dict[str, deque[int]] = defaultdict(deque)
    for there in came:
        places[new[there]].append(there)
    return {here: places[old[here]].popleft() for here in gone if places.get(old[here])}


def _twins(alike: Iterable[Alike]) -> dict[int, int]:
    """Each with the one that is most `alike`, of those that no other is more alike to."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for here, there, _likeness in sorted(alike, key=lambda one: -one[2]):
        if here not in found and there not in taken:
            found[here] = there
            taken.add(there)
    return found


def _closest(alike: Sequence[Alike]) -> list[Alike]:
    """Those of `alike` that are as alike as each of the two is to its twin."""
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
    """Pairs between two that `stayed` in one of `gaps`, one for one where as many went as came.

    Those that `moved` did neither.
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
    """Places of `gone` and `came` whose paragraphs are alike, and how much, in the order of the
    old text.
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
    """Those of `found` that run in order on both sides and are, taken together, most alike."""
    ends: list[int] = []  # where each of the chains ends in the new text
    chains: list[_Chain] = []  # each is more alike than those that end before it
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
    """Pairs in order: the last one, those before it, and how alike all of them are together."""

    likeness: float
    pair: Pair
    before: "_Chain | None"


def _unrolled(chain: _Chain | None) -> Iterator[Pair]:
    while chain:
        yield chain.pair
        chain = chain.before


def _likeness(before: str, after: str) -> float:
    """How alike two paragraphs are, from ALIKE to 1; 0 for less.

    One that was split or joined is the same.
    """
    if before.startswith(after) or after.startswith(before):
        return PART
    words, others = before.split(), after.split()
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    likeness = matcher.quick_ratio()
    if likeness >= ALIKE and max(len(words), len(others)) < LONG:
        likeness = matcher.ratio()
    return likeness if likeness >= ALIKE else 0.0
