"""Patterns that can run away are refused: what a pattern may cost at one place of the text has a bound.

Every repeat has an upper limit, and the ways in which the pattern can match from one place, counted over its parsed
tree, are at most MOST_WAYS. So a search costs at most that many steps a character, whatever the text.
"""

import re
from importlib import import_module
from math import prod
from typing import Any

# The parser of `re` itself: no other reads just what `re` reads. It has no public name and no types.
_parser: Any = import_module("re._parser")
_sre: Any = import_module("re._constants")

MOST_WAYS = 20_000
LONGEST = 300
"""Times that one repeat may repeat."""

_REPEATS = {_sre.MAX_REPEAT, _sre.MIN_REPEAT, _sre.POSSESSIVE_REPEAT}
_LOOKS = {_sre.ASSERT, _sre.ASSERT_NOT}


def fault(pattern: str) -> str:
    """What stands against PATTERN, in English; "" for nothing."""
    try:
        tree = _parser.parse(pattern)
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return f"the pattern cannot be read: {error}"
    try:
        ways = _sequence(tree)
    except _Unbounded as unbounded:
        return str(unbounded)
    if ways > MOST_WAYS:
        return f"the pattern can match in {ways:,} ways at one place, at most {MOST_WAYS:,} are taken"
    return ""


class _Unbounded(Exception):
    """A repeat without a limit."""


def _sequence(items: Any) -> int:
    return prod(_ways(operator, value) for operator, value in items)


def _ways(operator: Any, value: Any) -> int:
    """In how many ways one item of a pattern can match from one place."""
    if operator in _REPEATS:
        return _repeated(*value)
    return sum(_sequence(branch) for branch in _branches(operator, value))


def _repeated(least: int, most: int, body: Any) -> int:
    if most > LONGEST:
        raise _Unbounded(f"a repeat may go on too long: write {{0,40}} or {{1,40}} for * and +, at most {LONGEST}")
    once = _sequence(body)
    several = once if once == 1 else min(once**most, MOST_WAYS + 1)
    return several * (most - least + 1)


def _branches(operator: Any, value: Any) -> list[Any]:
    """The patterns inside an item, one of which matches; of a plain character an empty one."""
    if operator is _sre.BRANCH:
        return list(value[1])
    if operator is _sre.GROUPREF_EXISTS:
        return [branch for branch in value[1:] if branch is not None]
    if operator in _LOOKS or operator is _sre.SUBPATTERN:
        return [value[-1]]
    return [value] if operator is _sre.ATOMIC_GROUP else [()]
