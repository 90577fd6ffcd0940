"""The index in memory, for this process only, if no disk can hold the index."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from redaksi.store.dossiers.locks import Locks
from redaksi.store.index.database import Fill, Index, NoIndex
from redaksi.store.index.schema import ORDERS, TABLES


class MemoryIndex(Index):
    """An index in memory with one connection, which threads use in turn."""

    def __init__(self, path: Path) -> None:
        """`path` is the path that the index would have on disk."""
        super().__init__(path, Locks(path.parent))
        self._turn = RLock()
        self._database: sqlite3.Connection | None = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection for queries.

        Raises:
            NoIndex: when the index is not built yet.
        """
        with self._turn, self._errors():
            if self._database is None:
                raise NoIndex
            yield self._database

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection inside a transaction.

        Raises:
            NoIndex: when the index is not built yet.
        """
        with self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            with connection:
                yield connection

    def rebuild(self, fill: Fill, useless: int, texts: Fill = lambda _db: None) -> None:
        """Build the index unless another thread has built it."""
        with self._turn, self._errors():
            if self._database is None:
                database = sqlite3.connect(
                    ":memory:", isolation_level=None, check_same_thread=False
                )
                database.executescript("PRAGMA temp_store=MEMORY;" + TABLES)
                fill(database)
                database.executescript(ORDERS)
                texts(database)
                self._database = database

    def close(self) -> None:
        """Close and drop the index."""
        with self._turn:
            if self._database is not None:
                self._database.close()
                self._database = None
