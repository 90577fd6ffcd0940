"""Update the index from the disk: changed files are read, removed files are dropped."""

import os
import sqlite3
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from redaksi.errors import UnreadableDossier
from redaksi.i18n import _
from redaksi.store.base import Problem
from redaksi.store.dossiers import dossier
from redaksi.store.dossiers.layout import BELOW, SHARDS, is_at_home
from redaksi.store.dossiers.there import check_there
from redaksi.store.index import rows
from redaksi.store.index.database import Index
from redaksi.store.index.folders import Folders, Look
from redaksi.store.index.rows import FileStamp, FileState
from redaksi.system import safe_files, temporary, workers
from redaksi.system.durable import Stamp

_BATCH = 200
"""The number of files per transaction; small, because other writers of the index wait for it."""


def refresh(articles: Path, index: Index, folders: Folders) -> set[str]:
    """Update `index` with every change below `articles`; the ids that changed.

    Raises:
        NoIndex: when there is no usable index.
        NewsroomGone: when the newsroom is not there any more.
    """
    now = _look_at_folders(articles)
    with index.reading() as db:
        names = {*now.states, *rows.shards(db)}
        changed = _take_in(articles, index, workers.each(look, _changed(articles, db, names)))
    folders.compared(now)
    return changed


def freshen(articles: Path, index: Index, folders: Folders, least: int = 1) -> None:
    """Update `index` with the files of the folders that changed since the last comparison.

    Fewer than `least` folders are left as they are.

    Raises:
        NoIndex: when there is no usable index.
        NewsroomGone: when the newsroom is not there any more.
    """
    now = _look_at_folders(articles)
    names = folders.changed(now)
    if len(names) >= least:
        with index.reading() as db:
            _take_in(articles, index, workers.each(look, _changed(articles, db, names)))
        folders.compared(now)


def refresh_files(articles: Path, index: Index, paths: Iterable[Path]) -> set[str]:
    """Update `index` with the dossiers `paths`, changed or removed; the ids that changed.

    Raises:
        NoIndex: when there is no usable index.
        NewsroomGone: when the whole newsroom is gone; the index stays unchanged then.
    """
    with index.reading() as db:
        known = {path: rows.stamp(db, path.parent.name, path.name) for path in paths}
    present = {path: Stamp.at(path) for path in known}
    if None in present.values():
        check_there(articles.parent)
    changed = (path for path, stamp in known.items() if present[path] != stamp)
    return _take_in(articles, index, workers.each(look, changed))


def fill(articles: Path, db: sqlite3.Connection, tick: Callable[[], None] = lambda: None) -> None:
    """Update `db`, an index that nobody else uses yet, with every change below `articles`.

    `tick` is called for each file.
    """

    def unchanged(seen: FileState) -> Stamp | None:
        tick()
        return seen.stamp

    db.execute("BEGIN")
    with db:
        names = {*shards(articles), *rows.shards(db)}
        rows.put(db, workers.each(look, _changed(articles, db, names)), unchanged)


def _take_in(articles: Path, index: Index, seen: Iterator[FileState]) -> set[str]:
    changed: set[str] = set()
    while batch := list(islice(seen, _BATCH)):
        with index.writing() as db:
            rows.put(db, batch, lambda file: Stamp.at(articles / file.shard / file.name))
        changed.update(file.id for file in batch)
    return changed


def _changed(articles: Path, db: sqlite3.Connection, names: set[str]) -> Iterator[Path]:
    """The paths of the dossiers in the folders `names` that differ from `db` or are gone."""
    for shard in sorted(names):
        yield from _changed_in(articles / shard, rows.stamps(db, shard))


def _changed_in(folder: Path, known: set[FileStamp]) -> Iterator[Path]:
    for name in sorted({name for name, *_stamp in _stamps(folder) ^ known}):
        if is_dossier(name):
            yield folder / name
        elif temporary.is_temporary(name):
            temporary.sweep_old(folder / name)


def _stamps(folder: Path) -> set[FileStamp]:
    """The files in `folder`; none if the folder is gone or not accessible (see `closed`).

    A scan calls this often: `stat` relative to the open folder takes a third less time than with
    whole paths.
    """
    stamps = set[FileStamp]()
    with (
        suppress(safe_files.Special, *safe_files.CLOSED),
        safe_files.folder(folder, BELOW - 1) as directory,
    ):
        for name in os.listdir(directory):  # noqa: PTH208 - no path here
            try:
                status = os.stat(name, dir_fd=directory, follow_symlinks=False)
            except OSError:  # the file was removed meanwhile
                continue
            stamps.add((name, status.st_mtime_ns, status.st_size, status.st_ino))
    return stamps


def fingerprints(articles: Path) -> dict[str, int]:
    """The path of every dossier below `articles`, each with a hash of its stamp."""
    return {
        f"{articles}{os.sep}{shard}{os.sep}{name}": hash(tuple(stamp))
        for shard in shards(articles)
        for name, *stamp in _stamps(articles / shard)
        if is_dossier(name)
    }


def ids(articles: Path) -> list[str]:
    """The sorted ids of the dossiers below `articles`."""
    return sorted(path.stem for path in files(articles) if is_at_home(path))


def files(articles: Path) -> Iterator[Path]:
    """Every file below `articles` with the name of a dossier, folder by folder."""
    for shard, names in names_by_shard(articles):
        folder = articles / shard
        yield from (folder / name for name in names)


def names_by_shard(articles: Path) -> Iterator[tuple[str, list[str]]]:
    """Each folder in `articles`, with the names of the dossiers in it; no path is made."""
    for shard in shards(articles):
        yield shard, list(filter(is_dossier, safe_files.names(articles / shard, BELOW - 1)))


def is_dossier(name: str) -> bool:
    """Whether `name` is the file name of a dossier."""
    return name.endswith(".json") and not name.startswith(".")


def shards(articles: Path) -> list[str]:
    """The sorted names of the folders in `articles`; none if `articles` is missing.

    Raises:
        OSError: when `articles` cannot be read.
        NewsroomGone: when the whole newsroom is not there.
    """
    return sorted(
        entry.name for entry in _entries(articles) if entry.is_dir(follow_symlinks=False)
    )


def _look_at_folders(articles: Path) -> Look:
    began, states = time.time_ns(), {}
    for entry in _entries(articles):
        with suppress(FileNotFoundError):  # the folder was removed meanwhile
            status = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(status.st_mode):
                states[entry.name] = status.st_ino, status.st_ctime_ns
    return Look(began, states)


def closed(articles: Path) -> list[Problem]:
    """The folders in `articles` that are not accessible, and other entries in their place."""
    return [
        Problem(f"{articles.name}/{safe_files.shown(entry.name)}", why)
        for entry in _entries(articles)
        if (why := _why_closed(articles, entry))
    ]


def _why_closed(articles: Path, entry: "os.DirEntry[str]") -> str:
    if entry.is_dir(follow_symlinks=False):
        return (
            ""
            if os.access(f"{articles}/{entry.name}", os.R_OK | os.X_OK)
            else _("you may not look into it")
        )
    if entry.name not in SHARDS:
        return ""
    return _("it is a link") if entry.is_symlink() else _("it is no folder")


def _entries(articles: Path) -> "Iterator[os.DirEntry[str]]":
    try:
        with safe_files.folder(articles, 1) as directory, os.scandir(directory) as found:
            yield from found
    except FileNotFoundError:
        check_there(articles.parent)


def look(paths: list[Path]) -> list[FileState]:
    """The state of the files `paths`."""
    return list(map(_look, paths))


def _look(path: Path) -> FileState:
    shard, name = path.parent.name, path.name
    stamp = Stamp.at(path)
    if not is_at_home(path):
        return FileState(
            shard, name, stamp, why=_("it does not lie where an article of this name belongs")
        )
    try:
        found = dossier.read(path)
    except UnreadableDossier as error:
        return FileState(shard, name, stamp, why=error.why)
    return (
        FileState(shard, name, stamp, rows.values(found))
        if found
        else FileState(shard, name, None)
    )
