"""Export: only signed-off text is written, as files for other programs."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from redaksi import __version__, exporters
from redaksi.delivery.preview import Preview
from redaksi.desk import house_templates
from redaksi.desk.context import Context
from redaksi.desk.leaving import Gate, Held, site
from redaksi.domain.hashing import digest
from redaksi.errors import BadInput
from redaksi.exporters import FolderExporter, Site, folder
from redaksi.i18n import _

FORMATS = exporters.FORMATS

Progress = Callable[[int, int], None]


class ExportReport(msgspec.Struct, frozen=True, kw_only=True):
    """The result of an export: the paths written and the number of files already up to date.

    `waiting` are the articles under an embargo. `refused` are the articles and files that somebody
    must look at. `missing` are files that photos name and that nobody added to the newsroom.
    `reopened` are the ids of articles that were exported with their last signed-off
    text while a newer draft is in progress. `removed` are the paths of files that the format needs
    no more, `remarks` say what the folder lacks by the settings.
    """

    written: tuple[str, ...]
    unchanged: int
    waiting: tuple[Held, ...]
    refused: tuple[Held, ...]
    reopened: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    missing: tuple[Held, ...] = ()

    @property
    def nothing(self) -> str:
        """A sentence where there was nothing to export; "" where there was."""
        found = self.written or self.unchanged or self.waiting or self.refused or self.removed
        return "" if found else _("There is no published article to export.")


class Exports:
    """The verb that exports."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def export(
        self,
        ids: Sequence[str],
        format_name: str,
        out: Path,
        progress: Progress = lambda _done, _total: None,
    ) -> ExportReport:
        """Export the last signed-off texts of `ids` (of all published articles for none).

        The files are written into the folder `out`. `progress` is called with the number of
        articles done and the number of all articles.

        Raises:
            BadInput: when the format is unknown, or makes up a whole folder and `ids` are named,
                or `out` is no folder, or one of the newsroom's own.
            NotFound: when an id matches no article.
            StorageError: when a file cannot be written; nothing is written before all files are
                ready.
        """
        if ids and isinstance(exporters.get(format_name), FolderExporter):
            raise BadInput(
                _("The format {name} shows all published articles.").format(name=format_name),
                _("Leave out the ID: an export writes only the files that changed."),
            )
        self._check_place(out, format_name)
        store = self._context.store
        gate = Gate(self._context, explicit=bool(ids))
        about = site(self._context)
        made_of = "" if ids else self._made_of(format_name, about)
        asked = [store.resolve(one) for one in ids] if ids else store.ids()

        def made() -> folder.Made:
            """Nothing where an article was held back: it is looked at again."""
            return folder.Made(made_of, tuple(gate.reopened)) if gate.is_whole else folder.Made()

        with store.exclusively("export"):
            report = folder.as_left(out, format_name, about, made_of) or folder.write(
                out,
                format_name,
                gate.pass_through(asked, progress),
                about,
                made=made,
            )
        refused = (*gate.refused, *(Held(name=one.path, why=one.why) for one in report.refused))
        remarks = list(report.remarks)
        if isinstance(exporters.get(format_name), FolderExporter):
            remarks += house_templates.remarks(self._context)
        return ExportReport(
            written=report.written,
            unchanged=len(report.unchanged),
            waiting=tuple(gate.waiting),
            refused=refused,
            reopened=tuple(gate.reopened) or report.told,
            missing=tuple(Held(name=one.path, why=one.why) for one in report.missing),
            removed=report.removed,
            remarks=tuple(remarks),
        )

    def copy_templates(self, folder: Path) -> Sequence[str]:
        """Write our templates of the site into `folder`, to begin with; raises as `copy_ours`."""
        return house_templates.copy_ours(folder)

    def _check_place(self, out: Path, format_name: str) -> None:
        """Check that the files mix with none of the newsroom's.

        A whole folder is for readers: it lies neither in a newsroom nor around one.
        """
        newsroom = self._context.newsroom
        is_whole = isinstance(exporters.get(format_name), FolderExporter)
        if newsroom.keeps(out) or (is_whole and newsroom.touches(out)):
            raise BadInput(
                _("The folder {folder} lies in the newsroom, or around it.").format(folder=out),
                _("Name a folder elsewhere."),
            )

    @contextmanager
    def preview(
        self, port: int = 0, progress: Progress = lambda _done, _total: None
    ) -> Iterator[tuple[Preview, ExportReport]]:
        """A server on this machine that shows the site as it would be exported now.

        Its files are in a temporary folder, which is removed at the end. `port` 0 is a free one.

        Raises:
            BadInput: when a template has an error, or the port cannot be used.
        """
        with TemporaryDirectory(prefix="redaksi-site-") as folder_name:
            report = self.export((), "site", Path(folder_name), progress)
            preview = Preview(Path(folder_name), report.written, port)
            try:
                yield preview, report
            finally:
                preview.close()

    def _made_of(self, format_name: str, about: Site) -> str:
        """The hash of all that an export of all articles is made of; "" if it is made anew anyway.

        No article is read. A site is made anew each hour: its news sitemap depends on the time.
        """
        if not isinstance(exporters.get(format_name), FolderExporter):
            return ""
        hour = about.now and about.now.replace(minute=0, second=0, microsecond=0)
        settings = (str(about.zone), about.url, about.title, about.uuid, about.language)
        templates = dict(about.templates)
        return digest((__version__, self._context.store.stamp(), settings, templates, hour))
