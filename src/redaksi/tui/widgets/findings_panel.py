"""The findings beside the text: the list, and below it the selected finding in full."""

from collections.abc import Collection, Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from redaksi.domain.finding import Finding
from redaksi.i18n import _
from redaksi.tui.widgets.finding_detail import FindingDetail
from redaksi.tui.widgets.finding_list import FindingList

Numbered = Mapping[int, Finding]
"""Findings in reading order, by the numbers that mark them in the text."""


class FindingsPanel(Vertical):
    """The findings of the last check, without those that were fixed or waived since."""

    class Counted(Message):
        """The number of findings has changed."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Numbered = {}
        self._list = FindingList()
        self._detail = FindingDetail()

    def compose(self) -> ComposeResult:
        yield self._list
        yield self._detail

    def show(self, found: Numbered, wanted: Finding | None = None) -> None:
        """Show the findings `found`. `wanted` is selected, or else the finding selected before."""
        before, cursor = wanted or (self.selected and self.selected[1]), self._list.cursor
        places = [
            place for place, one in enumerate(found.values()) if before and _alike(one, before)
        ]
        if wanted and wanted in found.values():
            cursor = [*found.values()].index(wanted)
        self.found = found
        nearest = min(places, key=lambda place: abs(place - cursor), default=cursor)
        self._list.empty = _("The copy desk found nothing.")
        self._list.show([*found.values()], nearest)
        self._tell()
        self.post_message(self.Counted())

    def drop(self, numbers: Collection[int]) -> None:
        """Remove the findings with `numbers`; the next one is then selected."""
        cursor = self._list.cursor - sum(
            place < self._list.cursor for place in map([*self.found].index, numbers)
        )
        self.found = {number: one for number, one in self.found.items() if number not in numbers}
        self._list.show([*self.found.values()], cursor)
        self._tell()
        self.post_message(self.Counted())

    @property
    def selected(self) -> tuple[int, Finding] | None:
        """The selected finding with its number, or None."""
        items = [*self.found.items()]
        return items[self._list.cursor] if items else None

    @property
    def cursor(self) -> int:
        """The index of the selected finding, from 0."""
        return self._list.cursor

    def select(self, number: int) -> None:
        """Select the finding `number`."""
        self._list.cursor = [*self.found].index(number)
        self._tell()

    @property
    def has_attention(self) -> bool:
        """Whether the list has the focus."""
        return self._list.has_focus

    @on(FindingList.Moved)
    def _tell(self) -> None:
        self._detail.show(self.selected[1] if self.selected else None)


def _alike(one: Finding, other: Finding) -> bool:
    return (one.rule, one.field, one.text) == (other.rule, other.field, other.text)
