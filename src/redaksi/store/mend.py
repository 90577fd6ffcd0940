"""What can be done about findings without anybody's judgement; nothing is ever deleted."""

from pathlib import Path

from redaksi.store import durable, rights, scan, temporary
from redaksi.store.base import Finding, Kind
from redaksi.store.layout import ASIDE, lock_of
from redaksi.store.locks import Locks


def mend(folder: Path, locks: Locks, finding: Finding) -> None:
    """Do what can be done about FINDING in the newsroom FOLDER. Raises OSError, StorageError."""
    for name in finding.names:
        if finding.kind is Kind.LOCKS:
            locks.make(name)
        elif finding.kind is Kind.RIGHTS:
            rights.mend(folder / name)
        elif finding.kind in {Kind.DOSSIER, Kind.TEMPORARY}:
            _put_aside(folder, locks, folder / name)


def _put_aside(folder: Path, locks: Locks, path: Path) -> None:
    """Move PATH into a folder beside the articles, unless it has become whole or has gone meanwhile."""
    durable.make_folder(folder / ASIDE)
    with locks.hold(lock_of(folder, path)):
        is_broken = temporary.is_temporary(path.name) or scan.look([path])[0].why
        if is_broken and (path.exists() or path.is_symlink()):
            path.rename(_free(folder / ASIDE / path.name))
            durable.sync(folder / ASIDE)
            durable.sync(path.parent)


def _free(path: Path) -> Path:
    number = 1
    found = path
    while found.exists() or found.is_symlink():
        number += 1
        found = path.with_name(f"{path.name}.{number}")
    return found
