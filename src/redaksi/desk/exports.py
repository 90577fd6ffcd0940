"""Export: only signed-off text is written, as files for other programs."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from redaksi import exporters
from redaksi.desk import wording
from redaksi.desk.context import Context
from redaksi.domain import audit
from redaksi.domain.article import Article, Dossier, Stage
from redaksi.errors import RedaksiError
from redaksi.exporters import folder
from redaksi.exporters.base import Sealed, Site
from redaksi.i18n import _
from redaksi.pictures.renditions import Renditions

FORMATS = exporters.FORMATS

Progress = Callable[[int, int], None]


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """An article (by its id) or a file (by its path) that was not exported, and why."""

    name: str
    why: str
    headline: str = ""


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
        gate = _Gate(self._context, explicit=bool(ids))
        ids = [store.resolve(one) for one in ids] if ids else store.ids()
        with store.exclusively("export"):
            articles = gate.pass_through(ids, progress)
            site = Site(zone=self._context.house.zone, rendition=Renditions(store))
            report = folder.write(out, format_name, articles, site)
        refused = (*gate.refused, *(Held(name=one.path, why=one.why) for one in report.refused))
        return ExportReport(
            written=report.written,
            unchanged=len(report.unchanged),
            waiting=tuple(gate.waiting),
            refused=refused,
            reopened=tuple(gate.reopened),
            missing=tuple(Held(name=one.path, why=one.why) for one in report.missing),
        )


class _Gate:
    """Passes the articles that are published, match their sign-off and have no embargo ahead."""

    def __init__(self, context: Context, *, explicit: bool) -> None:
        self.waiting: list[Held] = []
        self.refused: list[Held] = []
        self.reopened: list[str] = []
        self._context = context
        self._explicit = explicit

    def pass_through(self, ids: Sequence[str], progress: Progress) -> Iterator[Sealed]:
        for done, article_id in enumerate(ids, start=1):
            try:
                dossier = self._context.store.dossier(article_id)
            except RedaksiError as error:
                if self._explicit:
                    self.refused.append(Held(name=article_id, why=error.sentence))
            else:
                yield from self._sealed(dossier)
            progress(done, len(ids))

    def _sealed(self, dossier: Dossier) -> Iterator[Sealed]:
        article = dossier.article
        if not audit.is_signed_off(dossier):
            self.refused.append(_held(article, _("Its text does not match its sign-off.")))
            return
        if dossier.live is None:
            if self._explicit:
                self.refused.append(_held(article, _("It was never published.")))
            return
        text, sign_off = dossier.live
        if article.embargo and article.embargo > self._context.clock():
            until = wording.moment(article.embargo, self._context.house.zone)
            self.waiting.append(_held(article, _("Embargo until {until}.").format(until=until)))
        else:
            if article.stage is not Stage.PUBLISHED:
                self.reopened.append(article.id)
            yield Sealed(article=article, text=text, sign_off=sign_off)


def _held(article: Article, why: str) -> Held:
    return Held(name=article.id, headline=article.text.headline, why=why)
