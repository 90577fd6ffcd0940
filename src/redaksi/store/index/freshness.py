"""Compare the index with the files."""

from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from redaksi.errors import StorageError
from redaksi.i18n import _, messages
from redaksi.store.index import rows
from redaksi.store.index.database import Index, NoIndex
from redaksi.store.index.rows import FileState, IndexedFile

if TYPE_CHECKING:
    import sqlite3


class IndexContent:
    """The content of `index`.

    A missing index is no defect: it is built at the next query.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._open = ExitStack()
        self._db: sqlite3.Connection | None = None
        self._useless = ""
        self._shard = ""
        self._indexed: dict[str, IndexedFile] = {}

    def __enter__(self) -> Self:
        self.reopen()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._open.close()

    def reopen(self) -> None:
        """Open the index as it is now."""
        self._open.close()
        self._db, self._shard, self._useless = None, "", ""
        try:
            self._db = self._open.enter_context(self._index.reading())
        except NoIndex as missing:
            if missing.inode:
                self._useless = _("It cannot be read, and is built anew when it is needed.")
        except StorageError as error:
            self._useless = error.sentence
        except OSError as error:
            self._useless = f"{messages.said(error)}."

    def contradicts(self, file: FileState) -> bool:
        """Whether the index contradicts the present `file`.

        External changes that are not indexed yet do not count.
        """
        if self._db and self._shard != file.shard:
            self._indexed, self._shard = rows.indexed_files(self._db, file.shard), file.shard
        indexed = self._indexed.get(file.name) if self._db else None
        if indexed is None or indexed.stamp != file.stamp:
            return False
        return indexed.is_readable != (file.why is None) or (
            file.values is not None and file.values != indexed.values
        )

    def damage(self) -> list[str]:
        """Sentences about defects that the index itself shows."""
        if self._useless:
            return [self._useless]
        return rows.damage(self._db) if self._db else []
