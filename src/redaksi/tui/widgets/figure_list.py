"""The figures, one per line: kind, name, number, and how long."""

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from redaksi.desk.figure_words import kind_name, lasting, name_of
from redaksi.desk.wording import number
from redaksi.domain.figures import Tally
from redaksi.i18n import _
from redaksi.tui.widgets.line_list import LineList

KIND, NUMBER, TIME = 20, 7, 11
"""The widths in cells of all columns but the name's."""
GAP = " " * 2
"""The cells that the mark of the cursor takes before each line."""


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
        times = [Content.styled(lasting(value), time) for value in (one.half, one.most)]
        return self._columns(
            Content.styled(kind_name(one.kind) if is_first else "", kind),
            Content(name_of(one)),
            Content(number(one.total)),
            *times,
        )

    def heading(self) -> Content:
        """The names of the columns, in their places."""
        return Content(GAP) + self._columns(
            Content(""),
            Content(""),
            Content(_("count")),
            Content(_("half")),
            Content(_("9 of 10")),
        )

    def _columns(
        self, kind: Content, name: Content, total: Content, half: Content, most: Content
    ) -> Content:
        width = self.scrollable_content_region.width - 3
        room = max(6, width - KIND - NUMBER - 2 * TIME)
        return Content("").join(
            (
                kind.truncate(KIND - 1, ellipsis=True, pad=True) + Content(" "),
                name.truncate(room, ellipsis=True, pad=True),
                *(
                    Content(" " * (cells - one.cell_length)) + one
                    for one, cells in ((total, NUMBER), (half, TIME), (most, TIME))
                ),
            )
        )
