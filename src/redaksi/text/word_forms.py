"""The words of a text as a search compares them: without case and accents, and by their stems."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import Stemmer

_WORD = re.compile(r"[^\W_]+")

Span = tuple[int, int]
"""The place of a word in a text: from one character to before another."""


def words(text: str) -> list[str]:
    """The words of `text`, case-folded: runs of letters and digits only."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def plain(word: str) -> str:
    """`word` without accents."""
    if word.isascii():
        return word
    return (
        "".join(
            letter
            for letter in unicodedata.normalize("NFD", word)
            if not unicodedata.combining(letter)
        )
        or word
    )


@lru_cache(maxsize=30_000)
def entry(word: str) -> tuple[str, str]:
    """`word` without accents, and its stem."""
    bare = plain(word)
    return bare, stem(bare)


def stem(word: str) -> str:
    """The Indonesian stem of `word`."""
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> "Stemmer.Stemmer":
    import Stemmer  # noqa: PLC0415 - only a search needs it

    return Stemmer.Stemmer("indonesian", 0)  # no cache here: `entry` caches more


def finder(query: str) -> Callable[[str], Sequence[tuple[Span, str]]]:
    """The function that finds the words of `query` in a text.

    It returns the place of each word of the text that a search for `query` finds, and the word of
    `query` that it answers. A word answers when it begins with a word of `query`, or has its stem.
    """
    sought = dict.fromkeys(map(plain, words(query)))
    stems = {word: stem(word) for word in sought}

    def found(text: str) -> Iterator[tuple[Span, str]]:
        for match in _WORD.finditer(text):
            for bare in map(plain, words(match[0])):
                for word in sought:
                    if bare.startswith(word) or entry(bare)[1] == stems[word]:
                        yield match.span(), word
                        break

    return lambda text: list(found(text)) if sought else []
