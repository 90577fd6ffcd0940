"""A field for a time in words, with the time as it is understood below it."""

from collections.abc import Callable

from redaksi.tui.widgets.line_field import LineField
from redaksi.tui.widgets.remark import remark


class TimeField(LineField):
    """A field that says below itself how its value is understood."""

    def __init__(
        self,
        value: str,
        understood: Callable[[str], str],
        *,
        placeholder: str = "",
        id: str,  # noqa: A002 - Textual's name
    ) -> None:
        """`understood` tells how a value is understood; "" for not at all."""
        self._understood = understood
        super().__init__(value, placeholder=placeholder, id=id)

    def watch_value(self, before: str, value: str) -> None:
        super().watch_value(before, value)
        remark(self, self._understood(value))
