"""The literals that a text must contain for a pattern to match, computed from the pattern.

So texts without them need not be searched. The tree of the pattern is walked from left to right
with the set of strings that may stand there so far, in small letters, with an EDGE where no letter
or figure can follow. Where the strings become too many or unknown, the set becomes a candidate,
and a new set begins; the rarest candidates are taken.
"""

import re
from collections.abc import Callable, Iterable
from itertools import product
from operator import itemgetter
from typing import Any, NamedTuple

from redaksi.copydesk.regex_tree import OPCODES

EDGE = "\0"
MOST = 150
"""The most strings in a set."""
_MOST_SIGNS = 4
"""The most characters of a class that are listed one by one."""
_LEAST = 2
"""The least weight of useful literals.

Those below it occur nearly everywhere, or are too many to search for.
"""
_MOST_PARTS = 8
_MOST_NEEDED = 3
_COMMON = re.compile("[a-z .,-]?|[.!?,] |[a-z]?[aiueo]|[aiueo][a-z]")
"""Parts that occur nearly everywhere."""
_GRAMMAR = frozenset(
    """
    yang dan di ke dari untuk pada dengan akan telah sudah adalah ini itu para oleh sebagai dalam
    juga bahwa karena tidak bisa dapat agar atau serta saat hingga kepada tersebut ia dia kami
    mereka masih hanya lebih orang warga tahun hari
    """.split()  # noqa: SIM905 - a list of forty words is harder to read
)
"""Words that occur in most texts."""

_WORD = re.compile(r"[^\W_]+")
_NOTHING = frozenset([""])
_LETTER = (OPCODES.CATEGORY, OPCODES.CATEGORY_WORD)
_REPEATS = {OPCODES.MAX_REPEAT, OPCODES.MIN_REPEAT, OPCODES.POSSESSIVE_REPEAT}
_EDGES = {
    OPCODES.AT_BEGINNING,
    OPCODES.AT_BEGINNING_STRING,
    OPCODES.AT_END,
    OPCODES.AT_END_STRING,
    OPCODES.AT_BOUNDARY,
}

Strings = frozenset[str]


class Literals(NamedTuple):
    """Whole words and parts of words, in small letters: a text must contain one of them."""

    words: frozenset[str]
    parts: tuple[str, ...]


def literals(tree: Any) -> tuple[Literals, ...]:
    """The literals of `tree`, a parsed pattern, the rarest first; often none.

    A text must contain each of them for the pattern to match.
    """
    found = {
        _told(strings, choose)
        for strings in _candidates(tree, _NOTHING)
        for choose in (_rarest, _first, _last)
    }
    rare = [one for one in found if _weight(one) >= _LEAST]
    telling = [
        one for one in rare if not any(_implies(other, one) for other in rare if other != one)
    ]
    return tuple(sorted(telling, key=_merit, reverse=True)[:_MOST_NEEDED])


def _implies(one: Literals, other: Literals) -> bool:
    return one.words <= other.words and set(one.parts) <= set(other.parts)


def _merit(one: Literals) -> tuple[int, int, list[str]]:
    """A sort key: the weight, then fewer literals, then the literals themselves.

    The last part makes the result the same in every run.
    """
    return _weight(one), -len(one.words) - len(one.parts), sorted((*one.words, *one.parts))


def _weight(one: Literals) -> int:
    """The rarity of the most common of the literals: it grows with the length.

    A whole word is rarer than its letters as a part.
    """
    if len(one.parts) > _MOST_PARTS or any(map(_COMMON.fullmatch, one.parts)):
        return 0
    return min((*map(_rarity, one.words), *(len(part) + 1 for part in one.parts)))


def _rarity(word: str) -> int:
    return _LEAST if word in _GRAMMAR else 2 * len(word)


def _told(strings: Strings, choose: Callable[[list[str]], str]) -> Literals:
    """One word, or else one part, out of each of `strings`."""
    words, parts = set[str](), set[str]()
    for string in strings:
        whole = [
            found[0]
            for found in _WORD.finditer(string)
            if found.start() > 0 and found.end() < len(string)
        ]
        if whole:
            words.add(choose(whole))
        else:
            parts.add(max(string.split(EDGE), key=len))
    shortest = [
        part for part in parts if not any(other != part and other in part for other in parts)
    ]
    return Literals(frozenset(words), tuple(sorted(shortest)))


def _rarest(words: list[str]) -> str:
    return max(words, key=_rarity)


_first: Callable[[list[str]], str] = itemgetter(0)
_last: Callable[[list[str]], str] = itemgetter(-1)


def _candidates(tree: Any, begun: Strings) -> list[Strings]:
    walk = _Walk(begun)
    walk.over(tree)
    return [*walk.found, walk.strings]


class _Walk:
    """A walk over a pattern.

    `strings` are the current strings, `found` the candidates before them.
    """

    def __init__(self, begun: Strings) -> None:
        self.strings = begun
        self.found: list[Strings] = []

    def over(self, items: Iterable[tuple[Any, Any]]) -> None:
        for operator, value in items:
            if operator is OPCODES.SUBPATTERN:
                self.over(value[-1])
            elif operator is OPCODES.ATOMIC_GROUP:
                self.over(value)
            elif operator in _REPEATS:
                self._repeat(*value)
            elif operator is OPCODES.BRANCH:
                self._part(value[1])
            elif operator in {OPCODES.ASSERT, OPCODES.ASSERT_NOT}:
                self._look(operator, *value)
            elif operator is OPCODES.AT:
                self._go_on(frozenset([EDGE]) if value in _EDGES else _NOTHING)
            else:
                self._go_on(_signs(operator, value))

    def _go_on(self, signs: Strings | None) -> None:
        """Extend the strings by `signs`; None stands for any characters."""
        if signs and len(signs) * len(self.strings) <= MOST:
            self.strings = frozenset(map("".join, product(self.strings, signs)))
            return
        self.found.append(self.strings)
        self.strings = signs or _NOTHING

    def _repeat(self, least: int, most: int, body: Any) -> None:
        inside = _Walk(_NOTHING)
        inside.over(body)
        if not inside.found and (least, most) == (0, 1):
            self._go_on(inside.strings | _NOTHING)
            return
        for _time in range(min(least, _LEAST)):
            self.over(body)
        self._go_on(None)
        if least and not inside.found:
            self.strings = inside.strings

    def _part(self, branches: Iterable[Any]) -> None:
        """Continue with alternatives.

        If all of them are known to their end, their strings are joined. Otherwise they become a
        candidate: the best one of each alternative.
        """
        walks = [_Walk(self.strings) for _branch in branches]
        for walk, branch in zip(walks, branches, strict=True):
            walk.over(branch)
        ends = frozenset().union(*(walk.strings for walk in walks))
        if len(ends) <= MOST and not any(walk.found for walk in walks):
            self.strings = ends
            return
        best = [
            max([*walk.found, walk.strings], key=lambda one: _merit(_told(one, _rarest)))
            for walk in walks
        ]
        self.found.append(frozenset().union(*best))
        self.strings = _NOTHING

    def _look(self, operator: Any, direction: int, body: Any) -> None:
        if operator is OPCODES.ASSERT_NOT:
            self._edge(len(body) - 1 if direction < 0 else 0, body)
        elif direction > 0:
            self.found += _candidates(body, self.strings)
        else:
            behind = _Walk(_NOTHING)
            behind.over(body)
            self.found += behind.found
            self.strings = behind.strings if self.strings == _NOTHING else self.strings

    def _edge(self, back: int, body: Any) -> None:
        """Handle a negative lookaround for `body`, which begins `back` places before.

        If it excludes letters, there is an edge.
        """
        any_behind = all(operator is OPCODES.ANY for operator, _value in body[len(body) - back :])
        if _forbids_letters(body[: len(body) - back]) and any_behind:
            self.strings = frozenset(_parted(string, back) for string in self.strings)


def _parted(string: str, back: int) -> str:
    """`string` with an `EDGE` `back` places before its end, if it is that long."""
    at = len(string) - back
    return string if at < 0 or EDGE in string[at:] else string[:at] + EDGE + string[at:]


def _signs(operator: Any, value: Any) -> Strings | None:
    """The characters, in small letters, that an item of a pattern may match; None for many."""
    if operator is OPCODES.LITERAL:
        codes = [value]
    elif operator is OPCODES.IN and all(
        kind in {OPCODES.LITERAL, OPCODES.RANGE} for kind, _value in value
    ):
        codes = [
            code
            for kind, one in value
            for code in ([one] if kind is OPCODES.LITERAL else range(one[0], one[1] + 1))
        ]
    else:
        return None
    signs = frozenset(
        " " if chr(code) in "\n\xa0" else chr(code).lower()
        for code in codes[: 2 * _MOST_SIGNS + 1]
    )
    return signs if len(signs) <= _MOST_SIGNS and all(len(sign) == 1 for sign in signs) else None


def _forbids_letters(body: Any) -> bool:
    """Whether `body`, which a negative lookaround excludes, matches any letter or figure."""
    if len(body) != 1:
        return False
    operator, value = body[0]
    if operator is OPCODES.BRANCH:
        return any(_forbids_letters(branch) for branch in value[1])
    return operator is OPCODES.IN and _LETTER in value and (OPCODES.NEGATE, None) not in value
