"""A person of the team by part of the name, as people type names. Pure."""

from collections.abc import Iterable

from redaksi.desk.identity import alike
from redaksi.domain.article import Member, Team
from redaksi.errors import AmbiguousName, EditorNotFound
from redaksi.text import clean

_SHOWN = 5
"""The most names that an error lists."""


def fitting(members: Iterable[Member], part: str) -> list[Member]:
    """The members whose names hold every word of `part`, the best first.

    An exact name comes first, then names with words that begin so, then all others. Among equals
    those come first that begin with the first word.
    """
    words = clean.key(part).split()
    ranked = [(_rank(name := clean.key(one.name), words), name, one) for one in members]
    found = [
        (rank, not (words and name.startswith(words[0])), place, one)
        for place, (rank, name, one) in enumerate(ranked)
        if rank < _UNFIT
    ]
    return [one for *_order, one in sorted(found, key=lambda each: each[:3])]


def meant(team: Team, part: str) -> Member:
    """The member whom `part` names: exactly, else by words that only this name has.

    Raises:
        AmbiguousName: when several members fit.
        EditorNotFound: when none fits.
    """
    words = clean.key(part).split()
    found = fitting(team.members, part) if words else []
    best = [one for one in found if _same_rank(one, found[0], words)]
    if not best:
        raise EditorNotFound(clean.line(part), alike(team, part))
    if len(best) > 1:
        names = [one.name for one in best[:_SHOWN]]
        raise AmbiguousName(clean.line(part), [*names, *["…"] * (len(best) > _SHOWN)])
    return best[0]


_EXACT, _BEGINS, _HOLDS, _UNFIT = range(4)


def _same_rank(one: Member, other: Member, words: list[str]) -> bool:
    return _rank(clean.key(one.name), words) == _rank(clean.key(other.name), words)


def _rank(name: str, words: list[str]) -> int:
    """How well `name` fits `words`; the smaller, the better."""
    if name.split() == words:
        return _EXACT
    parts = name.split()
    if all(any(part.startswith(word) for part in parts) for word in words):
        return _BEGINS
    return _HOLDS if all(word in name for word in words) else _UNFIT
