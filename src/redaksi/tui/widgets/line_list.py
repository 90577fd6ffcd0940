"""A list of lines of any length, one of them selected. Only visible lines are painted."""

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from redaksi.tui.widgets.list_keys import LIST_KEYS

MARK = "▌"


class LineList(ScrollView, can_focus=True):
    """A list of `count` lines."""

    BINDINGS: ClassVar[list[BindingType]] = [*LIST_KEYS]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-list--{name}" for name in ("row", "selected", "mark", "empty")
    }

    cursor = reactive(0)
    """The index of the selected line."""
    empty = reactive("")
    """The text that is shown when there are no lines."""

    class Moved(Message):
        """The person has selected another line."""

    class Chosen(Message):
        """The selected line was double-clicked."""

    @property
    def count(self) -> int:
        """The number of lines."""
        raise NotImplementedError

    def line(self, place: int) -> Content:
        """The line at the index `place`; it is cut to the width of the list."""
        raise NotImplementedError

    def renew(self, cursor: int) -> None:
        """Show other lines, with the one at `cursor` selected."""
        self.virtual_size = Size(self.size.width, self.count)
        self.cursor = max(0, min(cursor, self.count - 1))
        self._follow()
        self.refresh()

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, self.count)
        self._follow()

    def watch_cursor(self) -> None:
        self._follow()
        self.refresh()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def _follow(self) -> None:
        self.scroll_to_region(
            Region(0, self.cursor, 1, 1), animate=False, force=True, x_axis=False
        )

    def action_move(self, step: int) -> None:
        self.action_jump(max(0, self.cursor + step))

    def action_page(self, step: int) -> None:
        self.action_move(step * max(1, self.size.height - 1))

    def action_jump(self, place: int) -> None:
        last = self.count - 1
        if self.count:
            self.cursor = last if place < 0 else min(place, last)
            self.post_message(self.Moved())

    def on_click(self, event: events.Click) -> None:
        self.action_jump(event.y + self.scroll_offset.y)
        if event.chain > 1:
            self.post_message(self.Chosen())

    def render_line(self, y: int) -> Strip:
        place = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        selected = place == self.cursor and bool(self.count)
        base = self.get_visual_style(f"line-list--{'selected' if selected else 'row'}")
        if place < self.count:
            mark = self.get_visual_style("line-list--mark", partial=True)
            line = Content.styled(f"{MARK} " if selected else "  ", mark) + self.line(place)
            content = line.truncate(width - 1, ellipsis=True)  # a blank before what is beside
        else:
            content = self._hint(place) if not self.count else Content("")
        return Strip(content.render_segments(base)).adjust_cell_length(width, base.rich_style)

    def _hint(self, place: int) -> Content:
        style = self.get_visual_style("line-list--empty", partial=True)
        width = max(10, min(72, self.size.width - 2))
        lines = Content.styled(self.empty, style).wrap(width)
        return Content("  ") + lines[place] if place < len(lines) else Content("")
