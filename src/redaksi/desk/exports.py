"""Export: only signed-off text is written, as files for other programs."""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from redaksi import exporters
from redaksi.desk.context import Context
from redaksi.desk.leaving import Gate, Held, site
from redaksi.exporters import folder
from redaksi.i18n import _

FORMATS = exporters.FORMATS

Progress = Callable[[int, int], None]


class ExportReport(msgspec.Struct, frozen=True, kw_only=True):
    """The result of an export: the paths written and the number of files already up to date.

    `waiting` are the articles under an embargo. `refused` are the articles and files that somebody
    must look at. `missing` are files that photos name and that nobody added to the newsroom.
    `reopened` are the ids of articles that were exported with their last signed-off
    text while a newer draft is in progress.
    """

    written: tuple[str, ...]
    unchanged: int
    waiting: tuple[Held, ...]
    refused: tuple[Held, ...]
    reopened: tuple[str, ...] = ()
    missing: tuple[Held, ...] = ()

    @property
    def nothing(self) -> str:
        """A sentence where there was nothing to export; "" where there was."""
        found = self.written or self.unchanged or self.waiting or self.refused
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
            BadInput: when the format is unknown, or `out` is no folder.
            NotFound: when an id matches no article.
            StorageError: when a file cannot be written; nothing is written before all files are
                ready.
        """
        store = self._context.store
        gate = Gate(self._context, explicit=bool(ids))
        ids = [store.resolve(one) for one in ids] if ids else store.ids()
        with store.exclusively("export"):
            articles = gate.pass_through(ids, progress)
            report = folder.write(out, format_name, articles, site(self._context))
        refused = (*gate.refused, *(Held(name=one.path, why=one.why) for one in report.refused))
        return ExportReport(
            written=report.written,
            unchanged=len(report.unchanged),
            waiting=tuple(gate.waiting),
            refused=refused,
            reopened=tuple(gate.reopened),
            missing=tuple(Held(name=one.path, why=one.why) for one in report.missing),
        )
