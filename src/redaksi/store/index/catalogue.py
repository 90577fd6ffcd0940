"""The index kept up to date with the dossiers; a missing index is built.

A background thread records saves in the index. Every query waits until all earlier saves are
recorded.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import TypeVar

from redaksi.domain.article import Dossier
from redaksi.errors import DiskFull, ReadOnlyNewsroom, StorageError, Unreadable
from redaksi.i18n import _
from redaksi.store.base import Problem, Progress
from redaksi.store.dossiers.there import newsroom_errors
from redaksi.store.index import reader, rows, scan
from redaksi.store.index.background import Background
from redaksi.store.index.database import Index, NoIndex
from redaksi.store.index.folders import Folders
from redaksi.store.index.memory import MemoryIndex
from redaksi.system.durable import Stamp

_Answer = TypeVar("_Answer")
_ATTEMPTS = 5
"""The number of attempts: somebody may delete the index just after it was built."""


class Catalogue:
    """The `index` of the dossiers below the folder `articles`.

    Every method except `saved` may raise StorageError.
    """

    def __init__(self, articles: Path, index: Index) -> None:
        self._articles = articles
        self.index = index
        self._background = Background()
        self._folders = Folders()
        self._closed: list[Problem] | None = None

    def ask(self, question: Callable[[sqlite3.Connection], _Answer]) -> _Answer:
        """The answer of the index to `question`."""

        def answer() -> _Answer:
            with self.index.reading() as db:
                return question(db)

        return self._with_index(answer)

    def glance(self, question: Callable[[sqlite3.Connection], _Answer]) -> _Answer | None:
        """The answer of the index to `question`; None if there is no usable index.

        No index is built for this.
        """
        self.settle()
        with suppress(NoIndex), self.index.reading() as db:
            return question(db)
        return None

    def saved(self, path: Path, stamp: Stamp, dossier: Dossier) -> None:
        """Record soon in the index that `path` now holds `dossier`.

        If this fails, the next refresh records the change.
        """
        self._background.add(partial(self._put, path, stamp, dossier))

    def settle(self) -> None:
        """Wait until all saves are recorded in the index."""
        self._background.wait()

    def _put(self, path: Path, stamp: Stamp, dossier: Dossier) -> None:
        seen = rows.FileState(path.parent.name, path.name, stamp, rows.values(dossier))
        with suppress(NoIndex, StorageError, OSError), self.index.writing() as db:
            rows.put(db, [seen], lambda _seen: Stamp.at(path))

    def refresh(self) -> set[str]:
        """Update the index with all changes on disk; the ids that changed."""
        self._closed = None
        return self._with_index(lambda: scan.refresh(self._articles, self.index, self._folders))

    def freshen(self, least: int = 1) -> None:
        """Update the index with dossiers that were added, removed or replaced on disk.

        The first call looks through all folders, later calls through those that changed. Fewer
        than `least` folders are left as they are. A dossier that was written in place is left to
        `refresh`.
        """
        self._with_index(lambda: scan.freshen(self._articles, self.index, self._folders, least))

    def problems(self) -> list[Problem]:
        """Folders that were not accessible after the last refresh, and unreadable dossiers."""
        found = self.ask(rows.problems)
        if self._closed is None:
            with newsroom_errors(self._articles.parent, self.index.path.parent):
                self._closed = scan.closed(self._articles)
        return self._closed + found

    def refresh_files(self, paths: Iterable[Path]) -> set[str]:
        """Update the index with the dossiers `paths`; the ids that changed."""
        return self._with_index(lambda: scan.refresh_files(self._articles, self.index, paths))

    def read_texts(self) -> bool:
        """Add some of the waiting texts to the full text; whether more may be waiting."""
        return self._with_index(lambda: reader.take_in(self._articles, self.index))

    def read_all_texts(self) -> None:
        """Add all waiting texts to the full text."""
        while self._with_index(lambda: reader.take_in(self._articles, self.index, None)):
            pass

    def reindex(self, progress: Progress) -> None:
        """Build a new index with its full text and replace the old one.

        `progress` is called after each file and after each text.
        """
        with newsroom_errors(self._articles.parent, self.index.path.parent):
            total = 2 * sum(1 for _file in scan.files(self._articles))
        done = count(1)

        def tick() -> None:
            progress(min(next(done), total), total)

        self.settle()
        stamp = Stamp.at(self.index.path)
        with newsroom_errors(self._articles.parent, self.index.path.parent):
            self.index.rebuild(
                partial(scan.fill, self._articles, tick=tick),
                stamp.inode if stamp else 0,
                partial(reader.fill, self._articles, tick=tick),
            )

    def close(self) -> None:
        """Close the index after all saves are recorded."""
        self._background.close()
        self.index.close()

    def _with_index(self, action: Callable[[], _Answer]) -> _Answer:
        """The result of `action`; a missing or unusable index is built first.

        The index is built in memory if no disk can hold it.
        """
        self.settle()
        try:
            return self._built(action)
        except (DiskFull, ReadOnlyNewsroom) as error:
            if not os.access(self._articles, os.R_OK | os.X_OK):
                raise Unreadable(self._articles, _("you may not look into it")) from error
            if isinstance(self.index, MemoryIndex):
                raise
            self.index.close()
            self.index = MemoryIndex(self.index.path)
            return self._built(action)

    def _built(self, action: Callable[[], _Answer]) -> _Answer:
        with newsroom_errors(self._articles.parent, self.index.path.parent):
            for _attempt in range(_ATTEMPTS):
                try:
                    return action()
                except NoIndex as missing:
                    self.index.rebuild(partial(scan.fill, self._articles), missing.inode)
        raise StorageError(
            _("The index {path} cannot be used, nor built anew.").format(path=self.index.path),
            _(
                "The articles are untouched. Look who removes it, or whether the folder can be "
                "written."
            ),
        )
