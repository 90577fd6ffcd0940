"""Patterns with unbounded cost are refused, and all others are accepted.

The patterns in the code are bounded too.
"""

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest

from redaksi.copydesk import checks, regex_cost
from redaksi.copydesk.pattern_search import PatternSearch


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+b",
        r"(a|a)*b",
        r"\w*x",
        r".+",
        r"a{3,}",
        r"(?:a{1,30}){1,30}b",
        r"(?=(\w{1,40})\1)\w{1,300}\s{1,300}",
        r"(?:\w{1,30} ){1,5}x",
        r"(",
        r"(?<=a{1,3})b",
        r"\w*+x",
        "(?:a|aa){1,40}c",
    ],
)
def test_it_is_refused(pattern: str) -> None:
    assert regex_cost.fault(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        r"(?>\w{1,40} ){1,9}+x",
        r"(?:\w{1,40}+ ){1,3}x",
        r"(?=(?:a|b|c){1,9})d",
        r"(?<!\w)di (?P<kata>\w{2,30})(?!\w)",
        r"a?b{2}(c|d|ef){1,3}",
        r"(?>\w{1,30}) \w{1,30}",
        r"(a)?(?(1)b|c)",
    ],
)
def test_it_is_taken(pattern: str) -> None:
    assert regex_cost.fault(pattern) == ""


READERS = [
    "tokens",
    "checks.base",
    *(f"checks.{module.name}" for module in iter_modules(checks.__path__)),
]
LINEAR = {r"[^\W_]+"}
"""Unbounded patterns in linear time: a repeat of one class with nothing behind it."""


@pytest.mark.parametrize("name", READERS)
def test_the_patterns_in_the_code_are_bounded_like_those_of_the_rules(name: str) -> None:
    module = import_module(f"redaksi.copydesk.{name}")
    patterns = {
        key: one.pattern
        for key, one in vars(module).items()
        if isinstance(one, re.Pattern | PatternSearch)
    }
    faults = {key: regex_cost.fault(one) for key, one in patterns.items() if one not in LINEAR}
    assert not any(faults.values()), faults


def test_the_steps_of_a_pattern_are_those_of_every_way_through_it() -> None:
    assert regex_cost.fault("(?:ab|cd){1,9}e") == ""
    assert "60000" in regex_cost.fault("(?:ab|cd){1,15}e")
    assert regex_cost.fault("(?>ab|cd){1,15}+e") == ""
