"""A dialog into which one writes: its words are on disk a moment after the last key, and are
offered after a crash.
"""

from typing import ClassVar

from textual import on
from textual.await_complete import AwaitComplete
from textual.widgets import Input, TextArea

from redaksi.desk.recovery import Asked
from redaksi.tui.controllers.typed_words import TypedWords
from redaksi.tui.host import Done
from redaksi.tui.screens.dialog import Dialog


class KeepingDialog(Dialog):
    """A dialog that loses no word, however the desk ends; who leaves it or confirms it wants no
    copy.
    """

    kind: ClassVar[str]
    """The name under which its words are kept."""

    def __init__(self) -> None:
        super().__init__()
        self.words = TypedWords(self, lambda: Asked(self.kind, self.heading(), *self.about()))

    def about(self) -> tuple[str, str]:
        """The article that it is about and the paragraph or note of it, by their ids; "" for
        none.
        """
        return "", ""

    def on_mount(self) -> None:
        self.words.begin()

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed_here(self) -> None:
        self.words.changed()

    def keep(self) -> None:
        """Bring what was typed here to disk, at once."""
        self.words.keep()

    def on_unmount(self) -> None:
        self.words.end()

    def dismiss(self, result: Done | None = None) -> AwaitComplete:
        self.words.discard()
        return super().dismiss(result)
