"""The files that an export wrote into a folder: look whether they are still there, remove them."""

import os
from collections.abc import Collection, Container, Mapping
from pathlib import Path
from typing import NamedTuple

from redaksi.errors import storage_errors
from redaksi.exporters import manifest
from redaksi.exporters.candidate import Kept
from redaksi.exporters.manifest import ANYBODY, FORMAT, Entry, FileList, Keeper
from redaksi.exporters.present import Present, open_present, restamped, unlink, was_exported
from redaksi.exporters.staging import Staging
from redaksi.i18n import _


class FileDifference(NamedTuple):
    """A file that is not as it was exported: its path, why, its article, whether it is gone."""

    path: str
    why: str
    article: str
    is_gone: bool


class Compared(NamedTuple):
    """The files that differ, and the entries of those that were only touched, with new stamps."""

    differences: tuple[FileDifference, ...]
    touched: Mapping[str, Entry]


def compare(
    folder: Path,
    entries: Mapping[str, Entry],
    articles: Container[str],
    *,
    read: Container[str] = (),
) -> Compared:
    """Compare the files of `articles` with the listed `entries`.

    A file with the stamp that the list keeps is not read, except the files in `read`.
    """
    present, differences, touched = Present(folder), [], {}
    for path, entry in entries.items():
        if entry.article not in articles:
            continue
        if path not in read and present.is_untouched(path, entry):
            continue
        found = _found(folder, path, entry)
        if isinstance(found, FileDifference):
            differences.append(found)
        else:
            touched[path] = found
    return Compared(tuple(differences), touched)


def _found(folder: Path, path: str, entry: Entry) -> FileDifference | Entry:
    """How the file differs from `entry`, or the entry with its stamp."""
    try:
        present = open_present(folder, path)
        if present is None:
            return FileDifference(path, _("It was removed."), entry.article, is_gone=True)
        with present:
            found = restamped(present, entry)
            if found is None and entry.was and was_exported(present, entry):
                found = entry  # a killed export left it in place
        why = _("It was changed by hand since it was exported.")
    except Kept as kept:
        found, why = None, str(kept)
    return found or FileDifference(path, why, entry.article, is_gone=False)


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
        changed = {one.path: one for one in compare(folder, ours, articles).differences}
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
