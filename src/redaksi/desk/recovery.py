"""What is typed but not saved is on disk within moments: with the person (mode 0700), never in the newsroom.

Each open editor has a buffer: a file that is replaced durably, and beside it a lock that the kernel frees when the
process ends, however it ends. A buffer whose lock is free was left behind by a crash, a kill or a closed terminal.
"""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import msgspec
import platformdirs

from redaksi import record
from redaksi.errors import storage_errors
from redaksi.store import durable


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """What an editor held: the fields as they were typed, over which version of which article ("" for a new one)."""

    newsroom: str
    article: str
    base: int
    by: str
    at: datetime
    fields: Mapping[str, str]


class Buffer:
    """The recovery file of one open editor. Raises StorageError where the person's state folder cannot be written."""

    def __init__(self, path: Path, lock: int) -> None:
        self._path = path
        self._lock = lock

    @classmethod
    def begin(cls, newsroom: str, article: str) -> "Buffer":
        """A new buffer for ARTICLE of NEWSROOM; nothing is written before the first `keep`."""
        folder = _folder()
        with storage_errors(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = folder / f"{_prefix(newsroom)}{article or 'new'}-{record.random_name()}.json"
            lock = _claim(path)
        if lock is None:
            return cls.begin(newsroom, article)
        return cls(path, lock)

    def keep(self, typed: Typed) -> None:
        """Make TYPED durable in place of what was kept before."""
        with storage_errors(self._path.parent):
            durable.replace(self._path, msgspec.json.encode(typed))

    def discard(self) -> None:
        """Forget what was kept: it is saved, or not wanted."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
            _lock_path(self._path).unlink(missing_ok=True)
        self.release()

    def release(self) -> None:
        """Leave what was kept for another time."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    @property
    def typed(self) -> Typed | None:
        """What is kept; None where nothing is, or nothing that can be read."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Typed)
        except (OSError, msgspec.MsgspecError):
            return None


def left_behind(newsroom: str) -> Iterator[Buffer]:
    """The buffers that nobody holds any more, oldest first; each is held by the caller from then on.

    What another desk of the same person has open, or has just been offered, is not among them.
    """
    paths = [path for path in _folder().glob(f"{_prefix(newsroom)}*.json") if durable.Stamp.at(path)]
    for path in sorted(paths, key=lambda path: durable.Stamp.at(path) or durable.Stamp(0, 0, 0)):
        lock = _claim(path)
        if lock is None:
            continue
        buffer = Buffer(path, lock)
        if buffer.typed is None:
            buffer.release()
        else:
            yield buffer


def _folder() -> Path:
    return platformdirs.user_state_path("redaksi") / "recovery"


def _prefix(newsroom: str) -> str:
    return sha256(newsroom.encode()).hexdigest()[:12] + "-"


def _lock_path(path: Path) -> Path:
    return path.with_suffix(".lock")


def _claim(path: Path) -> int | None:
    """The lock beside PATH, held until it is closed; None where somebody holds it."""
    file = os.open(_lock_path(path), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        return None
    return file
