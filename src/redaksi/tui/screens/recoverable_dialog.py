"""The base of dialogs into which a person writes.

The typed words reach the disk a moment after the last key and are offered after a crash.
"""

from textual import on
from textual.await_complete import AwaitComplete
from textual.widgets import Input, TextArea

from redaksi.desk.recovery import DialogQuestion
from redaksi.i18n import _
from redaksi.tui.controllers.typed_words import TypedWords
from redaksi.tui.host import Done
from redaksi.tui.screens.dialog import Dialog


class RecoverableDialog(Dialog):
    """A dialog whose typed words survive a crash.

    They are kept under the `kind` of the dialog. The kept copy is deleted when the person
    confirms, or agrees to discard the words.
    """

    def __init__(self) -> None:
        super().__init__()
        self.recovery = TypedWords(
            self, lambda: DialogQuestion(self.kind, self.heading(), *self.about())
        )

    def about(self) -> tuple[str, str]:
        """The id of the article and the id of its paragraph or note; "" where there is none."""
        return "", ""

    def on_mount(self) -> None:
        self.recovery.begin()

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed_here(self) -> None:
        self.recovery.changed()

    def on_unmount(self) -> None:
        self.recovery.end()

    def do_leave(self) -> None:
        """Leave at once, or ask first whether the typed words are discarded."""
        if not self.recovery.is_typed:
            super().do_leave()
            return

        def answered(answer: str | None) -> None:
            if answer == "discard":
                self.dismiss(None)

        answers = [("stay", _("Keep writing")), ("discard", _("Discard"))]
        question = self.host.screens.question(
            _("Not saved yet"), _("What you typed here is lost if you leave."), answers
        )
        self.host.push_screen(question, answered)

    def dismiss(self, result: Done | None = None) -> AwaitComplete:
        self.recovery.discard()
        return super().dismiss(result)
