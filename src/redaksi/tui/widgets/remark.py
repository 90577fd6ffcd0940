"""The sentence below a field: how its value is understood, or why the value is not taken."""

from typing import TypeGuard

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

WRONG = "-wrong"
"""The class of a field whose value is not taken, and of the sentence about it."""


def remark(field: Widget, sentence: str, *, wrong: bool = False) -> None:
    """Show `sentence` below `field`, marked as an error for `wrong`; "" removes the line."""
    field.set_class(wrong, WRONG)
    line = field.parent if isinstance(field.parent, Horizontal) else field
    if not isinstance(line, Widget) or not isinstance(line.parent, Widget):
        return  # the field is being removed
    line.set_class(bool(sentence), "-remarked")
    below = next((one for one in line.parent.children if _is_about(one, field)), None)
    if below is None and sentence:
        below = _Remark(field)
        below.set_class(line is not field, "-indented")
        line.parent.mount(below, after=line)
    if below:
        below.say(sentence, wrong=wrong)


def forgive(field: Widget) -> None:
    """Remove the error below `field`, whose value has changed."""
    if field.has_class(WRONG):
        remark(field, "")


class _Remark(Static):
    """The line below a field."""

    def __init__(self, field: Widget) -> None:
        super().__init__("", classes="field-remark", markup=False, id=f"{field.id}-remark")
        self.field = field

    def say(self, sentence: str, *, wrong: bool) -> None:
        self.set_class(wrong, WRONG)
        self.update(f"{'!' if wrong else '→'} {sentence}")
        self.display = bool(sentence)
        if sentence:
            self.call_after_refresh(self._come_into_view)

    def _come_into_view(self) -> None:
        """Show this line with the field above it, while the person is there."""
        if self.field.has_focus:
            self.scroll_visible(animate=False)
            self.call_after_refresh(self.field.scroll_visible, animate=False)


def _is_about(widget: Widget, field: Widget) -> TypeGuard[_Remark]:
    """Whether `widget` is the line below `field`."""
    return isinstance(widget, _Remark) and widget.field is field
