"""What a check is: it reads a page and gives the places that its rule objects to."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from redaksi.copydesk.rule import Rule
from redaksi.copydesk.tokens import Page, Passage


class Hit(NamedTuple):
    """`start`:`end` of a passage; `words` fill the message.

    Where a field is missing, an empty passage stands for it.
    """

    passage: Passage
    start: int
    end: int
    replacement: str | None = None
    words: Mapping[str, str] = {}


Check = Callable[[Page, Rule], Iterable[Hit]]


def either(words: str) -> str:
    """A pattern for one of `words`, which blanks part, the longest first; `_` stands for a
    blank inside a phrase.
    """
    longest = sorted((word.replace("_", " ") for word in words.split()), key=len, reverse=True)
    return f"(?>{'|'.join(longest)})"


def whole(words: str) -> str:
    """A pattern for one of `words` that is no part of a longer one."""
    return rf"\b{either(words)}\b"
