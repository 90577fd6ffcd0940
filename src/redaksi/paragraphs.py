"""Paragraphs keep their identity through an edit, so that a note stays with the paragraph it belongs to."""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

ALIKE = 0.5
"""From this similarity (0 to 1, difflib's ratio) on, a changed paragraph is still the same one."""


def align(old: Sequence[str], ids: Sequence[str], new: Sequence[str], fresh: Callable[[], str]) -> tuple[str, ...]:
    """Ids for the NEW paragraphs: the one in IDS (parallel to OLD) where it is the same one, else a FRESH one.

    A paragraph that was split hands its id to the first part; one that was deleted takes its id with it.
    """
    names: list[str | None] = [None] * len(new)
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            names[new_from:new_to] = ids[old_from:old_to]
        elif tag == "replace":
            _match_changed(old, ids, new, names, (old_from, old_to, new_from, new_to))
    _match_moved(old, ids, new, names)
    return tuple(name or fresh() for name in names)


def _match_changed(
    old: Sequence[str],
    ids: Sequence[str],
    new: Sequence[str],
    names: list[str | None],
    block: tuple[int, int, int, int],
) -> None:
    """Inside a replaced block, in order: each old paragraph goes to the first new one that is alike or begins it."""
    old_from, old_to, new_from, new_to = block
    start = new_from
    for position in range(old_from, old_to):
        for candidate in range(start, new_to):
            if _same(old[position], new[candidate]):
                names[candidate] = ids[position]
                start = candidate + 1
                break


def _match_moved(old: Sequence[str], ids: Sequence[str], new: Sequence[str], names: list[str | None]) -> None:
    """A paragraph that moved whole keeps its id."""
    taken = set(names)
    free = {text: name for text, name in zip(old, ids, strict=True) if name not in taken}
    for position, name in enumerate(names):
        if name is None and new[position] in free:
            names[position] = free.pop(new[position])


def _same(before: str, after: str) -> bool:
    if before.startswith(after) or after.startswith(before):
        return True
    matcher = SequenceMatcher(None, before.split(), after.split(), autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
