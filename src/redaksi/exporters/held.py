"""The files that an export wrote into a folder: look whether they are still there, remove them."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from redaksi.errors import storage_errors
from redaksi.exporters import manifest
from redaksi.exporters.candidate import Kept, sha256_of
from redaksi.exporters.folder import Refusal, open_present, unlink
from redaksi.exporters.manifest import ALL, ANYBODY, FORMAT, Entry, FileList, Keeper
from redaksi.exporters.staging import Staging
from redaksi.i18n import _


def differing(
    folder: Path, format_name: str, articles: Collection[str]
) -> tuple[tuple[Refusal, ...], frozenset[str]]:
    """The files of `articles` that are not as they were exported, and the articles with files.

    Files about all articles count, too.

    Raises:
        BadInput: when the list of the files is damaged.
        StorageError: when the list cannot be read.
    """
    wanted = {*articles, ALL}
    entries = manifest.load(folder / manifest.file_name(format_name))
    ours = {path: one for path, one in entries.items() if one.article in wanted}
    found = tuple(_differences(folder, ours))
    return found, frozenset(one.article for one in ours.values())


def _differences(folder: Path, entries: dict[str, Entry]) -> Iterator[Refusal]:
    for path, entry in entries.items():
        why = ""
        try:
            present = open_present(folder, path)
            if present is None:
                why = _("It was removed.")
            else:
                with present:
                    if sha256_of(present) != entry.sha256:
                        why = _("It was changed by hand since it was exported.")
        except Kept as kept:
            why = str(kept)
        if why:
            yield Refusal(path, why, entry.article)


def remove(
    folder: Path, format_name: str, article: str, keeper: Keeper = ANYBODY
) -> tuple[Refusal, ...]:
    """Remove the files of `article`; those that somebody changed since stay and are returned.

    Raises what `keeper` raises about the list in place: one that somebody else wrote could name
    files that are not ours.

    Raises:
        BadInput: when the list of the files is damaged.
        StorageError: when a file cannot be removed.
    """
    with storage_errors(folder), Staging(folder, format_name) as staging:
        listed = manifest.file_name(format_name)
        entries = manifest.load(folder / listed, keeper)
        ours = {path: one for path, one in entries.items() if one.article == article}
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
