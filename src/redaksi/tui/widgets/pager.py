"""What scrolls like a pager: by the keys of every list, and by the space bar."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from redaksi.tui.widgets.list_keys import list_keys


class Pager(VerticalScroll):
    """Textual's scroll, with the keys of our lists."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *list_keys(
            "scroll_down", "scroll_up", "page_down", "page_up", "scroll_home", "scroll_end"
        ),
        Binding("space", "page_down", show=False),
    ]
