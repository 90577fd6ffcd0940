"""Patterns that are searched for only in passages with the literals that they need.

A pattern is compiled when such a passage first occurs.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from hashlib import sha1
from importlib import resources

import msgspec

from redaksi.copydesk import regex_tree
from redaksi.copydesk.prefilter import Literals, literals
from redaksi.copydesk.tokens import Page, Passage

STORED = "literals.json"


class PatternSearch:
    """A search for `pattern`."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.is_anchored = "$" in pattern or "^" in pattern.replace("[^", "[")

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    @cached_property
    def needed(self) -> tuple[Literals, ...]:
        """The literals that a text must contain for the pattern to match.

        They come from literals.json; for a pattern that is missing there, they are computed.
        """
        key = fingerprint(self.pattern)
        return _stored()[key] if key in _stored() else literals(regex_tree.parse(self.pattern))

    def found(self, page: Page) -> Iterator[tuple[Passage, re.Match[str]]]:
        """Every match in a passage of `page`, in reading order."""
        for passage in self.passages(page):
            for found in self.regex.finditer(passage.plain):
                yield passage, found

    def passages(self, page: Page) -> list[Passage]:
        """The passages in which the pattern may match."""
        if not self.needed:
            return page.passages if self.is_anchored else self._searched(page)
        first, *others = self.needed
        numbers = _holding(page, first)
        for other in others:
            numbers = numbers and numbers & _holding(page, other)
        return [page.passages[number] for number in sorted(numbers)]

    def _searched(self, page: Page) -> list[Passage]:
        """The passages that overlap a match in the whole page.

        A single search of the page costs less than a search of each passage.
        """
        numbers = {
            number
            for found in self.regex.finditer(page.plain)
            for number in page.touched(*found.span())
        }
        return [page.passages[number] for number in sorted(numbers)]


def _holding(page: Page, one: Literals) -> set[int]:
    """The numbers of the passages that contain a word or a part of `one`."""
    numbers = {number for word in page.index.keys() & one.words for number in page.index[word]}
    for part in one.parts:
        if part in page.lower:
            numbers.update(
                number for number, passage in enumerate(page.passages) if part in passage.lower
            )
    return numbers


def fingerprint(pattern: str) -> str:
    """The key of `pattern` in literals.json."""
    return sha1(pattern.encode(), usedforsecurity=False).hexdigest()[:12]


@cache
def _stored() -> Mapping[str, tuple[Literals, ...]]:
    """The literals of the patterns of Redaksi's own rules, as `make prefilter` stored them."""
    return msgspec.json.decode(
        (resources.files(__package__) / STORED).read_bytes(), type=dict[str, tuple[Literals, ...]]
    )
