"""What stands before a move, one line for each point; Enter goes to its place."""

from collections.abc import Sequence

from textual import on
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from redaksi.domain.workflow import OpenPoint
from redaksi.tui.host import Done


class OpenPoints(OptionList):
    """The open points, the blocking ones with a sign and a colour of their own.

    A dialog that holds the list is left with the chosen point as its answer.
    """

    def __init__(self, points: Sequence[OpenPoint]) -> None:
        super().__init__(*map(_option, points), compact=True, markup=False, id="points")
        self._points = points

    @on(OptionList.OptionSelected)
    def _selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.screen.dismiss(Done("", go_to=self._points[message.option_index]))


def _option(matter: OpenPoint) -> Option:
    if matter.blocks:
        return Option(Content.styled(f"! {matter.sentence}", "$warning"))
    return Option(Content(f"· {matter.sentence}"))
