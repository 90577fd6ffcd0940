"""A newsroom in a folder: files are the truth, the index is derived from them."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import Event as Signal
from types import TracebackType
from typing import Self, TypeVar

from msgspec.structs import replace
from platformdirs import user_cache_path

from redaksi.article import Dossier, Stage, Team
from redaksi.errors import AmbiguousId, ArticleNotFound, StorageError, storage_errors
from redaksi.store import dossier as dossiers
from redaksi.store import durable, rows, scan, team
from redaksi.store.base import Problem, Row
from redaksi.store.durable import Stamp
from redaksi.store.index import Index, NoIndex
from redaksi.store.layout import SHARDS, is_id, path_of
from redaksi.store.locks import Locks

_Answer = TypeVar("_Answer")
_NAMED = ("team", "import", "slug", "export", "index", "rebuild")
_CANDIDATES = 5
"""So many ids are named to whoever typed too short a prefix."""


class FileStore:
    """The store in FOLDER (see `base.Store`). Opening it reads nothing: the first question builds a missing index."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._articles = folder / "articles"
        self._team = folder / "team.json"
        self._locks = Locks(folder / ".locks")
        if os.access(folder, os.W_OK):
            self._index = Index(folder / ".index.sqlite", self._locks)
        else:
            cached = user_cache_path("redaksi") / sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
            self._index = Index(cached / "index.sqlite", Locks(cached / "locks"))

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make the folders and the locks of a newsroom in FOLDER, which must be there. Raises StorageError."""
        with storage_errors(folder):
            durable.make_folder(folder / "articles")
            locks = Locks(folder / ".locks")
            for name in (*SHARDS, *_NAMED):
                locks.make(name)
        return cls(folder)

    def get(self, article_id: str) -> Dossier:
        """The dossier of a whole id. Raises ArticleNotFound, UnreadableDossier."""
        found = dossiers.read(self._path(article_id))
        if found is None:
            raise ArticleNotFound(article_id)
        return found

    def commit(self, dossier: Dossier, base: int) -> Dossier:
        """Make DOSSIER durable as version BASE + 1 and return it so; BASE 0 creates. Raises StaleRevision."""
        saved = replace(dossier, article=replace(dossier.article, version=base + 1))
        path = path_of(self._articles, dossier.id)
        with storage_errors(self._folder), self._locks.hold(path.parent.name):
            stamp = dossiers.write(path, saved, base)
        # The save is durable. What hinders the index now is mended by the next refresh.
        with suppress(NoIndex, StorageError, OSError), self._index.writing() as db:
            seen = rows.Seen(path.parent.name, path.name, stamp, saved.article)
            rows.put(db, [seen], lambda _: Stamp.at(path))
        return saved

    def resolve(self, prefix: str) -> str:
        """The one id that begins with PREFIX. Raises ArticleNotFound, AmbiguousId."""
        if not is_id(prefix.rstrip("-")):
            raise ArticleNotFound(prefix)
        if is_id(prefix) and self._path(prefix).exists():
            return prefix
        find = partial(rows.beginning_with, prefix=prefix, limit=_CANDIDATES + 1)
        found = self._ask(find)
        if not found:
            self.refresh()
            found = self._ask(find)
        if not found:
            raise ArticleNotFound(prefix)
        if len(found) > 1:
            more = ["..."] if len(found) > _CANDIDATES else []
            raise AmbiguousId(prefix, found[:_CANDIDATES] + more)
        return found[0]

    def rows(
        self, stage: Stage | None = None, editor: str | None = None, limit: int | None = None, offset: int = 0
    ) -> Sequence[Row]:
        """LIMIT rows from OFFSET on, newest first, of one stage and of one present editor if named."""
        return self._ask(partial(rows.newest, stage=stage, editor=editor, limit=limit, offset=offset))

    def counts(self) -> dict[Stage, int]:
        """How many articles stand in each stage."""
        return self._ask(rows.counts)

    def search(self, words: str, limit: int = 50) -> Sequence[Row]:
        """Rows of articles that hold all WORDS, newest first."""
        raise NotImplementedError

    def find_import(self, fingerprint: str) -> str | None:
        """The id of the oldest article whose import had FINGERPRINT."""
        return self._ask(partial(rows.of_import, fingerprint=fingerprint))

    def find_slug(self, slug: str) -> str | None:
        """The id of the article that has SLUG."""
        return self._ask(partial(rows.of_slug, slug=slug))

    def exclusively(self, purpose: str) -> AbstractContextManager[None]:
        """Hold the lock for PURPOSE among all processes and threads. Not reentrant."""
        if purpose not in _NAMED:
            raise ValueError(f"no such lock: {purpose!r}")
        return self._locks.hold(purpose)

    def team(self) -> Team:
        """The team; an empty one of version 0 before the first commit."""
        return team.read(self._team)

    def commit_team(self, changed: Team, base: int) -> Team:
        """Make the team durable as version BASE + 1 and return it so. Raises StaleRevision."""
        with storage_errors(self._folder), self._locks.hold("team"):
            return team.write(self._team, changed, base)

    def refresh(self) -> set[str]:
        """Take in what changed outside; the ids that changed."""
        return self._with_index(lambda: scan.refresh(self._articles, self._index))

    def problems(self) -> Sequence[Problem]:
        """The dossiers that the last refresh could not read."""
        return self._ask(rows.problems)

    def watch(self, stop: Signal) -> Iterator[set[str]]:
        """Yield the ids of articles that anybody changed, as it happens, until STOP is set; an empty set: the team."""
        raise NotImplementedError

    def close(self) -> None:
        """Close what is open."""
        self._index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _path(self, article_id: str) -> Path:
        if not is_id(article_id):
            raise ArticleNotFound(article_id)
        return path_of(self._articles, article_id)

    def _ask(self, question: Callable[[sqlite3.Connection], _Answer]) -> _Answer:
        def answer() -> _Answer:
            with self._index.reading() as db:
                return question(db)

        return self._with_index(answer)

    def _with_index(self, action: Callable[[], _Answer]) -> _Answer:
        """What ACTION gives, after building the index if there is none of use."""
        with storage_errors(self._folder):
            for _ in range(3):  # somebody may delete or replace it just after
                try:
                    return action()
                except NoIndex as missing:
                    self._index.rebuild(partial(scan.fill, self._articles), missing.inode)
            return action()
