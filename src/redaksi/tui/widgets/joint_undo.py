"""Undo and redo for changes that were made in several fields at once."""

from collections.abc import Callable, Iterable, Mapping

from textual.widget import Widget
from textual.widgets import TextArea

from redaksi.tui.widgets.line_field import LineField

Field = LineField | TextArea
JointChanges = list[Mapping[Field, str]]
"""The fields that were changed at once, each with its new text; the last change comes last."""


class JointUndo:
    """The joint changes of a manuscript. `body` is undone when no field has the focus."""

    def __init__(self, body: TextArea) -> None:
        self._body = body
        self._done: JointChanges = []
        self._undone: JointChanges = []

    def join(self, fields: Iterable[Field]) -> None:
        """Record the texts just written into `fields` as one change."""
        if written := {field: _text(field) for field in fields}:
            self._done.append(written)

    def forget(self) -> None:
        """Forget the changes: another text is shown."""
        self._done.clear()
        self._undone.clear()

    def undo(self, focused: Widget | None) -> bool:
        """Undo the last change in the focused field, and in the fields changed with it.

        Returns False if there was no change.
        """
        return self._go(focused, self._done, self._undone, lambda field: field.undo())

    def redo(self, focused: Widget | None) -> bool:
        """Redo the last undone change in the focused field, and in the fields undone with it.

        Returns False if there was no change.
        """
        return self._go(focused, self._undone, self._done, lambda field: field.redo())

    def _go(
        self,
        focused: Widget | None,
        source: JointChanges,
        target: JointChanges,
        act: Callable[[Field], None],
    ) -> bool:
        field = focused if isinstance(focused, Field) else None
        last = source[-1] if source else {}
        stands = all(_text(one) == written for one, written in last.items())
        at_once = bool(last) and stands and field in {None, *last}
        fields = [*source.pop()] if at_once else [field or self._body]
        before = [*map(_text, fields)]
        for one in fields:
            act(one)
        if at_once:
            target.append({one: _text(one) for one in fields})
        return before != [*map(_text, fields)]


def _text(field: Field) -> str:
    return field.value if isinstance(field, LineField) else field.text
