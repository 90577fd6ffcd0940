"""The upkeep of a newsroom in a folder (see `base.Upkeep`), with defects that only files have."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from redaksi.domain.ids import is_id
from redaksi.errors import ArticleNotFound, storage_errors
from redaksi.i18n import _
from redaksi.store.base import Defect, DefectKind, Problem, Progress
from redaksi.store.dossiers import dossier as dossiers
from redaksi.store.dossiers import team
from redaksi.store.dossiers.layout import LOCKS, TEAM, is_at_home, path_of
from redaksi.store.dossiers.locks import Locks
from redaksi.store.index import scan
from redaksi.store.index.catalogue import Catalogue
from redaksi.store.upkeep import deposits
from redaksi.system import safe_files


class FolderUpkeep:
    """The upkeep of the newsroom in `folder` with its `locks` and its `catalogue`."""

    def __init__(self, folder: Path, locks: Locks, catalogue: Catalogue) -> None:
        self._folder = folder
        self._articles = folder / "articles"
        self._locks = locks
        self._catalogue = catalogue

    def examine(self, clock: Callable[[], datetime], progress: Progress) -> Iterator[Defect]:
        """Examine everything and change nothing."""
        from redaksi.store.upkeep.examine import Examination  # noqa: PLC0415 - only the doctor needs it

        self._catalogue.settle()
        return Examination(
            self._folder, self._locks, LOCKS, self._catalogue.index, clock
        ).findings(progress)

    def mend(self, finding: Defect) -> None:
        """Repair `finding` as far as possible: broken files are moved into `.aside`."""
        from redaksi.store.upkeep.mend import mend  # noqa: PLC0415 - only the doctor needs it

        with storage_errors(self._folder):
            mend(self._folder, self._locks, finding)

    def remedy(self, kind: DefectKind) -> str:
        """What `mend` does about a defect of `kind`, or what a person should do."""
        from redaksi.store.upkeep.remedies import remedy  # noqa: PLC0415 - only the doctor needs it

        return remedy(kind)

    def reindex(self, progress: Progress) -> None:
        """Replace the index by a complete new one; `progress` is called as the work goes on."""
        self._catalogue.reindex(progress)

    def strays(self) -> Sequence[Problem]:
        """Misplaced files among those of the newsroom, and folders that are not accessible."""
        with storage_errors(self._folder):
            closed, paths = scan.closed(self._articles), scan.files(self._articles)
            why = _("it does not lie where an article of this name belongs")
            strays = (path.relative_to(self._folder) for path in paths if not is_at_home(path))
            return [
                *closed,
                *(Problem(safe_files.shown(stray), why) for stray in strays),
                *deposits.strays(self._folder),
            ]

    def unknown_fields(self, article_id: str | None) -> Sequence[str]:
        """The stored fields of the article (None: of the team) that this program does not know.

        Raises:
            ArticleNotFound: when `article_id` is not a valid id.
            UnreadableDossier: when the file cannot be read or is damaged.
        """
        if article_id is None:
            return team.unknown_fields(self._folder / TEAM)
        if not is_id(article_id):
            raise ArticleNotFound(article_id)
        return dossiers.unknown_fields(path_of(self._articles, article_id))
