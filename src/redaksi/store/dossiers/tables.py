"""TinyDB tables with one read, operations in memory and one durable commit of the whole file.

Only writers import this module and, with it, TinyDB; readers do without.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage

from redaksi.errors import StorageError, UnreadableDossier
from redaksi.i18n import _
from redaksi.store.dossiers.storage import Tables, encoded, parse, read_file, too_large
from redaksi.system import durable
from redaksi.system.durable import Stamp

_NUMBER = re.compile(r"[0-9]{1,15}")
_decoder = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])


class StagedStorage(Storage):
    """A TinyDB storage that touches the disk twice: at the first read and at `commit`.

    Rows on disk stay unchanged, byte for byte: they are passed on as `msgspec.Raw`. In the tables
    named by `spread` each value gets its own line, which people read more easily. In all others
    each row gets one line, so that a diff shows the rows that were added. The last `below` parts
    of `path` must not be links.
    """

    def __init__(self, path: Path, below: int, spread: Collection[str] = ()) -> None:
        self._path = path
        self._below = below
        self._spread = spread
        self._tables: Tables | None = None
        self._loaded = False

    def read(self) -> Tables | None:
        """The tables; None if there is no file.

        Raises:
            UnreadableDossier: when the file cannot be read; it is never taken for empty.
        """
        if not self._loaded:
            data = read_file(self._path, self._below)
            self._tables = None if data is None else parse(self._path, data, _decoder)
            if not all(
                _NUMBER.fullmatch(key) for rows in (self._tables or {}).values() for key in rows
            ):
                raise UnreadableDossier(self._path.name, _("a row has no number"))
            self._loaded = True
        return self._tables

    def write(self, data: Tables) -> None:
        """Keep the tables for the commit."""
        self._tables = data
        self._loaded = True

    def commit(self) -> Stamp:
        """Make the tables durable; the stamp of the new file.

        Raises:
            OSError: when the file cannot be written.
            StorageError: when the file would be too large to be read again (the old file is
                unchanged then), or when the disk did not confirm the new file.
        """
        data = encoded(self._tables or {}, self._spread)
        if why := too_large(data):
            raise StorageError(
                _("With all that was ever written in it {file} cannot be saved: {why}.").format(
                    file=self._path.name, why=why
                ),
                _("Nothing was changed. Go on in a new article."),
            )
        return durable.replace(self._path, data, below=self._below)


class StagedTables(TinyDB):
    """TinyDB on a `StagedStorage`, with the two kinds of tables that a newsroom has.

    A table is either rewritten as a whole, or rows are only appended.
    """

    def __init__(self, path: Path, below: int, spread: Collection[str] = ()) -> None:
        self.staged = StagedStorage(path, below, spread)
        super().__init__(storage=lambda: self.staged)

    def rewrite(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Replace all rows of `table` by `rows`."""
        if len(self.table(table)):
            self.table(table).truncate()
        self.append(table, rows)

    def append(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Append `rows` to `table`; the table exists afterwards even if it has no rows."""
        added = list(rows)
        if added or table not in (self.staged.read() or {}):
            self.table(table).insert_multiple(added)
