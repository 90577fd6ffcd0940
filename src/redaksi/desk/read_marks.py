"""What a person has read: the version of each article that they opened last, kept at their home.

The file lies in the person's state folder, one for each newsroom and name. It is small and of
limited size. A lost or damaged file is no error: less counts as read then. Several desks of the
person may write it at once: each change is made to the present file, under a lock.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec

from redaksi.domain.hashing import sha256
from redaksi.errors import storage_errors
from redaksi.system import durable, file_locks, homes, safe_files, sharing
from redaksi.text import clean

MOST = 1000
"""The most articles of which a version is kept: those that were opened last."""
_LARGEST = 1 << 20
"""The most bytes that are read of the file."""


class ReadMark(msgspec.Struct, frozen=True, array_like=True):
    """The version in which an article was opened last, and when."""

    version: int
    at: Annotated[datetime, msgspec.Meta(tz=True)]


LastRead = Mapping[str, ReadMark]
"""The last opening of each article, by its id; the latest openings come last."""


class ReadMarks:
    """The read marks of the person `name` in the newsroom with this `uuid`."""

    def __init__(self, uuid: str, name: str) -> None:
        names = (sha256(one.encode())[:12] for one in (uuid, clean.key(name)))
        self._name = "-".join(names)

    @property
    def _path(self) -> Path:
        return place() / f"{self._name}.json"

    def load(self) -> LastRead:
        """The last openings; none where the file is lost or damaged.

        Raises:
            NoHome: when the person has no home folder.
        """
        return _loaded(self._path)

    def opened(self, articles: Mapping[str, int], at: datetime) -> None:
        """Note durably that each of `articles`, ids with their versions, was opened at `at`.

        A version that was opened already stays the newest one.

        Raises:
            NoHome: when the person has no home folder.
            StorageError: when the file cannot be written.
        """

        def alter(present: LastRead) -> LastRead:
            changed = {one: present[one] for one in present if one not in articles}
            for one, version in articles.items():
                before = present.get(one)
                changed[one] = ReadMark(max(version, before.version if before else 0), at)
            return dict(list(changed.items())[-MOST:])

        if articles:
            self._change(alter)

    def _change(self, alter: Callable[[LastRead], LastRead]) -> None:
        path = self._path
        with storage_errors(path.parent):
            sharing.make_folders(path.parent, 0o700)
            lock = safe_files.open_file(path.with_suffix(".lock"), flags=os.O_RDWR | os.O_CREAT)
            try:
                file_locks.take(lock)
                durable.replace(path, msgspec.json.encode(alter(_loaded(path))), 0o600)
            finally:
                safe_files.close(lock)


def _loaded(path: Path) -> LastRead:
    with suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        data = safe_files.read(path, most=_LARGEST)
        return msgspec.json.decode(data, type=dict[str, ReadMark])
    return {}


def place() -> Path:
    """The folder with the read marks of all newsrooms.

    Raises:
        NoHome: when the person has no home folder.
    """
    return homes.state() / "read"
