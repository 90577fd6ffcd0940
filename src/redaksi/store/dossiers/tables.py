"""TinyDB's tables in a file that is replaced whole: one read, operations in memory, one durable
commit.

Only who writes loads this, and TinyDB with it: what is read needs none.
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
from redaksi.store.dossiers import durable
from redaksi.store.dossiers.durable import Stamp
from redaksi.store.dossiers.storage import Tables, encoded, parse, read_file, too_large

_NUMBER = re.compile(r"[0-9]{1,15}")
_decoder = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])


class StagedStorage(Storage):
    """A TinyDB storage that touches the disk twice: at the first read and at `commit`.

    What is on disk stays as it is, byte for byte: its rows are handed on as `msgspec.Raw`.
    `spread` names the tables whose rows are spread over lines for the eye; all others get one line
    a row, so that a diff shows what came. The last `below` parts of the path are no links.
    """

    def __init__(self, path: Path, below: int, spread: Collection[str] = ()) -> None:
        self._path = path
        self._below = below
        self._spread = spread
        self._tables: Tables | None = None
        self._loaded = False

    def read(self) -> Tables | None:
        """The tables; None where there is no file.

        Raises UnreadableDossier: such a file is never taken for empty.
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
            OSError
            StorageError: for more than may be read again, and then the old file is untouched
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
    """TinyDB on a StagedStorage, with the two kinds of tables that a newsroom has."""

    def __init__(self, path: Path, below: int, spread: Collection[str] = ()) -> None:
        self.staged = StagedStorage(path, below, spread)
        super().__init__(storage=lambda: self.staged)

    def rewrite(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Make `rows` all that `table` holds."""
        if len(self.table(table)):
            self.table(table).truncate()
        self.append(table, rows)

    def append(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add `rows` behind what `table` holds; also a table without rows is there afterwards."""
        added = list(rows)
        if added or table not in (self.staged.read() or {}):
            self.table(table).insert_multiple(added)
