"""The derived index: a SQLite file that answers queries faster than the dossiers could.

The file may be deleted at any time. A new index is built beside the old one and then replaces it.
Whoever has the old file open notices the new inode and opens the new file.
"""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from redaksi.errors import DiskFull, StorageError
from redaksi.i18n import _, messages
from redaksi.store.dossiers import formats
from redaksi.store.dossiers.locks import Locks
from redaksi.store.index import location
from redaksi.store.index.schema import ORDERS, TABLES, VERSION
from redaksi.system import durable, safe_files, sharing

_WAIT = 10.0
"""Seconds that a writer waits for another writer of the index."""
_USELESS = {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
}
_PARTS = ("", "-wal", "-shm", "-journal")
_OWN = (1 << 31) - 1
"""The bits of the inode that the index stores as its application id, a signed 32-bit number."""

Fill = Callable[[sqlite3.Connection], None]
"""Fills an index that is being built."""


class NoIndex(Exception):
    """The index is missing (`inode` is 0), damaged or of an older version.

    The package `store` catches this exception; callers of a store never see it.
    """

    def __init__(self, inode: int = 0) -> None:
        super().__init__(inode)
        self.inode = inode


class Index:
    """The file of the index and its connections; one thread at a time uses a connection."""

    def __init__(self, path: Path, locks: Locks) -> None:
        self.path = path
        self._locks = locks
        self._idle: list[tuple[int, sqlite3.Connection]] = []

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for queries.

        Raises:
            NoIndex: when there is no usable index.
            NewerFormat: when the index was written by a newer Redaksi.
        """
        inode = self._inode()
        with self._errors(inode):
            connection = self._connection(inode)
            try:
                yield connection
            except BaseException:
                connection.close()
                raise
        self._idle.append((inode, connection))

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection inside a transaction; the file is not replaced meanwhile.

        Raises:
            NoIndex: when there is no usable index.
        """
        with self._locks.hold("index", shared=True), self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            with connection:
                yield connection

    def rebuild(self, fill: Fill, useless: int, texts: Fill = lambda _db: None) -> None:
        """Replace the index with the inode `useless` by a new one, unless somebody else did so.

        `fill` reads the files on disk into the new index. It is called twice: first for all
        files, and then, while writers wait, for those that changed meanwhile. `texts` is called
        in between and may fill the full text.
        """
        with self._locks.hold("rebuild"), self._errors():
            if self._inode() in (0, useless):
                self._build(fill, texts)

    def close(self) -> None:
        """Close every connection that is not in use."""
        while self._idle:
            self._idle.pop()[1].close()

    def _build(self, fill: Fill, texts: Fill) -> None:
        self._sweep()
        temporary = self.path.with_name(f".{self.path.name}.{os.urandom(4).hex()}.tmp")
        try:
            self._make(temporary)
            with closing(_connect(temporary)) as connection:
                connection.executescript(
                    "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + TABLES
                )
                fill(connection)
                connection.executescript(ORDERS)
                texts(connection)
                with self._locks.hold("index"):
                    fill(connection)
                    _check_parts(temporary)
                    own = temporary.lstat().st_ino & _OWN
                    connection.executescript(
                        f"PRAGMA application_id={own}; PRAGMA user_version={VERSION}; PRAGMA "
                        "journal_mode=WAL;"
                    )
                    connection.close()
                    self._put_in_place(temporary)
        finally:
            for part in _PARTS:
                Path(f"{temporary}{part}").unlink(missing_ok=True)

    def _make(self, path: Path) -> None:
        """Create the empty file `path` with the rights of a lock file.

        SQLite locks this file and the files that it creates beside it.
        """
        with safe_files.folder(path.parent, 0) as folder:
            file = safe_files.open_in(folder, path.name, os.O_RDWR | os.O_CREAT | os.O_EXCL)
            try:
                around = os.fstat(folder)
                sharing.share(file, around, sharing.held_mode(around))
            finally:
                safe_files.close(file)

    def _sweep(self) -> None:
        """Remove the files of a killed builder; the lock excludes other builders."""
        for left in self.path.parent.glob(f".{self.path.name}.*.tmp*"):
            with suppress(OSError):
                left.unlink()

    def _put_in_place(self, new: Path) -> None:
        file = safe_files.open_file(new)
        try:
            os.fsync(file)
        finally:
            safe_files.close(file)
        # A write-ahead log does not say to which file it belongs: the old log must be removed
        # before the new file is in place.
        for part in _PARTS:
            _remove(Path(f"{self.path}{part}"))
        new.rename(self.path)

    def _inode(self) -> int:
        """The inode of the file; 0 if there is no file."""
        stamp = durable.Stamp.at(self.path)
        return stamp.inode if stamp else 0

    def _connection(self, inode: int) -> sqlite3.Connection:
        """An idle or new connection to the file with `inode`."""
        while self._idle:
            try:
                known, connection = self._idle.pop()
            except IndexError:  # another thread was quicker
                break
            if known == inode:
                return connection
            connection.close()
        return self._open(inode)

    def _open(self, inode: int) -> sqlite3.Connection:
        with self._locks.hold("index", shared=True):
            if not inode or self._inode() != inode:
                raise NoIndex
            try:
                connection = _connect(self.path)
            except safe_files.Special as error:
                raise NoIndex(inode) from error
            try:
                connection.execute("PRAGMA synchronous=NORMAL")
                (own,) = connection.execute("PRAGMA application_id").fetchone()
                (version,) = connection.execute("PRAGMA user_version").fetchone()
            except BaseException:
                connection.close()
                raise
        if own != inode & _OWN:  # the index was copied with the newsroom, perhaps by a stranger
            connection.close()
            raise NoIndex(inode)
        if version != VERSION:
            connection.close()
            formats.check(self.path.name, version, VERSION)
            raise NoIndex(inode)
        return connection

    @contextmanager
    def _errors(self, inode: int | None = None) -> Iterator[None]:
        """Turn errors of SQLite into errors of Redaksi.

        Raises:
            NoIndex: when the file with `inode` is unusable or was replaced.
            DiskFull: when the disk has no room.
            StorageError: for every other error.
        """
        try:
            yield
        except sqlite3.DatabaseError as error:
            code = error.sqlite_errorcode & 0xFF
            if inode is not None and (code in _USELESS or self._inode() != inode):
                raise NoIndex(inode) from error
            if code == sqlite3.SQLITE_FULL or not durable.has_room(self.path.parent):
                raise DiskFull(self.path) from error
            raise StorageError(f"{self.path}: {messages.said(error)}.") from error


def _connect(path: Path) -> sqlite3.Connection:
    """A connection to the file `path`, whose folder only this user may write.

    Raises:
        DatabaseError: when SQLite cannot open the file.
        OSError: when others may write the folder, or the file is not a regular one.
    """
    if not location.is_ours(path.parent):  # the rights may have changed since
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    _check_parts(path)
    uri = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(
        uri, timeout=_WAIT, isolation_level=None, check_same_thread=False, uri=True
    )
    try:
        connection.execute("PRAGMA trusted_schema=OFF")
    except BaseException:
        connection.close()
        raise
    return connection


def _check_parts(path: Path) -> None:
    """Check that the files of the index `path` are regular ones, and that there is no journal.

    A copy of a newsroom may contain anything. Redaksi writes no rollback journal, so a journal
    is foreign, and SQLite would remove files that it names.

    Raises:
        Special: when a file is a link or the like, or a rollback journal exists.
    """
    for part in _PARTS:
        with suppress(FileNotFoundError):
            safe_files.check(os.lstat(f"{path}{part}"), alone=True)
    if os.path.lexists(f"{path}-journal"):
        raise safe_files.Special(errno.EINVAL, _("it is no regular file"))


def _remove(path: Path) -> None:
    """Remove the file `path`; a folder in its place is renamed."""
    try:
        path.unlink(missing_ok=True)
    except (IsADirectoryError, PermissionError):
        path.rename(f"{path}.{os.urandom(4).hex()}")
