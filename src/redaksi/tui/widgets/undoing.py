"""Taking changes back: those that were made in several fields at once go back at once."""

from collections.abc import Iterable, Mapping

from textual.widget import Widget
from textual.widgets import TextArea

from redaksi.tui.widgets.line_field import LineField

Field = LineField | TextArea


class Undoing:
    """What was changed together in a manuscript, whose BODY is meant where no field has the focus."""

    def __init__(self, body: TextArea) -> None:
        self._body = body
        self._together: list[Mapping[Field, str]] = []  # each field with what was written

    def together(self, fields: Iterable[Field]) -> None:
        """What was written into FIELDS just now is one change."""
        if written := {field: _text(field) for field in fields}:
            self._together.append(written)

    def forget(self) -> None:
        """Another text is shown."""
        self._together.clear()

    def undo(self, focused: Widget | None) -> bool:
        """Take back the last change of what has the focus, and all that was made together with it; False for none."""
        field = focused if isinstance(focused, Field) else None
        last = self._together[-1] if self._together else {}
        stands = all(_text(one) == written for one, written in last.items())
        fields = [*self._together.pop()] if last and stands and field in {None, *last} else [field or self._body]
        before = [*map(_text, fields)]
        for one in fields:
            one.undo()
        return before != [*map(_text, fields)]


def _text(field: Field) -> str:
    return field.value if isinstance(field, LineField) else field.text
