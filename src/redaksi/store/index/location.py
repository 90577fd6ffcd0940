"""Choose the folder of the index: only this user may write that folder.

SQLite opens paths, follows links and trusts journals, which another user could plant. The index
lies in the newsroom's folder if only this user may write there, else in this user's cache.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path

from redaksi.domain.hashing import sha256
from redaksi.errors import NoHome
from redaksi.system import durable, file_systems, homes, safe_files

_OTHERS = stat.S_IWGRP | stat.S_IWOTH
"""The rights of others to write; the mask of an access list appears in the group's bits."""


def of_index(newsroom: Path) -> Path | None:
    """The folder for the index of `newsroom`; None if no folder is safe.

    The folder is `newsroom` with all links resolved, or a folder in this user's cache. For a
    missing newsroom no folder is created in the cache.
    """
    real = Path(os.path.realpath(newsroom))
    if not os.path.isdir(real):  # noqa: PTH112 - `Path.is_dir` raises where the disk fails
        return None
    is_own = os.access(real, os.W_OK) and is_ours(real)
    if is_own and durable.has_room(real):
        return real
    try:
        cache = Path(os.path.realpath(homes.cache()))
    except NoHome:
        return real if is_own else None
    own = cache / sha256(os.fsencode(real))[:16]
    if _made(cache) and _made(own) and durable.has_room(own):
        return own
    return real if is_own else None


def is_ours(folder: Path) -> bool:
    """Whether only this user and root may write or replace `folder`.

    The path of `folder` must not contain links.
    """
    with suppress(OSError):
        status = folder.lstat()
        is_folder, is_own = stat.S_ISDIR(status.st_mode), status.st_uid == os.geteuid()
        return is_folder and is_own and is_closed(status) and all(map(_stays, folder.parents))
    return False


def is_closed(folder: os.stat_result) -> bool:
    """Whether only the owner may write a folder with the status `folder`."""
    return not folder.st_mode & _OTHERS


def _stays(above: Path) -> bool:
    """Whether other users cannot rename or replace our entries of the folder `above`."""
    status = above.lstat()
    is_kept = is_closed(status) or bool(status.st_mode & stat.S_ISVTX)
    return is_kept and stat.S_ISDIR(status.st_mode) and status.st_uid in {0, os.geteuid()}


def _made(folder: Path) -> bool:
    """Create `folder` if needed, closed to others; whether it is safe and writable."""
    try:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        if not all(map(_stays, folder.parents[max(len(missing) - 1, 0) :])):
            return False
        for one in reversed(missing):
            one.mkdir(mode=0o700, exist_ok=True)
        with safe_files.folder(folder, 1) as opened:
            if os.fstat(opened).st_uid == os.geteuid():
                file_systems.give_mode(opened, 0o700)
    except OSError:
        return False
    return is_ours(folder) and os.access(folder, os.W_OK)
