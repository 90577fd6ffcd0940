"""The dialog that brings copy in: a path, or text that is pasted."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual import on, work
from textual.events import Paste
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from redaksi import config
from redaksi.desk.imports import Arrival, ImportOutcome
from redaksi.desk.wording import number
from redaksi.errors import BadInput, RedaksiError
from redaksi.i18n import _
from redaksi.tui.host import Done
from redaksi.tui.screens.dialog import label
from redaksi.tui.screens.keeping import KeepingDialog
from redaksi.tui.widgets.line_field import ShortField
from redaksi.tui.widgets.text_box import TextBox

SHOWN = 6
"""So many failures are named."""


class ImportDialog(KeepingDialog):
    """A file, a folder or pasted text."""

    kind = "import"

    @dataclass
    class Arrived(Message):
        """One more file was read."""

        count: int

    @dataclass
    class Finished(Message):
        """All files were read, or the import stopped."""

        arrivals: list[Arrival]
        error: RedaksiError | None = None

    def heading(self) -> str:
        return _("Import copy")

    def button(self) -> str:
        return _("Import")

    def fields(self) -> Iterator[Widget]:
        yield label(_("File or folder"))
        yield ShortField(placeholder="~/…", compact=True, id="path")
        yield label(_("or paste the text here"))
        yield TextBox(id="pasted")

    @on(ShortField.Lines)
    def _not_a_path(self, message: ShortField.Lines) -> None:
        pasted = self.query_one(TextBox)
        self.set_focus(pasted)
        pasted.post_message(Paste(message.text))

    def act(self) -> Done | None:
        path = self.query_one("#path", Input).value.strip()
        pasted = self.query_one(TextBox).text
        if path and pasted.strip():
            raise BadInput(_("There is a path and a pasted text."), _("Import one, then the other."))
        if pasted.strip():
            return _done([self.desk.imports.data(pasted.encode(), "-")])
        if not path:
            raise BadInput(_("Nothing to import yet."), _("Type a path, or paste a text."))
        if not self.busy:
            self.busy = True
            self.trouble("")
            self._import(str(config.expanded(path)))
        return None

    @work(thread=True, exit_on_error=False)
    def _import(self, path: str) -> None:
        arrivals: list[Arrival] = []
        try:
            for arrival in self.desk.imports.paths([path]):
                arrivals.append(arrival)
                self.post_message(self.Arrived(len(arrivals)))
        except RedaksiError as error:
            self.post_message(self.Finished(arrivals, error))
        else:
            self.post_message(self.Finished(arrivals))

    @on(Arrived)
    def _count(self, message: Arrived) -> None:
        self.report(_("{count} files …").format(count=number(message.count)))

    @on(Finished)
    def _finish(self, message: Finished) -> None:
        self.busy = False
        failed = [one.message for one in message.arrivals if one.outcome is ImportOutcome.FAILED]
        self.host.tell({one.id for one in message.arrivals if one.id})
        if message.error:
            self.complain(message.error)
        elif failed:
            self.report(_done(message.arrivals).sentence if len(message.arrivals) > 1 else "")
            self.trouble("\n".join(failed[:SHOWN]))
        else:
            self.dismiss(_done(message.arrivals))


def _done(arrivals: list[Arrival]) -> Done:
    """What came of all ARRIVALS; a single one speaks for itself."""
    if len(arrivals) == 1:
        return Done(arrivals[0].message, arrivals[0].id)
    counts = {outcome: number(sum(one.outcome is outcome for one in arrivals)) for outcome in ImportOutcome}
    sentence = _("{new} imported, {known} here already, {failed} failed.").format(
        new=counts[ImportOutcome.IMPORTED], known=counts[ImportOutcome.DUPLICATE], failed=counts[ImportOutcome.FAILED]
    )
    return Done(sentence, next((one.id for one in arrivals if one.id), ""))
