"""The line of the targets, each with the number of articles that are open there."""

from collections.abc import Iterable, Iterator, Sequence

from textual.content import Content
from textual.widgets import Static

from redaksi.desk.deliveries import Delivery, TargetReport
from redaksi.desk.wording import number
from redaksi.domain.delivery import SETTLED
from redaksi.i18n import _, ngettext
from redaksi.tui.commands.delivering import CheckTarget, NextTarget, TrustTarget

GAP = Content("   ")
ROWS = 2
"""The most rows of the line."""
MARGINS = 4
"""The cells beside the line."""


class TargetLine(Static):
    """Names the targets: the chosen one first, then those that need a person."""

    def __init__(self) -> None:
        super().__init__("", id="targets", markup=False)
        self._targets: Sequence[TargetReport] = ()
        self._deliveries: Sequence[Delivery] = ()
        self._chosen = ""

    def show(
        self, targets: Sequence[TargetReport], deliveries: Sequence[Delivery], chosen: str
    ) -> None:
        """Show `targets` with what is open there; `chosen` is a name, or "" for all."""
        self._targets, self._deliveries, self._chosen = targets, deliveries, chosen
        self.fit(self.screen.size.width)

    def fit(self, width: int) -> None:
        """Show as many targets as a screen of `width` cells has room for."""
        parts = [self._told(one) for one in sorted(self._targets, key=self._rank)]
        self.update(Content("\n").join(in_few_rows(parts, width - MARGINS)))
        self.set_class(bool(parts), "-shown")

    def _rank(self, target: TargetReport) -> tuple[bool, ...]:
        """The place in the line."""
        return (
            target.name != self._chosen,
            not target.problems,
            target.trusted,
            not self._unfinished(target),
        )

    def _unfinished(self, target: TargetReport) -> int:
        """How many articles are open at `target`."""
        return sum(
            one.outcome.target == target.name and one.outcome.state not in SETTLED
            for one in self._deliveries
        )

    def _told(self, target: TargetReport) -> Content:
        count = self._unfinished(target)
        told = ngettext("{count} unfinished", "{count} unfinished", count).format(
            count=number(count)
        )
        if target.problems:
            told = "! " + _("not usable: {key}").format(key=CheckTarget.key())
        elif not target.trusted:
            told = "! " + _("not trusted: {key}").format(key=TrustTarget.key())
        style = "bold" if target.name == self._chosen else ""
        return Content.assemble((target.name, style), f" {told}")


def in_rows(parts: Iterable[Content], width: int) -> Iterator[Content]:
    """`parts` in rows of at most `width` cells, each part whole where it fits."""
    row = Content("")
    for part in parts:
        longer = row + GAP + part if row else part
        if row and longer.cell_length > width:
            yield row
            longer = part
        row = longer
    yield row


def in_few_rows(parts: Sequence[Content], width: int) -> Sequence[Content]:
    """`parts` in at most `ROWS` rows; the last row counts those that have no room."""
    rows = list(in_rows(parts, width))
    shown = len(parts)
    while len(rows) > ROWS and shown:
        shown -= 1
        others = _("{count} more: {key}").format(
            count=number(len(parts) - shown), key=NextTarget.key()
        )
        rows = list(in_rows([*parts[:shown], Content(others)], width))
    return rows
