"""The top line: where one is, and who one is here."""

from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class TitleBar(Widget):
    """A title on the left with what there is to beware of, cut where they are too long, and a remark on the right."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"title-bar--warning"}

    title = reactive("")
    warning = reactive("")
    remark = reactive("")

    def render(self) -> Content:
        width = self.content_size.width
        remark = Content(self.remark).truncate(width // 2, ellipsis=True)
        room = width - remark.cell_length - 2
        title = Content.styled(self.title, "bold")
        if self.warning:
            title += Content("  ") + Content.styled(f"! {self.warning}", self.get_visual_style("title-bar--warning"))
        return title.truncate(room, ellipsis=True, pad=True) + Content("  ") + remark
