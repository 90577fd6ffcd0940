"""The derived index: a SQLite file that answers for the board what the dossiers would answer
more slowly.

It may be deleted at any time. A new one is built beside it and takes its place; whoever has the
old one open notices by the inode and opens the new one.
"""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from redaksi.errors import DiskFull, StorageError
from redaksi.i18n import _, messages
from redaksi.store.dossiers import durable, formats, sharing
from redaksi.store.dossiers.locks import Locks
from redaksi.store.index import location
from redaksi.store.index.schema import ORDERS, TABLES, VERSION
from redaksi.system import safe_files

_WAIT = 10.0
"""Seconds to wait for another writer of the index."""
_USELESS = {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
}
_PARTS = ("", "-wal", "-shm", "-journal")
_OWN = (1 << 31) - 1
"""What of an inode the index keeps."""

Fill = Callable[[sqlite3.Connection], None]
"""Brings something into an index that is being built."""


class NoIndex(Exception):
    """There is no index of use: none (`inode` is 0), a damaged one, or one of an older version.

    Stays in the store.
    """

    def __init__(self, inode: int = 0) -> None:
        super().__init__(inode)
        self.inode = inode


class Index:
    """The file of the index, and connections to it: each is used by one thread at a time."""

    def __init__(self, path: Path, locks: Locks) -> None:
        self.path = path
        self._locks = locks
        self._idle: list[tuple[int, sqlite3.Connection]] = []

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to ask.

        Raises:
            NoIndex
            NewerFormat
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
            NoIndex
        """
        with self._locks.hold("index", shared=True), self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            with connection:
                yield connection

    def rebuild(self, fill: Fill, useless: int, texts: Fill = lambda _db: None) -> None:
        """Put a new index in the place of the one with the inode `useless`, unless somebody
        else has done it.

        `fill` takes in what is on disk. It is called twice: at length, and then for what changed
        meanwhile, with the writers waiting. `texts`, called in between, may bring in the full
        text.
        """
        with self._locks.hold("rebuild"), self._errors():
            if self._inode() in (0, useless):
                self._build(fill, texts)

    def mark(self) -> str:
        """What tells this index from the others of the same newsroom, and from the one before
        it; empty: no index.
        """
        try:
            status = self.path.lstat()
        except OSError:
            return ""
        return f"{status.st_dev}:{status.st_ino}"

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
        """An empty file `path`, for whoever may write its folder: SQLite locks it and what it
        makes beside it.
        """
        with safe_files.folder(path.parent, 0) as folder:
            file = safe_files.open_in(folder, path.name, os.O_RDWR | os.O_CREAT | os.O_EXCL)
            try:
                around = os.fstat(folder)
                sharing.share(file, around, sharing.held_mode(around))
            finally:
                safe_files.close(file)

    def _sweep(self) -> None:
        """Remove what a killed builder left; the lock says that nobody else builds."""
        for left in self.path.parent.glob(f".{self.path.name}.*.tmp*"):
            with suppress(OSError):
                left.unlink()

    def _put_in_place(self, new: Path) -> None:
        file = safe_files.open_file(new)
        try:
            os.fsync(file)
        finally:
            safe_files.close(file)
        # A write-ahead log knows not which file it belongs to: the old one must be gone before the
        # new file is there.
        for part in _PARTS:
            _remove(Path(f"{self.path}{part}"))
        new.rename(self.path)

    def _inode(self) -> int:
        """The inode of the file, 0 where there is none."""
        stamp = durable.Stamp.at(self.path)
        return stamp.inode if stamp else 0

    def _connection(self, inode: int) -> sqlite3.Connection:
        """A connection to the file with `inode`: an idle one or a new one."""
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
        if own != inode & _OWN:  # it came with a copy of the newsroom, whoever made that
            connection.close()
            raise NoIndex(inode)
        if version != VERSION:
            connection.close()
            formats.check(self.path.name, version, VERSION)
            raise NoIndex(inode)
        return connection

    @contextmanager
    def _errors(self, inode: int | None = None) -> Iterator[None]:
        """Turn errors of SQLite into ours: into NoIndex where the file with `inode` is of no
        use, or was taken away.
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
    """A connection to the file `path` in a folder of ours.

    Raises:
        DatabaseError
        OSError
    """
    if not location.is_ours(path.parent):  # any longer
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
    """Raise `regular.Special` where a file of the index `path` is none, but a link or the like,
    or none of ours.

    A copy of a newsroom may bring any. We write no journal for rolling back: SQLite would remove
    what it names.
    """
    for part in _PARTS:
        with suppress(FileNotFoundError):
            safe_files.check(os.lstat(f"{path}{part}"), alone=True)
    if os.path.lexists(f"{path}-journal"):
        raise safe_files.Special(errno.EINVAL, _("it is no regular file"))


def _remove(path: Path) -> None:
    """Remove `path`; a folder that somebody made there is moved out of the way."""
    try:
        path.unlink(missing_ok=True)
    except (IsADirectoryError, PermissionError):
        path.rename(f"{path}.{os.urandom(4).hex()}")
