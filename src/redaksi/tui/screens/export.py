"""The dialog that writes published articles as files, and reports what went out and what did not."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from redaksi.article import Article
from redaksi.desk import wording
from redaksi.desk.exports import FORMATS, Export
from redaksi.errors import BadInput, RedaksiError
from redaksi.i18n import _, ngettext
from redaksi.tui.screens.dialog import Dialog, Done
from redaksi.tui.screens.moves import label
from redaksi.tui.screens.report import ReportDialog, refused
from redaksi.tui.widgets.choice import Choice


class ExportDialog(Dialog):
    """Format, folder, and which articles."""

    class Progress(Message):
        """So many articles of so many are done."""

        def __init__(self, done: int, total: int) -> None:
            super().__init__()
            self.done = done
            self.total = total

    class Finished(Message):
        """The export ended: with a report, or with what stopped it."""

        def __init__(self, out: Path, report: Export | None, error: RedaksiError | None = None) -> None:
            super().__init__()
            self.out = out
            self.report = report
            self.error = error

    def __init__(self, article: Article | None = None, chosen: Sequence[str] = ()) -> None:
        """Offers to export ARTICLE alone, or the articles with the ids CHOSEN together."""
        super().__init__()
        self._chosen = chosen
        self._article = article if article and article.sign_offs else None

    def heading(self) -> str:
        return _("Export")

    def button(self) -> str:
        return _("Export")

    def fields(self) -> Iterator[Widget]:
        yield label(_("Format"))
        yield Choice({name: name for name in FORMATS}, FORMATS[0], "format")
        yield label(_("Into the folder"))
        yield Input(self.redaksi.export_folder, compact=True, classes="-close", id="folder")
        yield Static(_shown(self.redaksi.export_folder), classes="field-hint", markup=False, id="folder-shown")
        yield label(_("What"))
        yield Choice(self._what(), next(iter(self._what())), "what")

    def _what(self) -> dict[str, str]:
        chosen = {"chosen": wording.articles(len(self._chosen))} if self._chosen else {}
        one = {"one": _("this article")} if self._article else {}
        return {**chosen, **one, "all": _("all published articles")}

    def _ids(self) -> Sequence[str]:
        """What is to be exported; () for all."""
        what = self.query_one("#what", Choice).value
        if what == "chosen":
            return self._chosen
        return [self._article.id] if self._article and what == "one" else ()

    @on(Input.Changed, "#folder")
    def _show_folder(self, message: Input.Changed) -> None:
        self.query_one("#folder-shown", Static).update(_shown(message.value))

    def act(self) -> Done | None:
        folder = self.query_one("#folder", Input).value.strip()
        if not folder:
            raise BadInput(_("No folder is named."), _("Type the folder that the files go to."))
        if not self.busy:
            self.busy = True
            self.trouble("")
            self._export(self._ids(), self.query_one("#format", Choice).value, _absolute(folder))
            self.redaksi.export_folder = folder
        return None

    @work(thread=True, exit_on_error=False)
    def _export(self, ids: Sequence[str], format_name: str, out: Path) -> None:
        try:
            report = self.desk.exports.export(ids, format_name, out, self._progress)
        except RedaksiError as error:
            self.post_message(self.Finished(out, None, error))
        else:
            self.post_message(self.Finished(out, report))

    def _progress(self, done: int, total: int) -> None:
        if done % 20 == 0:
            self.post_message(self.Progress(done, total))

    @on(Progress)
    def _show_progress(self, message: Progress) -> None:
        shown = _("{done} of {total} articles …").format(done=message.done, total=message.total)
        self.report(shown)

    @on(Finished)
    def _finish(self, message: Finished) -> None:
        if message.error:
            self.complain(message.error)
        if message.report:
            self._finished(message.report, message.out)

    def _finished(self, report: Export, out: Path) -> None:
        sentence, where = _summary(report), _("Folder: {folder}").format(folder=out)
        held = [refused(one.name, one.why) for one in (*report.refused, *report.waiting)]
        self.dismiss(Done(f"{sentence} {where}"))
        if held:
            self.app.push_screen(ReportDialog(sentence, [Content(where), *held]))


def _absolute(folder: str) -> Path:
    """FOLDER, as it is typed, from the root."""
    path = Path(folder.strip())
    with suppress(RuntimeError):  # ~ and a name that nobody has here
        path = path.expanduser()
    return path.resolve()


def _shown(folder: str) -> str:
    """Where FOLDER really is."""
    return f"→ {_absolute(folder)}" if folder.strip() else ""


def _summary(report: Export) -> str:
    count = len(report.written)
    written = ngettext("{count} file written", "{count} files written", count).format(count=wording.number(count))
    same = _("{count} up to date").format(count=wording.number(report.unchanged))
    held = _("{count} held back").format(count=wording.number(len(report.refused) + len(report.waiting)))
    return f"{written}, {same}, {held}."
