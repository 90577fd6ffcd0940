"""Patterns that could run away are refused; the others are taken."""

import pytest

from redaksi.copydesk import bounded


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
    assert bounded.fault(pattern)


@pytest.mark.parametrize(
    "pattern",
    ["", r"(?<!\w)di (?P<kata>\w{2,30})(?!\w)", r"a?b{2}(c|d|ef){1,3}", r"(?>\w{1,30}) \w{1,30}", r"(a)?(?(1)b|c)"],
)
def test_it_is_taken(pattern: str) -> None:
    assert bounded.fault(pattern) == ""
