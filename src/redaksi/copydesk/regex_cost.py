"""A limit on the cost of a pattern: patterns that may run very long are refused.

Every repeat has an upper limit. A pattern may take at most `MOST_STEPS` steps from one place. The
steps are counted over its parsed tree, with every way in which its parts can match. So a search
costs at most that many steps per character, in any text.
"""

import re
from typing import Any, NamedTuple

from redaksi.copydesk import regex_tree
from redaksi.copydesk.regex_tree import OPCODES
from redaksi.i18n import _, messages

MOST_STEPS = 60_000
LONGEST = 300
"""The most times that a repeat may repeat."""

_REPEATS = {OPCODES.MAX_REPEAT, OPCODES.MIN_REPEAT, OPCODES.POSSESSIVE_REPEAT}
_LOOKS = {OPCODES.ASSERT, OPCODES.ASSERT_NOT}


class Cost(NamedTuple):
    """The ways in which a part of a pattern can match from one place, and the steps to try all."""

    ways: int
    steps: int


def fault(pattern: str) -> str:
    """The reason to refuse `pattern`, a sentence without a full stop; "" for none."""
    try:
        tree = regex_tree.parse(pattern)
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return _("the pattern cannot be read: {error}").format(error=messages.said(error))
    try:
        steps = _sequence(tree).steps
    except _Unbounded:
        return _(
            "a repeat may go on too long: write {{0,40}} or {{1,40}} for * and +, at most {limit}"
        ).format(limit=LONGEST)
    if steps > MOST_STEPS:
        return _(
            "the pattern can take {steps} steps at one place, at most {limit} are allowed"
        ).format(steps=steps if steps < _ENDLESS else f">{_ENDLESS}", limit=MOST_STEPS)
    return ""


class _Unbounded(Exception):
    """A repeat has no limit."""


_ENDLESS = 10**9


def _sequence(items: Any) -> Cost:
    """The cost of consecutive `items`.

    Each item is tried once for every way in which the items before it can match.
    """
    ways, steps = 1, 0
    for operator, value in items:
        one = _item(operator, value)
        steps = min(steps + ways * one.steps, _ENDLESS)
        ways = min(ways * one.ways, _ENDLESS)
    return Cost(ways, max(steps, 1))


def _item(operator: Any, value: Any) -> Cost:
    if operator in _REPEATS:
        cost = _repeated(*value)
        return Cost(1, cost.steps) if operator is OPCODES.POSSESSIVE_REPEAT else cost
    parts = [_sequence(branch) for branch in _branches(operator, value)]
    ways, steps = sum(part.ways for part in parts), sum(part.steps for part in parts)
    # An atomic group or a lookaround is never tried again after its first match.
    return Cost(1 if operator is OPCODES.ATOMIC_GROUP or operator in _LOOKS else ways, steps)


def _repeated(least: int, most: int, body: Any) -> Cost:
    if most > LONGEST:
        raise _Unbounded
    once = _sequence(body)
    ways, steps, several = int(least == 0), 0, 1
    for count in range(1, most + 1):
        steps = min(steps + several * once.steps, _ENDLESS)
        several = min(several * once.ways, _ENDLESS)
        ways = min(ways + several, _ENDLESS) if count >= least else ways
    return Cost(max(ways, 1), max(steps, 1))


def _branches(operator: Any, value: Any) -> list[Any]:
    """The patterns inside an item, of which one matches.

    A plain character has one empty pattern.
    """
    if operator is OPCODES.BRANCH:
        return list(value[1])
    if operator is OPCODES.GROUPREF_EXISTS:
        return [branch for branch in value[1:] if branch is not None]
    if operator in _LOOKS or operator is OPCODES.SUBPATTERN:
        return [value[-1]]
    return [value] if operator is OPCODES.ATOMIC_GROUP else [()]
