"""Notice changes by others: by file events of the system, or else by repeated scans."""

import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event as Signal

from redaksi.errors import StorageError
from redaksi.store.dossiers.layout import BELOW
from redaksi.store.index.catalogue import Catalogue
from redaksi.store.index.scan import fingerprints, is_dossier, shards
from redaksi.system import safe_files
from redaksi.system.durable import Stamp

_TICK = 500
"""Milliseconds after which a quiet watch checks whether it must stop."""
_GATHER = 200
"""Milliseconds in which a burst of changes is collected."""
_REST = 3
"""After a scan the watch rests this many times as long as the scan took, at least one second."""
_MOMENT = 0.4
"""Seconds of a quiet moment that are used for the full text."""


def changes(folder: Path, stop: Signal) -> Iterator[set[Path]]:
    """Yield the changed paths in the folders of `folder` until `stop` is set or `folder` is gone.

    An empty set comes after each quiet moment. Every change after the first set is noticed. A
    missing `folder` is waited for.
    """
    while not _is_folder(folder) and not stop.wait(_TICK / 1000):
        pass
    try:
        yield from _events(folder, stop)
    except (OSError, RuntimeError):  # inotify is missing, or its limit of watches is reached
        yield from _looks(folder, stop)


def notice(catalogue: Catalogue, paths: set[Path]) -> set[str]:
    """Update `catalogue` with the changes at `paths`; the affected ids."""
    dossiers = {path for path in paths if is_dossier(path.name)}
    folder_came = any(path.parent.name == "articles" for path in paths - dossiers)
    with suppress(StorageError):  # the next query reports the error
        changed = catalogue.refresh() if folder_came else catalogue.refresh_files(dossiers)
        return changed | {path.stem for path in dossiers}
    return {path.stem for path in dossiers}


def read_on(catalogue: Catalogue, stop: Signal) -> None:
    """Index texts that still wait, for at most `_MOMENT` seconds."""
    until = time.monotonic() + _MOMENT
    with suppress(StorageError):
        while time.monotonic() < until and not stop.is_set() and catalogue.read_texts():
            pass


def _is_folder(path: Path) -> bool:
    with suppress(OSError):
        return stat.S_ISDIR(path.lstat().st_mode)
    return False


def _events(folder: Path, stop: Signal) -> Iterator[set[Path]]:
    """Changes in `folder` until it is replaced or gone: the system watches inodes, not names."""
    at_first = Stamp.at(folder)
    there = _folders(folder)
    came: list[Path] = []
    while True:
        for paths in _events_in(folder, there, stop):
            # Files in a new folder may have been there before the folder was watched.
            yield paths.union(
                shard / name for shard in came for name in safe_files.names(shard, BELOW - 1)
            )
            came = []
            now = Stamp.at(folder)
            if now is None or at_first is None or now.inode != at_first.inode:
                return
            if there != (found := _folders(folder)):
                came = [shard for shard, inode in found.items() if there.get(shard) != inode]
                there = found
                break
        else:
            return


def _folders(folder: Path) -> dict[Path, int]:
    """The paths of the folders in `folder`, each with its inode."""
    paths = (folder / shard for shard in shards(folder))
    return {path: stamp.inode for path in paths if (stamp := Stamp.at(path))}


def _events_in(folder: Path, there: Iterable[Path], stop: Signal) -> Iterator[set[Path]]:
    """Changes in `folder` and in the folders `there` below it.

    A recursive watch would follow every link in them.
    """
    import watchfiles  # noqa: PLC0415 - only a running desk needs it

    events = watchfiles.watch(
        folder,
        *there,
        recursive=False,
        watch_filter=None,
        debounce=_GATHER,
        stop_event=stop,
        rust_timeout=_TICK,
        yield_on_timeout=True,
        raise_interrupt=False,
    )
    return ({Path(path) for _kind, path in event} for event in events)


def _looks(folder: Path, stop: Signal) -> Iterator[set[Path]]:
    before = fingerprints(folder)
    pause = 0.0
    while not stop.wait(pause):
        began = time.monotonic()
        now = fingerprints(folder)
        yield {
            Path(path) for path in before.keys() | now.keys() if before.get(path) != now.get(path)
        }
        before = now
        pause = max(1.0, _REST * (time.monotonic() - began))
