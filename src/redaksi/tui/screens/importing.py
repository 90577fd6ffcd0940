"""The dialog that imports copy from a path or from pasted text."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from textual import on
from textual.events import Paste
from textual.widget import Widget
from textual.widgets import Input

from redaksi import config
from redaksi.desk import Desk
from redaksi.desk.imports import ArrivedFile, ImportOutcome
from redaksi.desk.wording import number
from redaksi.errors import BadInput, RedaksiError
from redaksi.i18n import _
from redaksi.tui.controllers.background_job import BackgroundJob
from redaksi.tui.host import Done
from redaksi.tui.screens.recoverable_dialog import RecoverableDialog
from redaksi.tui.widgets.dialog_box import label
from redaksi.tui.widgets.holder_field import chosen_holder, holder_fields
from redaksi.tui.widgets.line_field import ShortField
from redaksi.tui.widgets.pasted_copy import PastedCopy
from redaksi.tui.widgets.text_box import TextBox

SHOWN = 6
"""The maximum number of failures that are shown."""


class ImportRun(NamedTuple):
    """The files that were read, and the error that stopped the import, if any."""

    arrivals: list[ArrivedFile]
    error: RedaksiError | None = None


class ImportDialog(RecoverableDialog):
    """Imports a file, a folder or pasted text."""

    kind = "import"

    def __init__(self, pasted: str = "") -> None:
        """`pasted` was pasted on the board: one line is a path, several are a text."""
        super().__init__()
        line = pasted.strip()
        is_path = "\n" not in line and line.startswith(("/", "~"))
        self._path, self._pasted = (line, "") if is_path else ("", pasted)
        self.job = BackgroundJob(self)

    def heading(self) -> str:
        return _("Import copy")

    def button(self) -> str:
        return _("Import")

    def fields(self) -> Iterator[Widget]:
        yield label(_("File or folder"))
        yield ShortField(self._path, placeholder="~/…", compact=True, id="path")
        yield label(_("or paste the text here"))
        yield PastedCopy(self._pasted, self.desk.imports.headline)
        yield from holder_fields(
            self.desk, _("whom the copy names, or yourself; or part of another name")
        )

    @on(ShortField.Lines)
    def _not_a_path(self, message: ShortField.Lines) -> None:
        pasted = self.query_one(TextBox)
        self.set_focus(pasted)
        pasted.post_message(Paste(message.text))

    def act(self) -> Done | None:
        path = self.query_one("#path", Input).value.strip()
        pasted = self.query_one(PastedCopy)
        if path and pasted.text:
            raise BadInput(
                _("There is a path and a pasted text."), _("Import one, then the other.")
            )
        if not path and not pasted.text:
            raise BadInput(_("Nothing to import yet."), _("Type a path, or paste a text."))
        if pasted.text:
            pasted.check()
        self.box.trouble("")
        to = chosen_holder(self)
        self.job.start(
            partial(_taken, self.desk, pasted.body, pasted.headline, to)
            if pasted.text
            else partial(_read, self.desk, str(config.expanded(path)), to, self.job.say),
            self._finished,
        )
        return None

    def _finished(self, imported: ImportRun) -> None:
        arrivals = imported.arrivals
        failed = [one.message for one in arrivals if one.outcome is ImportOutcome.FAILED]
        self.host.tell({one.id for one in arrivals if one.id})
        if imported.error:
            self.complain(imported.error)
        elif failed:
            self.recovery.settle()
            self.box.report(_done(arrivals).sentence if len(arrivals) > 1 else "")
            self.box.trouble("\n".join(failed[:SHOWN]))
        else:
            self.dismiss(_done(arrivals))


def _taken(desk: Desk, text: str, headline: str, to: str) -> ImportRun:
    """Import the pasted `text` in a thread; `headline` is empty where the text says it."""
    return ImportRun([desk.imports.data(text.encode(), "-", headline=headline, to=to)])


def _read(desk: Desk, path: str, to: str, say: Callable[[str], None]) -> ImportRun:
    """Import the file or folder at `path` in a thread; `say` shows the progress."""
    arrivals: list[ArrivedFile] = []
    try:
        for arrival in desk.imports.paths([path], to=to):
            arrivals.append(arrival)
            say(_("{count} files …").format(count=number(len(arrivals))))
    except RedaksiError as error:
        return ImportRun(arrivals, error)
    return ImportRun(arrivals)


def _done(arrivals: list[ArrivedFile]) -> Done:
    """A sentence that counts the outcomes of `arrivals`, or the message of a single arrival."""
    if len(arrivals) == 1:
        return Done(arrivals[0].message, arrivals[0].id)
    counts = {
        outcome: number(sum(one.outcome is outcome for one in arrivals))
        for outcome in ImportOutcome
    }
    sentence = _("{new} imported, {known} here already, {failed} failed.").format(
        new=counts[ImportOutcome.IMPORTED],
        known=counts[ImportOutcome.DUPLICATE],
        failed=counts[ImportOutcome.FAILED],
    )
    return Done(sentence, next((one.id for one in arrivals if one.id), ""))
