"""PDF (ISO 32000): the text of the pages, by PDFium, put together to paragraphs again.

A PDF knows lines and places, no paragraphs: a line that is full goes on in the next one.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import pypdfium2 as pdfium
from msgspec.structs import replace

from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.importers import copied
from redaksi.importers.base import Imported
from redaksi.importers.packages import locked

FORMAT = "pdf"

_MOST_PAGES = 100
_FULL = 0.85
"""The share of the width of a column from which on a line is full."""
_WIDE = 0.9
"""The share of lines that are at most as wide as a column; a foot of the page may be wider."""
_GAP = 1.45
"""A distance between lines, beside the usual one, from which on a new paragraph begins."""
_LARGER = 1.15
"""The height of a line, beside its neighbour's, from which on it is a heading of its own."""
_EDGE = 0.1
"""The share of the page at its top and its bottom in which running heads stand."""
_REPEATED = 2
_END = (".", "!", "?", ":", "”", '"', ")")


class _Line(NamedTuple):
    """A line of a page: its words, and its edges in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    page: int
    is_at_edge: bool
    """Whether the line stands where running heads stand."""

    @property
    def height(self) -> float:
        return self.top - self.bottom


def read(data: bytes, name: str) -> Imported:
    """The document `data`, called `name`, as copy.

    Raises:
        BadInput: when the document is protected by a password or too long, or when it holds
            pictures of text and no text.
        PdfiumError: when the document is damaged.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise locked(name) from error
        raise  # the child says that the file is damaged
    if len(document) > _MOST_PAGES:
        raise BadInput(
            _("{name} has {count} pages; that is no article.").format(
                name=name, count=len(document)
            ),
            _("Take one article per file."),
        )
    lines = [line for number in range(len(document)) for line in _lines(document[number], number)]
    text = "\n\n".join(_paragraphs(_without_heads(lines)))
    if not text.strip():
        raise BadInput(
            _("{name} is scanned: it holds pictures of pages and no text.").format(name=name),
            _("Read it with a program for text recognition (OCR), and import its text."),
        )
    return replace(copied.read(text, name), format=FORMAT)


def _lines(page: pdfium.PdfPage, number: int) -> Iterator[_Line]:
    """The lines of `page` in the order of the file, which is that of reading in most files."""
    words, height = page.get_textpage(), page.get_height()
    first = 0
    for text in words.get_text_range().split("\r\n"):
        length = len(text.encode("utf-16-le")) // 2  # as PDFium counts
        inner = text.strip()
        if inner:
            start = first + len(text) - len(text.lstrip())
            end = first + length - 1 - (len(text) - len(text.rstrip()))
            left, bottom, _right, top = words.get_charbox(start, loose=True)
            right = words.get_charbox(end, loose=True)[2]
            at_edge = bottom > (1 - _EDGE) * height or top < _EDGE * height
            yield _Line(inner, left, bottom, right, top, number, at_edge)
        first += length + 2


def _without_heads(lines: list[_Line]) -> list[_Line]:
    """The `lines` without running heads and page numbers at the edges."""
    edges = [(line, _shape(line.text)) for line in lines if line.is_at_edge]
    shapes = Counter(shape for _line, shape in edges)
    heads = {
        line for line, shape in edges if shapes[shape] >= _REPEATED or not shape.strip("#/- ")
    }
    return [line for line in lines if line not in heads]


def _shape(text: str) -> str:
    """`text` with its numbers alike, so that "Halaman 1" and "Halaman 2" are the same."""
    return re.sub(r"\d+", "#", " ".join(text.split())).lower()


def _paragraphs(lines: list[_Line]) -> Iterator[str]:
    """The paragraphs that `lines` make."""
    if not lines:
        return
    steps = [
        upper.bottom - lower.bottom
        for upper, lower in pairwise(lines)
        if upper.page == lower.page and upper.bottom > lower.bottom
    ]
    usual = median(steps) if steps else 0.0
    widths = sorted(line.right - line.left for line in lines)
    width = widths[int(_WIDE * (len(widths) - 1))]
    words = [lines[0].text.strip()]
    for upper, lower in pairwise(lines):
        if _goes_on(upper, lower, usual, width):
            words.append(lower.text.strip())
        else:
            yield _sentence(words)
            words = [lower.text.strip()]
    yield _sentence(words)


def _goes_on(upper: _Line, lower: _Line, usual: float, width: float) -> bool:
    """Whether `lower` goes on with the paragraph of `upper`.

    `usual` is the distance between lines, `width` the width of a column, in points.
    """
    is_full = upper.right - upper.left > _FULL * width
    if upper.page != lower.page or lower.bottom > upper.bottom:  # the next page or column
        return is_full and not upper.text.endswith(_END)
    low, high = sorted((upper.height, lower.height))
    if high > _LARGER * low:
        return False
    step = upper.bottom - lower.bottom
    if high > _LARGER * usual:  # the lines of a headline are as long as its words allow
        return step <= _GAP * high
    return is_full and step <= _GAP * usual


def _sentence(words: list[str]) -> str:
    """The lines `words` as one paragraph; a word that is parted at a line end is whole again."""
    made = words[0]
    for line in words[1:]:
        parted = made.endswith(("\ufffe", "\xad", "\x02"))
        made = made[:-1] + line if parted else f"{made} {line}"
    return made
