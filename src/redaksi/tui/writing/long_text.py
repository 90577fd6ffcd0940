"""Keeps the editor fast in a long text.

For every row that it paints, Textual joins all lines and adds up their heights. In a body of
20,000 paragraphs that takes a fifth of a second per key. Here both are computed once per change. A
single line of 1 MB still costs more than a second per key; such a line can be split.
"""

import re
from functools import cached_property

from textual.geometry import Offset
from textual.widgets.text_area import Document, EditResult, Location, WrappedDocument

from redaksi.tui.writing.markdown import LONGEST

PIECE = 4_000
"""The greatest length of a piece of a split paragraph, in characters."""

_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+")


class QuickDocument(Document):
    """A document that joins its lines once per change."""

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        self.__dict__.pop("_joined", None)
        return super().replace_range(start, end, text)

    @cached_property
    def _joined(self) -> str:
        return super().text

    @property
    def text(self) -> str:
        return self._joined


class QuickWrapping(WrappedDocument):
    """A wrapped document that adds up its height once per change.

    It also accepts a cursor below the last line: Textual's own class fails on one when a long
    paste is undone.
    """

    _height: int | None = None

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        super().wrap(width, tab_width)
        self._height = None

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        super().wrap_range(start, old_end, new_end)
        self._height = None

    def location_to_offset(self, location: Location) -> Offset:
        row, column = location
        return super().location_to_offset((min(row, self.document.line_count - 1), column))

    @property
    def height(self) -> int:
        if self._height is None:
            self._height = super().height
        return self._height


def longest(text: str) -> int:
    """The length of the longest line of `text` in characters."""
    return max(map(len, text.split("\n")))


def split(text: str) -> str:
    """`text` with each line over `LONGEST` split into paragraphs.

    The cuts are after sentences, or else between words.
    """
    return "\n".join(_pieces(line) if len(line) > LONGEST else line for line in text.split("\n"))


def _pieces(line: str) -> str:
    """`line` in pieces, separated by blank lines.

    The blanks at both ends stay: the text may be pasted beside a word.
    """
    pieces, start = [], 0
    while len(line) - start > PIECE:
        end = start + _cut(line[start : start + PIECE])
        pieces.append(line[start:end].rstrip())
        start = end
    return "\n\n".join([*filter(None, pieces), line[start:]])


def _cut(window: str) -> int:
    """The index at which `window` is cut.

    The cut is after the last sentence, or else after the last blank, or else at the end.
    """
    ends = [found.end() for found in _SENTENCE_END.finditer(window)]
    return ends[-1] if ends else window.rfind(" ") + 1 or len(window)
