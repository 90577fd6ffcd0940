"""What stands before a move, one line for each point; Enter goes to its place."""

from collections.abc import Callable, Sequence

from textual import on
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from redaksi.domain.workflow import OpenPoint


class OpenPoints(OptionList):
    """The open points, the blocking ones with a sign and a colour of their own.

    `go` is called with the point on which a person presses Enter.
    """

    def __init__(self, points: Sequence[OpenPoint], go: Callable[[OpenPoint], object]) -> None:
        super().__init__(*map(_option, points), compact=True, markup=False, id="points")
        self._points = points
        self._go = go

    @on(OptionList.OptionSelected)
    def _selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self._go(self._points[message.option_index])


def _option(matter: OpenPoint) -> Option:
    if matter.blocks:
        return Option(Content.styled(f"! {matter.sentence}", "$warning"))
    return Option(Content(f"· {matter.sentence}"))
