"""A pager of one text that is painted in the styles of the theme."""

from abc import abstractmethod

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from redaksi.tui.widgets.pager import Pager


class PaintedPager(Pager):
    """Shows what `painted` makes, and has it made anew when the theme changes."""

    @abstractmethod
    def painted(self) -> Content:
        """The text in the present styles of this widget."""

    def compose(self) -> ComposeResult:
        yield Static("", markup=False)

    def on_mount(self) -> None:
        self._paint()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.call_after_refresh(self._paint)  # only then are the styles of the new theme available

    def paint_from_top(self) -> None:
        """Show something else, from its top on."""
        self._paint()
        self.scroll_home(animate=False)

    def _paint(self) -> None:
        for text in self.query(Static):
            text.update(self.painted())
