"""The folders of ledgers and attachments: the files in them, and what does not belong there."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from redaksi.i18n import _
from redaksi.store.base import Problem
from redaksi.store.dossiers.layout import ATTACHMENTS, BELOW, DELIVERIES, SHARDS, belongs
from redaksi.system import safe_files, temporary


def folders(newsroom: Path) -> Iterator[Path]:
    """The paths that must be folders in `newsroom`, if anything is there."""
    yield newsroom / DELIVERIES
    yield newsroom / ATTACHMENTS
    yield from (newsroom / ATTACHMENTS / shard for shard in SHARDS)


def files(newsroom: Path) -> Iterator[Path]:
    """The path of each entry in the folders of ledgers and attachments, except other folders."""
    for name in safe_files.names(newsroom / DELIVERIES, 1):
        yield newsroom / DELIVERIES / name
    for shard in SHARDS:
        for name in safe_files.names(newsroom / ATTACHMENTS / shard, BELOW - 1):
            yield newsroom / ATTACHMENTS / shard / name


def strays(newsroom: Path) -> Iterator[Problem]:
    """The files that a backup leaves out, and the folders that are not accessible."""
    for path in folders(newsroom):
        with suppress(FileNotFoundError):
            if why := _why_closed(path):
                yield Problem(path.relative_to(newsroom).as_posix(), why)
    entries = (newsroom / ATTACHMENTS / name for name in _others(newsroom))
    for path in (*entries, *files(newsroom)):
        name = path.relative_to(newsroom).as_posix()
        if not belongs(name) and not temporary.is_temporary(path.name):
            yield Problem(safe_files.shown(name), _("it does not belong there"))


def _others(newsroom: Path) -> list[str]:
    return sorted(set(safe_files.names(newsroom / ATTACHMENTS, 1)) - {*SHARDS})


def _why_closed(path: Path) -> str:
    mode = path.lstat().st_mode
    if not stat.S_ISDIR(mode):
        return _("it is a link") if stat.S_ISLNK(mode) else _("it is no folder")
    return "" if os.access(path, os.R_OK | os.X_OK) else _("you may not look into it")
