"""What keeps a long text quick to write in.

Textual joins all lines, and adds up the heights of all lines, for every row that it paints: in a
body of 20,000 paragraphs that is a fifth of a second a key. Here both are done once a change. A
single line of 1 MB costs more than a second a key however that is done; such a one can be split.
"""

import re
from functools import cached_property

from textual.geometry import Offset
from textual.widgets.text_area import Document, EditResult, Location, WrappedDocument

from redaksi.tui.writing.markdown import LONGEST

PIECE = 4_000
"""Characters of a piece of a paragraph that was too long, at most."""

_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+")


class QuickDocument(Document):
    """A document that joins its lines once a change."""

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
    """A wrapped document that adds up its height once a change.

    It also knows where to look for a cursor that is not moved yet: undoing a long paste ended
    Textual's own.
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
    """How many characters the longest line of `text` has."""
    return max(map(len, text.split("\n")))


def split(text: str) -> str:
    """`text` with paragraphs in the place of each line over LONGEST: cut behind a sentence,
    else between two words.
    """
    return "\n".join(_pieces(line) if len(line) > LONGEST else line for line in text.split("\n"))


def _pieces(line: str) -> str:
    """`line` in pieces with blank lines between; the blanks around it stay: it may be pasted
    beside a word.
    """
    pieces, start = [], 0
    while len(line) - start > PIECE:
        end = start + _cut(line[start : start + PIECE])
        pieces.append(line[start:end].rstrip())
        start = end
    return "\n\n".join([*filter(None, pieces), line[start:]])


def _cut(window: str) -> int:
    """Where to cut `window`: at the last end of a sentence, else at the last blank, else at its
    end: a word that long.
    """
    ends = [found.end() for found in _SENTENCE_END.finditer(window)]
    return ends[-1] if ends else window.rfind(" ") + 1 or len(window)
