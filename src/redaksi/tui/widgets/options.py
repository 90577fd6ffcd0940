"""A list of choices: the keys of every list move in it."""

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import OptionList

from redaksi.tui.widgets.list_keys import list_keys


class Options(OptionList):
    """Textual's list, with the keys of ours."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *list_keys("cursor_down", "cursor_up", "page_down", "page_up", "first", "last")
    ]
