"""The dateline at the start of the first paragraph.

Examples: "jatimnow.com - ", "SURABAYA, jatimnow.com - ", "Surabaya (ANTARA) - ".
"""

import re
from typing import NamedTuple

from redaksi.importers.lines import DOMAIN

_PLACE = r"(?:[A-Z][\w.'’]*(?:[ -][A-Z][\w.'’]*){0,3})"
_OUTLET = rf"(?i:{DOMAIN})"
_WIRE = rf"(?:{_OUTLET}|[A-Z]{{4,}}(?: [A-Z]{{2,}})?)"
_DASH = r"(?:\s+(?:--|[-–—―])\s*|(?:--|[-–—―])\s+)"
_SHAPES = tuple(
    re.compile(rf"[*_]*(?:{shape})[*_]*{_DASH}[*_]*(?P<rest>\S.*)$", re.DOTALL)
    for shape in (
        rf"(?P<source>{_OUTLET})",
        rf"(?P<source>{_OUTLET})\s*(?:[,|/]\s*|\s)\(?(?P<place>{_PLACE})\)?",
        rf"(?P<place>{_PLACE})\s*[,|/]\s*(?P<source>{_OUTLET})",
        rf"(?P<place>{_PLACE}),?\s*\((?P<source>{_WIRE})\)",
    )
)
_CAPITALS = re.compile(
    rf"[*_]*(?P<place>[A-Z]{{4,}}(?: [A-Z]{{4,}})?)[*_]*{_DASH}[*_]*(?P<rest>\S.*)$", re.DOTALL
)
_VOWELS = 2


class Opening(NamedTuple):
    """A first paragraph split into dateline, source and the rest."""

    dateline: str
    source: str
    rest: str


def split(paragraph: str) -> Opening:
    """`paragraph` split at its dateline; if the dateline is not certain, `rest` is all of it."""
    for shape in _SHAPES:
        found = shape.match(paragraph)
        if found and _begins(found["rest"]):
            return Opening(found.groupdict().get("place") or "", found["source"], found["rest"])
    found = _CAPITALS.match(paragraph)
    if (
        found
        and _begins(found["rest"])
        and _is_place(found["place"])
        and not re.search(r"\s[-–—]\s", found["rest"])
    ):
        return Opening(found["place"], "", found["rest"])
    return Opening("", "", paragraph)


def _begins(rest: str) -> bool:
    """Whether `rest` begins a sentence.

    A lower-case letter behind the dash continues a sentence ("Malang - kota apel - ...").
    """
    return not rest.lstrip("\"'“‘«([*_").lstrip()[:1].islower()


def _is_place(word: str) -> bool:
    """Whether capitals may be the name of a town: acronyms (PSSI, BPBD) have hardly any vowels."""
    return sum(letter in "AIUEO" for letter in word) >= _VOWELS
