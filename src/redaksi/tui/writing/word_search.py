"""Finds and replaces words in a text. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from textual.widgets.text_area import Location


class Place(NamedTuple):
    """A place of the words: from `start` to before `end` of the line `row`."""

    row: int
    start: int
    end: int

    @property
    def span(self) -> tuple[Location, Location]:
        return (self.row, self.start), (self.row, self.end)


def sought(words: str, *, capitals: bool) -> re.Pattern[str] | None:
    """The pattern that finds `words` literally; None for no words.

    Case counts only with `capitals`.
    """
    words = unicodedata.normalize("NFC", words)
    return re.compile(re.escape(words), 0 if capitals else re.IGNORECASE) if words else None


def places(pattern: re.Pattern[str], lines: Sequence[str]) -> list[Place]:
    """Every place of `pattern` in `lines`, from the top."""
    return [
        Place(row, *found.span())
        for row, line in enumerate(lines)
        for found in pattern.finditer(line)
    ]


def nearest(found: Sequence[Place], span: tuple[Location, Location], step: int) -> int:
    """The index in `found` of the place to go to from `span`.

    `step` is 1 for the next place, -1 for the one before, 0 for one at `span`. The first place
    follows the last. `found` may not be empty.
    """
    start, end = sorted(span)
    if step < 0:
        before = [index for index, place in enumerate(found) if place.span[1] <= start]
        return before[-1] if before else len(found) - 1
    origin = end if step else start
    return next((index for index, place in enumerate(found) if place.span[0] >= origin), 0)


def replaced(pattern: re.Pattern[str], by: str, lines: Sequence[str]) -> list[str]:
    """`lines` with `by`, taken literally, in every place of `pattern`."""
    return [pattern.sub(lambda _found: by, line) for line in lines]
