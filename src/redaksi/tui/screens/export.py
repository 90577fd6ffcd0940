"""The dialog that writes published articles as files and reports which were held back."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from redaksi import config
from redaksi.desk import wording
from redaksi.desk.exports import FORMATS, ExportReport
from redaksi.domain.article import Article
from redaksi.errors import BadInput
from redaksi.i18n import _, ngettext
from redaksi.tui.controllers.background_job import BackgroundJob
from redaksi.tui.host import Done
from redaksi.tui.screens.dialog import Dialog
from redaksi.tui.widgets.choice import Choice
from redaksi.tui.widgets.dialog_box import label
from redaksi.tui.widgets.field import Field
from redaksi.tui.widgets.report_lines import refused


class ExportDialog(Dialog):
    """Asks for the format, the folder and the articles to export."""

    def __init__(self, article: Article | None = None, chosen: Sequence[str] = ()) -> None:
        """Offers `article`, the articles with the ids `chosen`, and all published articles."""
        super().__init__()
        self.job = BackgroundJob(self)
        self._chosen = chosen
        self._out = Path()  # the folder for the files
        self._article = article if article and article.sign_offs else None

    def heading(self) -> str:
        return _("Export")

    def button(self) -> str:
        return _("Export")

    def fields(self) -> Iterator[Widget]:
        yield label(_("Format"))
        yield Choice({name: name for name in FORMATS}, FORMATS[0], "format")
        yield label(_("Into the folder"))
        yield Field(self.host.export_folder, compact=True, classes="-close", id="folder")
        yield Static(
            _shown(self.host.export_folder), classes="field-hint", markup=False, id="folder-shown"
        )
        yield label(_("What"))
        yield Choice(self._what(), next(iter(self._what())), "what")

    def _what(self) -> dict[str, str]:
        chosen = {"chosen": wording.articles(len(self._chosen))} if self._chosen else {}
        one = {"one": _("this article")} if self._article else {}
        return {**chosen, **one, "all": _("all published articles")}

    def _ids(self) -> Sequence[str]:
        """The ids of the articles to export; () for all published articles."""
        what = self.query_one("#what", Choice).value
        if what == "chosen":
            return self._chosen
        return [self._article.id] if self._article and what == "one" else ()

    @on(Input.Changed, "#folder")
    def _show_folder(self, message: Input.Changed) -> None:
        self.query_one("#folder-shown", Static).update(_shown(message.value))

    def act(self) -> None:
        self.box.trouble("")
        folder = self.query_one("#folder", Input).value.strip()
        if not folder:
            raise BadInput(_("No folder is named."), _("Type the folder that the files go to."))
        self._out = _absolute(folder)
        self.host.export_folder = folder
        ids, format_name = self._ids(), self.query_one("#format", Choice).value
        exports, out = self.desk.exports, self._out
        self.job.start(
            lambda: exports.export(ids, format_name, out, self.job.progress), self._finished
        )

    def _finished(self, result: ExportReport) -> None:
        if result.nothing:
            self.dismiss(Done(result.nothing))
            return
        sentence = " ".join((_summary(result), *result.remarks))
        where = _("Folder: {folder}").format(folder=self._out)
        named = (*result.refused, *result.waiting, *result.missing)
        held = [refused(one.headline, one.name, one.why) for one in named]
        self.dismiss(Done(f"{sentence} {where}"))
        if held:
            self.host.push_screen(self.host.screens.report(sentence, [Content(where), *held]))


def _absolute(folder: str) -> Path:
    """The absolute path of `folder` as a person typed the name."""
    return config.expanded(folder.strip()).resolve()


def _shown(folder: str) -> str:
    """The absolute path of `folder` behind an arrow; "" for an empty field."""
    return f"→ {_absolute(folder)}" if folder.strip() else ""


def _summary(report: ExportReport) -> str:
    count = len(report.written)
    written = ngettext("{count} file written", "{count} files written", count).format(
        count=wording.number(count)
    )
    same = _("{count} up to date").format(count=wording.number(report.unchanged))
    held = _("{count} held back").format(
        count=wording.number(len(report.refused) + len(report.waiting))
    )
    return f"{written}, {same}, {held}."
