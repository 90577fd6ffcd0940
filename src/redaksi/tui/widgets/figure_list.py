"""The figures, one per line: kind, name, number, and how long."""

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from redaksi.desk.figure_words import kind_name, lasting, name_of
from redaksi.desk.wording import number
from redaksi.domain.figures import Tally
from redaksi.tui.widgets.line_list import LineList

KIND, NUMBER, TIME = 20, 7, 8
"""The widths in cells of all columns but the name's."""


class FigureList(LineList):
    """A list of figures, one of them selected."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"figure-list--kind", "figure-list--time"}

    def __init__(self) -> None:
        super().__init__()
        self.tallies: Sequence[Tally] = ()

    @property
    def count(self) -> int:
        return len(self.tallies)

    @property
    def selected(self) -> Tally | None:
        """The selected figure, or None."""
        return self.tallies[self.cursor] if self.cursor < self.count else None

    def show(self, tallies: Sequence[Tally]) -> None:
        """Show `tallies`; the cursor stays on its figure, if that is there."""
        before = self.selected
        self.tallies = tallies
        keys = [(one.kind, one.name) for one in tallies]
        same = (before.kind, before.name) if before else None
        self.renew(keys.index(same) if same in keys else 0)
        self.post_message(self.Moved())

    def line(self, place: int) -> Content:
        one = self.tallies[place]
        kind, time = (
            self.get_visual_style(f"figure-list--{name}", partial=True)
            for name in ("kind", "time")
        )
        is_first = place == 0 or self.tallies[place - 1].kind is not one.kind
        heading = Content.styled(kind_name(one.kind) if is_first else "", kind)
        times = "".join(lasting(value).rjust(TIME) for value in (one.half, one.most))
        width = self.scrollable_content_region.width - 3
        room = max(6, width - KIND - NUMBER - 2 * TIME)
        return Content("").join(
            (
                heading.truncate(KIND - 1, ellipsis=True, pad=True) + Content(" "),
                Content(name_of(one)).truncate(room, ellipsis=True, pad=True),
                Content(number(one.total).rjust(NUMBER)),
                Content.styled(times, time),
            )
        )
