"""Check that everybody who shares the newsroom has the rights that they need on its files."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from redaksi.i18n import _, messages
from redaksi.store.base import Defect, DefectKind
from redaksi.system import safe_files, sharing


def findings(folder: Path, paths: Iterable[Path]) -> Iterator[Defect]:
    """Findings about the rights of `paths` in the newsroom `folder`; one finding per reason.

    `paths` are files and folders below `folder`.
    """
    writable = os.access(folder, os.W_OK)
    if not writable:
        yield Defect(
            DefectKind.READ_ONLY, (folder.name,), _("You may read the newsroom, not write it.")
        )
    names: dict[str, list[str]] = {}
    status_of = cache(Path.stat)
    for path in paths:
        if why := _why(path, writable, status_of):
            names.setdefault(why, []).append(path.relative_to(folder).as_posix())
    for why, found in names.items():
        yield Defect(DefectKind.RIGHTS, tuple(found), why)


def mend(path: Path, below: int) -> None:
    """Give `path` the group and the rights of its folder.

    The last `below` parts of `path` must not be links.

    Raises:
        OSError: when the system refuses.
    """
    with (
        safe_files.folder(path.parent, below - 1) as opened,
        safe_files.handle(opened, path.name) as handle,
    ):
        around = os.fstat(opened)
        sharing.share(handle, around, sharing.held_mode(around) if _is_held(path) else None)


def _is_held(path: Path) -> bool:
    """Whether `path` is a file that is locked during a save: a lock file or the index."""
    return path.parent.name == ".locks" or path.name.startswith(".index")


def _why(path: Path, writable: bool, status_of: Callable[[Path], os.stat_result]) -> str:
    try:
        status = path.lstat()
    except FileNotFoundError:
        return ""
    except OSError as error:
        return _("You may not look at it: {why}.").format(why=messages.said(error))
    is_folder, is_held = stat.S_ISDIR(status.st_mode), _is_held(path)
    if not is_folder and (not stat.S_ISREG(status.st_mode) or (is_held and not writable)):
        return ""  # special files are another finding; a reader without write access locks nothing
    if not os.access(path, os.R_OK | (os.X_OK if is_folder else 0)):
        return _("You may not read it.")
    # Files are replaced, not written; the index is the exception.
    if writable and (is_folder or path.name.startswith(".index")) and not os.access(path, os.W_OK):
        return _("You may not write it.")
    return _shared(status, status_of(path.parent), is_held=is_held)


def _shared(status: os.stat_result, folder: os.stat_result, *, is_held: bool) -> str:
    """Why a file has other rights than its `folder` demands; "" if they are right.

    `sharing.share` defines the rights, and `sharing.held_mode` those of files that are held.
    """
    bits = 0o2777 if stat.S_ISDIR(status.st_mode) else 0o666
    due = sharing.held_mode(folder) if is_held else folder.st_mode
    if is_held and status.st_mode & 0o666 & ~due:
        return _(
            "Whoever may only read the newsroom can lock it, and make everybody wait who saves."
        )
    if due & bits & ~status.st_mode:
        return _("Others who share the folder may not use it.")
    by_group, by_others = folder.st_mode >> 3 & 7, folder.st_mode & 7
    if status.st_gid != folder.st_gid and by_group != by_others:
        return _("It belongs to another group than its folder.")
    return ""
