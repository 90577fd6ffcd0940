"""The part of an article that shows why a search found the article."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from redaksi.domain.article import Text
from redaksi.text import clean
from redaksi.text.word_forms import Span, finder

LENGTH = 150
"""The most characters of a snippet, without its ellipses."""
BEFORE = 40
"""The most characters before the first word that was found."""


class Snippet(NamedTuple):
    """A line of an article, and the places of the words that were looked for.

    `line` is empty when the article cannot be read; `headline` are places in the headline.
    """

    line: str = ""
    found: Sequence[Span] = ()
    headline: Sequence[Span] = ()


def snippet(text: Text, query: str) -> Snippet:
    """The paragraph or field of `text` with the most different words of `query`, cut around them.

    The beginning of the body, where the words stand in the headline alone.
    """
    # The board must not load the parser of Markdown before its first paint.
    from redaksi.domain.markdown_dialect import has_too_many_marks, words  # noqa: PLC0415

    find = finder(query)

    def answered(line: str) -> int:
        return len({word for _span, word in find(line)})

    best = max(_lines(text), key=answered, default="")
    line = best if has_too_many_marks(best) else words(clean.line(best))
    spans = [span for span, _word in find(line)]
    start = _cut(line, spans[0][0] - BEFORE) if spans else 0
    shown = line[start : start + LENGTH].rstrip()
    left, right = "…" * (start > 0), "…" * (start + LENGTH < len(line))
    moved = len(left) - start
    return Snippet(
        f"{left}{shown}{right}",
        [
            (first + moved, min(last, start + len(shown)) + moved)
            for first, last in spans
            if first < start + len(shown)
        ],
        [span for span, _word in find(clean.line(text.headline))],
    )


def _lines(text: Text) -> Iterator[str]:
    """What a search looks through besides the headline, the most telling first."""
    yield from text.body
    yield text.deck
    for photo in text.photos:
        yield from (photo.caption, photo.credit, photo.alt)
    yield from (text.byline, text.dateline, text.source, text.rubric, ", ".join(text.tags))


def _cut(line: str, at: int) -> int:
    """The beginning of the word that follows the character `at`."""
    return 0 if at <= 0 else line.rfind(" ", 0, at) + 1
