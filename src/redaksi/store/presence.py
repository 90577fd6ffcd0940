"""Who has an article open for editing: one locked file per open editor, which the kernel frees with its process."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from redaksi.store import durable
from redaksi.store.base import Presence


@contextmanager
def announce(folder: Path, article_id: str, presence: Presence) -> Iterator[None]:
    """Show PRESENCE at ARTICLE_ID in FOLDER meanwhile; where FOLDER cannot be written, nobody sees it."""
    file = -1
    path = folder / f"{article_id}.{os.urandom(4).hex()}"
    with suppress(OSError):
        if not folder.is_dir():
            durable.make_folder(folder)
        # Under a hidden name until it is locked: an unlocked one would be taken for a dead process's.
        hidden = path.with_name(f".{path.name}")
        file = os.open(hidden, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        durable.share(file, folder.stat())
        fcntl.flock(file, fcntl.LOCK_EX)
        os.write(file, msgspec.json.encode(presence))
        hidden.rename(path)
    try:
        yield
    finally:
        if file >= 0:
            with suppress(OSError):
                path.unlink(missing_ok=True)
            os.close(file)


def present(folder: Path, article_id: str) -> list[Presence]:
    """Everybody who has ARTICLE_ID open now, in the order in which they came; files of dead processes are removed."""
    found = [one for path in folder.glob(f"{article_id}.*") if (one := _look(path))]
    return sorted(found, key=lambda one: one.since)


def _look(path: Path) -> Presence | None:
    try:
        file = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _decoded(os.read(file, 4096))
    else:
        with suppress(OSError):
            path.unlink()
        return None
    finally:
        os.close(file)


def _decoded(data: bytes) -> Presence | None:
    try:
        return msgspec.json.decode(data, type=Presence)
    except msgspec.MsgspecError:  # it is being written
        return None
