"""The interface of checks: a check yields the places of a page to which its rule objects."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from redaksi.copydesk.rule import Rule
from redaksi.copydesk.tokens import Page, Passage


class Hit(NamedTuple):
    """The place `start`:`end` of a passage; `words` fill in the message.

    For a missing field, the passage is empty.
    """

    passage: Passage
    start: int
    end: int
    replacement: str | None = None
    words: Mapping[str, str] = {}


Check = Callable[[Page, Rule], Iterable[Hit]]


def either(words: str) -> str:
    """A pattern for one of `words`, which are separated by blanks, the longest first.

    `_` stands for a blank inside a phrase.
    """
    longest = sorted((word.replace("_", " ") for word in words.split()), key=len, reverse=True)
    return f"(?>{'|'.join(longest)})"


def whole(words: str) -> str:
    """A pattern for one of `words` that is not part of a longer word."""
    return rf"\b{either(words)}\b"
