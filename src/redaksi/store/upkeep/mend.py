"""Repair findings that need no human judgement; nothing is ever deleted."""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from redaksi.store.base import Defect, DefectKind
from redaksi.store.dossiers.layout import ASIDE, ATTACHMENTS, DELIVERIES, HOUSE, TEAM, lock_of
from redaksi.store.dossiers.locks import Locks
from redaksi.store.index import scan
from redaksi.store.upkeep import rights
from redaksi.system import file_systems, safe_files, sharing, temporary

_LEFT = {HOUSE, TEAM, "articles", ASIDE, DELIVERIES, ATTACHMENTS}
"""Names that are never moved: without them there is no newsroom, so a person must decide."""


def mend(folder: Path, locks: Locks, finding: Defect) -> None:
    """Repair `finding` in the newsroom `folder` as far as possible.

    Raises:
        OSError: when the system refuses.
        StorageError: when a disk or its rights prevent the repair.
    """
    for name in finding.names:
        if finding.kind is DefectKind.LOCKS:
            locks.make(name)
        elif finding.kind is DefectKind.RIGHTS:
            rights.mend(folder / name, len(Path(name).parts))
        elif finding.kind is DefectKind.SPECIAL and not _is_left(name):
            _put_aside(folder, name, only=_is_special)
        elif finding.kind in {DefectKind.DOSSIER, DefectKind.TEMPORARY}:
            _put_aside_if_broken(folder, locks, name)


def _is_left(name: str) -> bool:
    """Whether `name` is never moved.

    Without its ledger, all that a target has would be delivered again.
    """
    return name in _LEFT or name.startswith(f"{DELIVERIES}/")


def _put_aside_if_broken(folder: Path, locks: Locks, name: str) -> None:
    """Move `name` into the folder `.aside`, unless the file was repaired or removed meanwhile."""
    path = folder / name
    with locks.hold(lock_of(folder, path)):
        if temporary.is_temporary(path.name) or scan.look([path])[0].why:
            _put_aside(folder, name)


def _is_special(status: os.stat_result) -> bool:
    """Whether `status` is that of something else than a regular file.

    A member of the team may replace the file between examination and repair.
    """
    return not stat.S_ISREG(status.st_mode)


def _put_aside(
    folder: Path, name: str, only: Callable[[os.stat_result], bool] = lambda _status: True
) -> None:
    """Move `name` into the folder `.aside` if `only` accepts its present status."""
    *shards, file = Path(name).parts
    with (
        sharing.folder(folder / ASIDE, 1) as aside,
        safe_files.folder(folder.joinpath(*shards), len(shards)) as source,
        suppress(FileNotFoundError),
    ):
        if only(os.stat(file, dir_fd=source, follow_symlinks=False)):
            os.rename(file, _free(aside, file), src_dir_fd=source, dst_dir_fd=aside)
            file_systems.sync_folder(aside)
            file_systems.sync_folder(source)


def _free(folder: int, name: str) -> str:
    """A name that is free in the open `folder`: `name`, with a number behind it if needed."""
    taken, number, found = set(os.listdir(folder)), 1, name
    while found in taken:
        number += 1
        found = f"{name}.{number}"
    return found
