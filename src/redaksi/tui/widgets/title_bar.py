"""The top line: where one is, and who one is here."""

from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

GAP = "  "


class TitleBar(Widget):
    """A title on the left with a state and what there is to beware of, cut where they are too long; a remark beside."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"title-bar--state", "title-bar--warning"}

    title = reactive("")
    state = reactive("")
    way_out = reactive("")
    """How to end the state: it is not cut."""
    warning = reactive("")
    remark = reactive("")

    def render(self) -> Content:
        width = self.content_size.width
        remark = Content(self.remark).truncate(width // 2, ellipsis=True)
        room = max(0, width - remark.cell_length - 2)
        return self._left(room).truncate(room, ellipsis=True, pad=True) + Content("  ") + remark

    def _left(self, room: int) -> Content:
        state, warning = (self.get_visual_style(f"title-bar--{name}") for name in ("state", "warning"))
        way_out = Content.styled(f" · {self.way_out}" if self.way_out else "", state)
        beware = Content.styled(f"! {self.warning}" if self.warning else "", warning)
        title = Content.styled(self.title, "bold")
        if beware:  # what there is to beware of is read first
            title = title.truncate(max(0, room - beware.cell_length - len(GAP)), ellipsis=True)
        parts = (
            title,
            Content.styled(self.state, state).truncate(max(0, room - way_out.cell_length), ellipsis=True) + way_out,
            beware,
        )
        return Content(GAP).join(part for part in parts if part)
