"""A newsroom is put back from its files: built beside its place and moved there at once, or not at all."""

import fcntl
import glob
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from redaksi import regular
from redaksi.errors import Refused, storage_errors
from redaksi.i18n import _
from redaksi.store import durable, temporary
from redaksi.store.base import Content
from redaksi.store.files import FileStore


def restore(folder: Path, contents: Iterable[Content]) -> int:
    """Make the newsroom of CONTENTS in FOLDER, which must be empty or not there; how many files it has.

    It takes the group and the mode of FOLDER, or of the folder around it. Raises Refused, StorageError, and whatever
    CONTENTS raises: then nothing is left.
    """
    check_empty(folder)
    with storage_errors(folder), _moved_to(folder) as building:
        count = sum(_write(building / name, data) for name, data in contents)
        FileStore.create(building).close()
        return count


def check_empty(folder: Path) -> None:
    """Raise Refused unless FOLDER is empty or not there."""
    with storage_errors(folder):
        if any(folder.iterdir()) if folder.is_dir() else folder.exists():
            raise Refused(_("{path} is not empty.").format(path=folder), _("Name a new folder; nothing was touched."))


@contextmanager
def _moved_to(folder: Path) -> Iterator[Path]:
    folder = folder.absolute()
    shared = folder.stat() if folder.exists() else folder.parent.stat()
    _sweep(folder)
    building = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.tmp")
    building.mkdir(0o700)
    try:
        with _held(building) as opened:
            durable.share(opened, shared)
            yield building
            os.sync()  # one for all is quicker than one for each
            building.rename(folder)
        durable.sync(folder.parent)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise


def _sweep(folder: Path) -> None:
    """Remove what killed restorers of FOLDER left beside it: a living one holds what it builds."""
    for left in folder.parent.glob(f".{glob.escape(folder.name)}.*.tmp"):
        if temporary.is_temporary(left.name) and not left.is_symlink():
            with suppress(OSError), _held(left):
                shutil.rmtree(left)


@contextmanager
def _held(folder: Path) -> Iterator[int]:
    """Hold FOLDER, which is open meanwhile, as its only builder. Raises OSError where somebody else does."""
    with regular.folder(folder, 1) as opened:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield opened


def _write(path: Path, data: bytes) -> int:
    """Make the file PATH of DATA; how many files that is."""
    if not path.parent.is_dir():
        for folder in reversed(path.parents):
            if not folder.is_dir():
                durable.make_folder(folder)
    with path.open("xb") as file:
        durable.share(file.fileno(), path.parent.stat())
        file.write(data)
    return 1
