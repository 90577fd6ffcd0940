"""A scrolling view with the keys of a pager: those of our own lists, and the space bar."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from redaksi.tui.widgets.list_keys import list_keys


class Pager(VerticalScroll):
    """Textual's scrolling container with the keys of our own lists."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *list_keys(
            "scroll_down", "scroll_up", "page_down", "page_up", "scroll_home", "scroll_end"
        ),
        Binding("space", "page_down", show=False),
    ]
