"""Who has an article open for editing: one locked file per open editor.

The kernel frees the lock when the process ends.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from redaksi.store.base import Presence
from redaksi.system import file_locks, safe_files, sharing
from redaksi.text import clean


@contextmanager
def announce(folder: Path, article_id: str, presence: Presence) -> Iterator[None]:
    """A context in which `presence` at `article_id` is visible in `folder`.

    If `folder` cannot be written, nobody sees the presence.
    """
    file = -1
    name = f"{article_id}.{os.urandom(4).hex()}"
    with suppress(OSError), sharing.folder(folder, 1) as opened:
        # The name is hidden until the file is locked: an unlocked file counts as one of a dead
        # process.
        file = safe_files.open_in(opened, f".{name}", os.O_RDWR | os.O_CREAT | os.O_EXCL)
        file_locks.take(file)  # before others have the right to open the file, and could lock it
        sharing.share(file, os.fstat(opened))
        os.write(file, msgspec.json.encode(presence))
        os.rename(f".{name}", name, src_dir_fd=opened, dst_dir_fd=opened)
    try:
        yield
    finally:
        if file >= 0:
            with suppress(OSError), safe_files.folder(folder, 1) as opened:
                os.unlink(name, dir_fd=opened)
            os.close(file)


def present(folder: Path, article_id: str) -> list[Presence]:
    """Everybody who has `article_id` open, the earliest first.

    Files of dead processes are removed.
    """
    found: list[Presence] = []
    with suppress(OSError), safe_files.folder(folder, 1) as opened:
        names = [name for name in os.listdir(opened) if name.startswith(f"{article_id}.")]  # noqa: PTH208 - no path here
        found = [one for name in names if (one := _look(opened, name))]
    return sorted(found, key=lambda one: one.since)


def _look(folder: int, name: str) -> Presence | None:
    try:
        file = safe_files.open_in(folder, name)
    except OSError:
        return None
    try:
        if not file_locks.try_take(file, shared=True):
            return _decoded(os.read(file, 4096))
        with suppress(OSError):
            os.unlink(name, dir_fd=folder)
        return None
    finally:
        os.close(file)


def _decoded(data: bytes) -> Presence | None:
    try:
        found = msgspec.json.decode(data, type=Presence)
    except msgspec.MsgspecError:  # the file is damaged
        return None
    return found._replace(editor=clean.line(found.editor)) if found.since.tzinfo else None
