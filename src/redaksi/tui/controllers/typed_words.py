"""The words that stand in the fields of a dialog are on disk a moment after the last key, and
offered after a crash.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.widgets import Input, TextArea

from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.tui.controllers.recovery_copy import RecoveryCopy
from redaksi.tui.widgets.choice import Choice
from redaksi.tui.widgets.dialog_box import DialogBox

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from redaksi.desk.recovery import Asked, Buffer, Unsaved
    from redaksi.tui.desk_screen import DeskScreen

PERSON = "team-editor"
"""The field in which a person is looked for."""

Words = dict[str, str]
"""What stands in the fields, by their ids."""


class TypedWords:
    """The words of one dialog, less the person who is looked for."""

    def __init__(self, screen: DeskScreen[Any], asked: Callable[[], Asked]) -> None:
        """`asked` tells what the dialog asks."""
        self._screen = screen
        self._asked = asked
        self._copy = RecoveryCopy(screen, self.keep, self._write)
        self._buffer: Buffer | None = None
        self._recovered: Mapping[str, str] = {}
        self._chosen: Mapping[str, str] = {}
        self._first: Words = {}
        self._typed: Words | None = None  # None where nothing was typed

    def recover(
        self, buffer: Buffer, words: Mapping[str, str], choices: Mapping[str, str]
    ) -> None:
        """Begin with the `words` and `choices` that were left behind in `buffer`."""
        self._buffer, self._recovered, self._chosen = buffer, words, choices

    def begin(self) -> None:
        """Take what stands in the fields now as typed by nobody, then fill in what is
        recovered.
        """
        self._copy.begin(self._buffer)
        self._first = self._present()
        for name, text in self._recovered.items():
            for field in self._screen.query(f"#{name}"):
                if isinstance(field, Input):
                    field.value = text
                elif isinstance(field, TextArea):
                    field.text = text
                    field.move_cursor(field.document.end)
        for choice in self._screen.query(Choice):
            choice.choose(self._chosen.get(choice.id or "", ""))
            self._screen.watch(choice, "value", self.changed, init=False)

    def _present(self) -> Words:
        lines = {one.id or "": one.value for one in self._screen.query(Input) if one.id != PERSON}
        return lines | {one.id or "": one.text for one in self._screen.query(TextArea)}

    def changed(self) -> None:
        """Take in what stands in the fields now; it is on disk in a moment."""
        words = self._present()
        self._typed = words if words != self._first else None
        self._chosen = {choice.id or "": choice.value for choice in self._screen.query(Choice)}
        self._copy.soon()

    def keep(self) -> None:
        """Bring the words to disk, at once."""
        try:
            self._copy.write()
        except RedaksiError as error:  # one types on
            unsafe = _("What you type is not safe from a crash: {why}").format(why=error.sentence)
            self._screen.query_one(DialogBox).report(unsafe)

    def _write(self, copy: Unsaved) -> None:
        """Bring the words to disk, or forget them where nothing is left of them.

        Raises:
            StorageError
        """
        if self._typed is None:
            copy.discard()
        else:
            copy.keep_words(self._asked(), self._typed, self._chosen)

    def discard(self) -> None:
        """Forget the words: nobody wants a copy."""
        self._copy.discard()

    def end(self) -> None:
        """Leave the words on disk: the desk ends while the dialog is open."""
        with suppress(RedaksiError):  # there is no place to say it any more
            self._copy.write()
        self._copy.release()
