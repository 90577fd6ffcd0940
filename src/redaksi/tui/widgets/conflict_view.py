"""A place that two people changed differently: before, mine, theirs, and the decision."""

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar, NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from redaksi.i18n import _
from redaksi.text.word_diff import difference
from redaksi.tui.widgets.difference import Paint, marked

INDENT = 14
"""Width in cells of the names of the sides."""


class Taken(StrEnum):
    """Whose words are accepted."""

    NOBODYS = "nobodys"
    MINE = "mine"
    THEIRS = "theirs"
    EDITED = "edited"


class Sides(NamedTuple):
    """The three texts of a place, and the name of the place."""

    name: str
    base: str
    mine: str
    theirs: str


class ConflictView(Widget, can_focus=True):
    """The sides of a conflict. A mark shows the accepted side."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"conflict--{name}" for name in ("same", "gone", "new", "name", "side", "taken", "base")
    }
    taken: reactive[Taken] = reactive(Taken.NOBODYS, layout=True)
    edited: reactive[str] = reactive("", layout=True)

    def __init__(self, sides: Sides, who: str) -> None:
        super().__init__()
        self.sides = sides
        self._who = who

    @property
    def text(self) -> str:
        """The accepted text; mine before there is a decision."""
        texts = {Taken.THEIRS: self.sides.theirs, Taken.EDITED: self.edited}
        return texts.get(self.taken, self.sides.mine)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(list(self._lines(width)))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> Iterator[Content]:
        paint = {
            name.removeprefix("conflict--"): self.get_visual_style(name, partial=True)
            for name in self.COMPONENT_CLASSES
        }
        state = "" if self.taken is not Taken.NOBODYS else _("not decided yet")
        yield Content.assemble(
            (self.sides.name, paint["name"]), (f"  ! {state}" if state else "", paint["taken"])
        )
        base, mine, theirs = self.sides.base, self.sides.mine, self.sides.theirs
        yield from self._side(
            _("before"), Content.styled(base or _("(nothing)"), paint["base"]), None, width, paint
        )
        yield from self._side(_("mine"), self._diff(base, mine, paint), Taken.MINE, width, paint)
        yield from self._side(
            self._who, self._diff(base, theirs, paint), Taken.THEIRS, width, paint
        )
        if self.edited or self.taken is Taken.EDITED:
            yield from self._side(
                _("my wording"),
                self._diff(base, self.edited, paint),
                Taken.EDITED,
                width,
                paint,
            )

    def _diff(self, base: str, text: str, paint: Paint) -> Content:
        return (
            marked(difference(base, text), paint, coloured=not self.app.no_color)
            if base or text
            else Content.styled(_("(nothing)"), paint["base"])
        )

    def _side(
        self, name: str, text: Content, side: Taken | None, width: int, paint: Paint
    ) -> Iterator[Content]:
        here = side is not None and side is self.taken
        mark = "  " if side is None else "● " if here else "○ "
        left = Content.styled(mark + name, paint["taken" if here else "side"])
        left = left.truncate(INDENT - 1, ellipsis=True, pad=True) + Content(" ")
        for line in text.wrap(max(20, width - INDENT)):
            yield left + line
            left = Content(" " * INDENT)
