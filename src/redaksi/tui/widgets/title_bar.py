"""The top line: the title of the screen, its state, and the person."""

from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

GAP = "  "


LEAST = 8
"""The least width in cells of a cut remark: a narrower one is omitted."""
KEPT, SHARE = 16, 3
"""The cells that all but the state leave to the title: `KEPT`, at most one part in `SHARE`."""


class TitleBar(Widget):
    """A title with a state and a warning on the left, cut if they are long, and a remark.

    `last` follows the remark and is not cut in favour of the others.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "title-bar--state",
        "title-bar--waiting",
        "title-bar--due",
        "title-bar--warning",
    }

    title = reactive("")
    state = reactive("")
    way_out = reactive("")
    """The key that ends the state; it is not cut."""
    waiting = reactive("")
    """How much waits for the person; it is omitted where it does not fit whole."""
    due = reactive("")
    """What is overdue and due today; it is omitted where it does not fit whole."""
    warning = reactive("")
    remark = reactive("")
    last = reactive("")
    """The text that is cut only if nothing else is left."""

    def render(self) -> Content:
        width = self.content_size.width
        right = self._right(width)
        room = max(0, width - right.cell_length - len(GAP))
        left = self._left(room).truncate(room, ellipsis=True, pad=True)
        return left + Content(GAP) + right if room else right

    def _right(self, width: int) -> Content:
        """The remark and `last`.

        The remark gets half of `width`, or all the room that the left part leaves.
        """
        last = Content(self.last).truncate(width, ellipsis=True)
        gap = Content(" · " if self.last else "")
        left = self._left(width).cell_length + len(GAP)
        room = max(width // 2, width - left) - last.cell_length - gap.cell_length
        remark = Content(self.remark).truncate(max(0, room), ellipsis=True)
        return (
            remark + gap + last
            if remark and (room >= LEAST or len(remark) == len(self.remark))
            else last
        )

    def _left(self, room: int) -> Content:
        state, waiting, due, warning = (
            self.get_visual_style(f"title-bar--{name}")
            for name in ("state", "waiting", "due", "warning")
        )
        title = Content.styled(self.title, "bold")
        kept = min(title.cell_length, KEPT, room // SHARE)
        free = room - kept - (len(GAP) if kept else 0)
        way_out = Content.styled(f" · {self.way_out}" if self.way_out else "", state)
        doing = _cut(Content.styled(self.state, state), room - way_out.cell_length) + way_out
        beware = Content.styled(f"! {self.warning}" if self.warning else "", warning)
        beware = _cut(beware, free - (doing.cell_length + len(GAP) if doing else 0))
        rest = [part for part in (doing, beware) if part]
        others = sum(part.cell_length + len(GAP) for part in rest)
        for part in (Content.styled(self.waiting, waiting), Content.styled(self.due, due)):
            if part and part.cell_length + others <= free:
                rest.append(part)
                others += part.cell_length + len(GAP)
        title = _cut(title, room - others)
        return Content(GAP).join([title, *rest] if title else rest)


def _cut(words: Content, room: int) -> Content:
    """`words` in at most `room` cells."""
    return words.truncate(max(0, room), ellipsis=True)
