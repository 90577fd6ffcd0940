"""A small file in a person's state folder, one for each newsroom and name.

A lost or damaged file is no error: nothing is remembered then. Several desks of the person may
write it at once: each change is made to the present file, under a lock.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from redaksi.domain.hashing import sha256
from redaksi.errors import storage_errors
from redaksi.system import durable, file_locks, homes, safe_files, sharing
from redaksi.text import clean

_LARGEST = 1 << 20
"""The most bytes that are read of a file."""

Content = TypeVar("Content")


class OwnFile(Generic[Content]):
    """The content of type `kind` that the person `name` has for the newsroom with this `uuid`.

    The files of all newsrooms lie in the folder `folder` of the person's state folder. `empty`
    makes the content of a file that is not there.
    """

    def __init__(
        self, folder: str, uuid: str, name: str, kind: type[Content], empty: Callable[[], Content]
    ) -> None:
        names = (sha256(one.encode())[:12] for one in (uuid, clean.key(name)))
        self._folder = folder
        self._name = f"{'-'.join(names)}.json"
        self._kind = kind
        self._empty = empty

    @property
    def _path(self) -> Path:
        return homes.state() / self._folder / self._name

    def load(self) -> Content:
        """The content; the empty one where the file is lost or damaged.

        Raises:
            NoHome: when the person has no home folder.
        """
        return self._loaded(self._path)

    def change(self, alter: Callable[[Content], Content]) -> None:
        """Replace the content by what `alter` makes of it, durably.

        Raises:
            NoHome: when the person has no home folder.
            StorageError: when the file cannot be written.
        """
        path = self._path
        with storage_errors(path.parent):
            sharing.make_folders(path.parent, 0o700)
            lock = safe_files.open_file(path.with_suffix(".lock"), flags=os.O_RDWR | os.O_CREAT)
            try:
                file_locks.take(lock)
                durable.replace(path, msgspec.json.encode(alter(self._loaded(path))), 0o600)
            finally:
                safe_files.close(lock)

    def _loaded(self, path: Path) -> Content:
        with suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return msgspec.json.decode(safe_files.read(path, most=_LARGEST), type=self._kind)
        return self._empty()
