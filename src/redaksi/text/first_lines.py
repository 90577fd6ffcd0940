"""The first lines of a text, one of which may be its headline."""

from collections.abc import Iterator
from io import StringIO
from itertools import islice

from redaksi.text import boilerplate, clean


def first_lines(text: str, count: int) -> list[str]:
    """The first `count` lines of `text` that may be its headline, without the signs of a heading.

    Such a line is cleaned and has words; the lines above a press release name no topic.
    """
    return list(islice((line for _raw, line in _lines(text) if line), count))


def without(text: str, number: int) -> str:
    """`text` without the line `number` of those that may be its headline, counted from 0."""
    kept: list[str] = []
    seen = -1
    for raw, line in _lines(text):
        seen += bool(line)
        if not line or seen != number:
            kept.append(raw)
    return "".join(kept).strip("\n")


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Each line of `text` as it stands, and cleaned; "" where it cannot be a headline."""
    for raw in StringIO(text):
        line = clean.line(raw).lstrip("# ")
        yield raw, "" if boilerplate.is_release_line(line) else line
