"""A pattern that is searched for only in the passages that hold what it needs, and compiled
when one does.
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
        """What a text must hold for the pattern to match; the pattern is not read if
        literals.json tells.
        """
        key = fingerprint(self.pattern)
        return _stored()[key] if key in _stored() else literals(regex_tree.parse(self.pattern))

    def found(self, page: Page) -> Iterator[tuple[Passage, re.Match[str]]]:
        """Every match in a passage of `page`, in the order in which it is read."""
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
        """The passages that a match in the whole page touches: one search costs less than one
        for each passage.
        """
        numbers = {
            number
            for found in self.regex.finditer(page.plain)
            for number in page.touched(*found.span())
        }
        return [page.passages[number] for number in sorted(numbers)]


def _holding(page: Page, one: Literals) -> set[int]:
    """The numbers of the passages that hold a word or a part of `one`."""
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
    """What the patterns of Redaksi's own rules need, as `make prefilter` left it."""
    return msgspec.json.decode(
        (resources.files(__package__) / STORED).read_bytes(), type=dict[str, tuple[Literals, ...]]
    )
