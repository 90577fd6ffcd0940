"""The files that an export wrote into a folder: look whether they are still there, remove them."""

import os
from collections.abc import Collection, Container, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from redaksi.errors import storage_errors
from redaksi.exporters import manifest
from redaksi.exporters.candidate import Kept, sha256_of
from redaksi.exporters.folder import Present, open_present, unlink
from redaksi.exporters.manifest import ANYBODY, FORMAT, NO_STAMP, Entry, FileList, Keeper
from redaksi.exporters.staging import Staging
from redaksi.i18n import _


class FileDifference(NamedTuple):
    """A file that is not as it was exported: its path, why, its article, whether it is gone."""

    path: str
    why: str
    article: str
    is_gone: bool


def differing(
    folder: Path, entries: Mapping[str, Entry], articles: Container[str]
) -> Iterator[FileDifference]:
    """The files of `articles` that are not as they were exported, of the listed `entries`.

    Where the list keeps the stamp of a file, a file with this stamp is not read.
    """
    wanted = {path: one for path, one in entries.items() if one.article in articles}
    return _differences(folder, wanted)


def _differences(folder: Path, entries: Mapping[str, Entry]) -> Iterator[FileDifference]:
    present = Present(folder)
    for path, entry in entries.items():
        if entry.stamp != NO_STAMP and entry.stamp == present.stamp(path):
            continue
        why, is_gone = _why(folder, path, entry)
        if why:
            yield FileDifference(path, why, entry.article, is_gone)


def _why(folder: Path, path: str, entry: Entry) -> tuple[str, bool]:
    """How the file differs, "" for not at all; and whether it is gone."""
    try:
        present = open_present(folder, path)
        if present is None:
            return _("It was removed."), True
        with present:
            is_same = sha256_of(present) == entry.sha256
            return ("" if is_same else _("It was changed by hand since it was exported.")), False
    except Kept as kept:
        return str(kept), False


def remove(
    folder: Path, format_name: str, articles: Collection[str], keeper: Keeper = ANYBODY
) -> tuple[FileDifference, ...]:
    """Remove the files of `articles`; those that somebody changed since stay and are returned.

    Raises what `keeper` raises about the list in place: one that somebody else wrote could name
    files that are not ours.

    Raises:
        BadInput: when the list of the files is damaged.
        StorageError: when a file cannot be removed.
    """
    with storage_errors(folder), Staging(folder, format_name) as staging:
        listed = manifest.file_name(format_name)
        entries = manifest.load(folder / listed, keeper)
        ours = {path: one for path, one in entries.items() if one.article in articles}
        changed = {one.path: one for one in _differences(folder, ours)}
        for path in ours.keys() - changed.keys():
            unlink(folder, path)
        kept = {
            path: one
            for path, one in entries.items()
            if path not in ours or _is_there(folder, path)
        }
        if kept != entries:
            manifest.place(staging, listed, FileList(redaksi=FORMAT, files=kept), keeper)
        return tuple(one for path, one in changed.items() if _is_there(folder, path))


def _is_there(folder: Path, path: str) -> bool:
    return os.path.lexists(folder / path)  # Path's own raises for a name that is too long
