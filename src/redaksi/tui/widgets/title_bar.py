"""The top line: where one is, and who one is here."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class TitleBar(Widget):
    """A title on the left, cut where it is too long, and a remark on the right."""

    title = reactive("")
    remark = reactive("")

    def render(self) -> Content:
        width = self.content_size.width
        remark = Content(self.remark).truncate(width // 2, ellipsis=True)
        room = width - remark.cell_length - 2
        return Content.styled(self.title, "bold").truncate(room, ellipsis=True, pad=True) + Content("  ") + remark
