"""A choice among a few values side by side, made with the arrow keys."""

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

VALUE = "value"
"""The key in a style's meta data for the value that a click chooses."""


class Choice(Widget, can_focus=True):
    """Values in a line, or in lines that break between values.

    A dot marks the chosen one: colour alone is not enough.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l,space", "choose(1)", show=False),
        Binding("left,h", "choose(-1)", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--chosen", "choice--other"}

    value = reactive("")

    def __init__(self, values: Mapping[str, str], value: str, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._values = values
        self.set_reactive(Choice.value, value)

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        """The values in lines of at most `width` cells: a dot stays with its value."""
        lines: list[Content] = []
        for value, label in self._values.items():
            shown = self._shown(value, label)
            longer = Content("   ").join([*lines[-1:], shown])
            if lines and longer.cell_length <= width:
                lines[-1] = longer
            else:
                lines.append(shown)
        return lines

    def _shown(self, value: str, label: str) -> Content:
        chosen = value == self.value
        style = self.get_visual_style(
            "choice--chosen" if chosen else "choice--other", partial=True
        )
        text = Content.styled(("● " if chosen else "○ ") + label, style)
        return text.stylize(Style.from_meta({VALUE: value}))

    def choose(self, value: str) -> None:
        """Choose `value`, if it is one of the values."""
        if value in self._values:
            self.value = value

    def action_choose(self, step: int) -> None:
        values = list(self._values)
        self.value = values[(values.index(self.value) + step) % len(values)]

    def on_click(self, event: Click) -> None:
        self.choose(event.style.meta.get(VALUE, ""))
