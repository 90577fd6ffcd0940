"""Differences word by word. Signs, not only colours, show what was removed and added.

Without colour (`NO_COLOR`) nothing shows where a change ends: there brackets do.
"""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.content import Content
from textual.style import Style

from redaksi.desk import wording
from redaksi.desk.revisions import Difference
from redaksi.text.word_diff import DiffPiece, PieceKind
from redaksi.tui.widgets.painted_pager import PaintedPager

SIGNS = {PieceKind.SAME: ("", ""), PieceKind.GONE: ("−", ""), PieceKind.NEW: ("+", "")}
"""The signs beside colours."""
BRACKETS = {PieceKind.SAME: ("", ""), PieceKind.GONE: ("[-", "-]"), PieceKind.NEW: ("{+", "+}")}
"""The marks without colours, the same as on the command line."""

Paint = dict[str, Style]


def marked(pieces: Iterable[DiffPiece], paint: Paint, *, coloured: bool) -> Content:
    """`pieces` as one text; `paint` has a style for each kind. Brackets stand for colours."""
    marks = SIGNS if coloured else BRACKETS
    return Content.assemble(*(_piece(piece, paint, marks[piece.kind]) for piece in pieces))


def _piece(piece: DiffPiece, paint: Paint, marks: tuple[str, str]) -> Content:
    opening, closing = marks
    return Content.styled(f"{opening}{piece.text}{closing}", paint[piece.kind])


class Differences(PaintedPager):
    """A list of changes, each with the name of its field."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"differences--{name}" for name in ("same", "gone", "new", "field")
    }

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, tuple[Difference, ...]] = ("", ())

    def show(self, heading: str, found: Iterable[Difference]) -> None:
        """Show the differences `found` below `heading`, scrolled to the top."""
        self._shown = (heading, tuple(found))
        self.paint_from_top()

    def painted(self) -> Content:
        return Content("\n\n").join(self._parts())

    def _parts(self) -> Iterator[Content]:
        paint = {
            name.removeprefix("differences--"): self.get_visual_style(name, partial=True)
            for name in self.COMPONENT_CLASSES
        }
        heading, found = self._shown
        if heading:
            yield Content.styled(heading, paint["field"])
        for one in found:
            name = Content.styled(wording.field_name(one.field), paint["field"])
            yield name + Content("\n") + marked(one.pieces, paint, coloured=not self.app.no_color)
