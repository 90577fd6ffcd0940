"""Words that stand in a text as it was written, marked in the text as it is shown."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual.content import Content
from textual.style import Style


class Words(NamedTuple):
    """`words` from the character `start` of a source on, and how they are painted."""

    words: str
    start: int
    style: Style


def marked(source: str, parts: Sequence[Content], words: Sequence[Words]) -> list[Content]:
    """`parts`, which show `source`, with all of `words` painted that can be told in them.

    Signs of Markdown are not shown: words that do not stand as often in what is shown as in the
    source are left alone.
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
