"""The recovery file of a dialog, with the words typed into its fields.

The file is written a moment after the last key, and offered after a crash.
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

    from redaksi.desk.recovery import Buffer, DialogQuestion, Unsaved
    from redaksi.tui.desk_screen import DeskScreen

PERSON = "team-editor"
"""The id of the field that searches for a person."""

Words = dict[str, str]
"""The contents of the fields by their ids."""


class TypedWords:
    """The typed words of one dialog, without the search for a person."""

    def __init__(self, screen: DeskScreen[Any], asked: Callable[[], DialogQuestion]) -> None:
        """`asked` describes the dialog's question."""
        self._screen = screen
        self._asked = asked
        self._copy = RecoveryCopy(screen, self.keep, self._write)
        self._buffer: Buffer | None = None
        self._recovered: Mapping[str, str] = {}
        self._chosen: Mapping[str, str] = {}
        self._first: Words = {}
        self._typed: Words | None = None  # None if nothing was typed

    def recover(
        self, buffer: Buffer, words: Mapping[str, str], choices: Mapping[str, str]
    ) -> None:
        """Begin with the `words` and `choices` that were left behind in `buffer`."""
        self._buffer, self._recovered, self._chosen = buffer, words, choices

    def begin(self) -> None:
        """Remember the fields as untouched, then fill in the recovered words."""
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

    @property
    def is_typed(self) -> bool:
        """Whether a field holds words that were not there at the beginning."""
        words = self._present()
        return any(text.strip() and text != self._first.get(at) for at, text in words.items())

    def settle(self) -> None:
        """Take the present words as done with: they are what they were for."""
        self._first = self._present()
        self.changed()

    def _present(self) -> Words:
        lines = {one.id or "": one.value for one in self._screen.query(Input) if one.id != PERSON}
        return lines | {one.id or "": one.text for one in self._screen.query(TextArea)}

    def changed(self) -> None:
        """Take over the contents of the fields, and write them to disk in a moment."""
        words = self._present()
        self._typed = words if words != self._first else None
        self._chosen = {choice.id or "": choice.value for choice in self._screen.query(Choice)}
        self._copy.soon()

    def keep(self) -> None:
        """Write the words to disk at once."""
        try:
            self._copy.write()
        except RedaksiError as error:  # the person can go on typing
            unsafe = _("What you type is not safe from a crash: {why}").format(why=error.sentence)
            self._screen.query_one(DialogBox).report(unsafe)

    def _write(self, copy: Unsaved) -> None:
        """Write the words to disk, or delete the file if nothing is typed.

        Raises:
            StorageError: when the file cannot be written.
        """
        if self._typed is None:
            copy.discard()
        else:
            copy.keep_words(self._asked(), self._typed, self._chosen)

    def discard(self) -> None:
        """Delete the recovery file: the words are not wanted any more."""
        self._copy.discard()

    def end(self) -> None:
        """Keep the words on disk: the desk ends while the dialog is open."""
        with suppress(RedaksiError):  # the dialog is closing and cannot show the error
            self._copy.write()
        self._copy.release()
