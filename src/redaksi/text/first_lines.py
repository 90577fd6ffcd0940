"""The first lines of a text, one of which may be its headline."""

from collections.abc import Iterator
from io import StringIO
from itertools import islice

from redaksi.text import clean


def first_lines(text: str, count: int) -> list[str]:
    """The first `count` lines of `text` with words, cleaned and without the signs of a heading."""
    return list(islice((line for _raw, line in _lines(text) if line), count))


def without(text: str, number: int) -> str:
    """`text` without the line `number` of its lines with words, counted from 0."""
    kept: list[str] = []
    seen = -1
    for raw, line in _lines(text):
        seen += bool(line)
        if not line or seen != number:
            kept.append(raw)
    return "".join(kept).strip("\n")


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Each line of `text` as it stands, and cleaned."""
    for raw in StringIO(text):
        yield raw, clean.line(raw).lstrip("# ")
