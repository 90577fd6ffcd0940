"""What stands before a move, one line for each matter; Enter goes to its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from redaksi.domain.workflow import Matter


class Matters(OptionList):
    """The matters, the blocking ones with a sign and a colour of their own."""

    @dataclass
    class Chosen(Message):
        """The person wants to go to the place of `matter`."""

        matter: Matter

    def __init__(self, matters: Sequence[Matter]) -> None:
        super().__init__(*map(_option, matters), compact=True, markup=False, id="matters")
        self._matters = matters

    @on(OptionList.OptionSelected)
    def _selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.post_message(self.Chosen(self._matters[message.option_index]))


def _option(matter: Matter) -> Option:
    if matter.blocks:
        return Option(Content.styled(f"! {matter.sentence}", "$warning"))
    return Option(Content(f"· {matter.sentence}"))
