"""A dialog into which one writes: its words are on disk a moment after the last key, and are offered after a crash."""

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.await_complete import AwaitComplete
from textual.widgets import Input, TextArea

from redaksi.desk.recovery import Asked, Buffer, Unsaved
from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.tui.host import Done
from redaksi.tui.screens.dialog import Dialog
from redaksi.tui.widgets.choice import Choice

if TYPE_CHECKING:
    from textual.timer import Timer

MOMENT = 0.8
"""Seconds from a key until what was typed is on disk."""

PERSON = "team-editor"
"""The field in which a person is looked for."""

Words = dict[str, str]
"""What stands in the fields, by their ids."""


class KeepingDialog(Dialog):
    """A dialog that loses no word, however the desk ends; who leaves it or confirms it wants no copy."""

    kind: ClassVar[str]
    """The name under which its words are kept."""

    def __init__(self) -> None:
        super().__init__()
        self._buffer: Buffer | None = None
        self._recovered: Mapping[str, str] = {}
        self._chosen: Mapping[str, str] = {}
        self._kept: Unsaved | None = None
        self._soon: Timer | None = None
        self._first: Words = {}
        self._typed: Words | None = None  # None where nothing was typed

    def about(self) -> tuple[str, str]:
        """The article that it is about and the paragraph or note of it, by their ids; "" for none."""
        return "", ""

    def recover(self, buffer: Buffer, words: Mapping[str, str], choices: Mapping[str, str]) -> None:
        """Come up with the `words` and `choices` that were left behind in `buffer`."""
        self._buffer, self._recovered, self._chosen = buffer, words, choices

    def on_mount(self) -> None:
        self._kept = self.desk.recovery.begin(self._buffer)
        self._first = self._words()
        for name, text in self._recovered.items():
            for field in self.query(f"#{name}"):
                if isinstance(field, Input):
                    field.value = text
                elif isinstance(field, TextArea):
                    field.text = text
                    field.move_cursor(field.document.end)
        for choice in self.query(Choice):
            choice.choose(self._chosen.get(choice.id or "", ""))
            self.watch(choice, "value", self._typed_here, init=False)

    def _words(self) -> Words:
        """What stands in the fields now, but the person who is looked for."""
        lines = {one.id or "": one.value for one in self.query(Input) if one.id != PERSON}
        return lines | {one.id or "": one.text for one in self.query(TextArea)}

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed_here(self) -> None:
        words = self._words()
        self._typed = words if words != self._first else None
        self._chosen = {choice.id or "": choice.value for choice in self.query(Choice)}
        if self._soon is None:
            self._soon = self.set_timer(MOMENT, self.keep)

    def keep(self) -> None:
        self._soon = None
        try:
            self._write_down()
        except RedaksiError as error:  # one types on
            self.report(_("What you type is not safe from a crash: {why}").format(why=error.sentence))

    def _write_down(self) -> None:
        """Bring what was typed to disk, or forget it where nothing is left of it. Raises StorageError."""
        if self._kept and self._typed is None:
            self._kept.discard()
        elif self._kept and self._typed is not None:
            article, about = self.about()
            self._kept.keep_words(Asked(self.kind, self.heading(), article, about), self._typed, self._chosen)

    def dismiss(self, result: Done | None = None) -> AwaitComplete:
        if self._kept:
            self._kept.discard()
            self._kept = None
        return super().dismiss(result)

    def on_unmount(self) -> None:
        """The desk ends while it is open."""
        with suppress(RedaksiError):  # there is no place to say it any more
            self._write_down()
        if self._kept:
            self._kept.release()
