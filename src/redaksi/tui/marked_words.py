"""Marks words of a source text in the content that shows it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual.content import Content
from textual.style import Style


class Words(NamedTuple):
    """`words` at the character `start` of a source, and the style that paints them."""

    words: str
    start: int
    style: Style


def marked(source: str, parts: Sequence[Content], words: Sequence[Words]) -> list[Content]:
    """`parts`, which show `source`, with `words` painted where their place is certain.

    The signs of Markdown are not shown. Words that occur in the shown content more or less often
    than in the source are skipped: nobody can tell which occurrence is meant.
    """
    found = list(parts)
    for one in words:
        if not one.words:
            continue
        shown = one.words.replace("\n", " ")
        starts = [match.start() for match in _all(shown, source.replace("\n", " "))]
        spans = [
            (part, match.span())
            for part, content in enumerate(parts)
            for match in _all(shown, content.plain)
        ]
        if one.start in starts and len(spans) == len(starts):
            part, span = spans[starts.index(one.start)]
            found[part] = found[part].stylize(one.style, *span)
    return found


def _all(words: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(re.escape(words), text)
