"""A list of choices with the keys of our own lists."""

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import OptionList

from redaksi.tui.widgets.list_keys import list_keys


class Options(OptionList):
    """Textual's list with the keys of our own lists."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *list_keys("cursor_down", "cursor_up", "page_down", "page_up", "first", "last")
    ]
