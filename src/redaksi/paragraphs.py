"""Paragraphs keep their identity through an edit, so that a note stays with its paragraph and changes can be merged."""

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

ALIKE = 0.5
"""From this similarity (0 to 1, difflib's ratio over words) on, a changed paragraph is still the same one."""

WINDOW = 20
"""So far ahead a changed paragraph is looked for: a pasted book must not cost the square of its length."""


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


def _rewritten(
    old: Sequence[str], new: Sequence[str], here: tuple[int, int], there: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Pairs inside a replaced stretch: those that are alike, and between two such as many as went, one for one."""
    alike = list(_alike(old, new, here, there))
    yield from alike
    ends = [(here[0] - 1, there[0] - 1), *alike, (here[1], there[1])]
    for (a, c), (b, d) in pairwise(ends):
        if b - a == d - c:
            yield from zip(range(a + 1, b), range(c + 1, d), strict=True)


def _alike(
    old: Sequence[str], new: Sequence[str], here: tuple[int, int], there: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    start = there[0]
    for position in range(*here):
        for candidate in range(start, min(start + WINDOW, there[1])):
            if _same(old[position], new[candidate]):
                yield position, candidate
                start = candidate + 1
                break


def _same(before: str, after: str) -> bool:
    if before.startswith(after) or after.startswith(before):
        return True
    matcher = SequenceMatcher(None, before.split(), after.split(), autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
