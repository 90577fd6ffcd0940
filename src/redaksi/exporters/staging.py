"""Files written aside and made durable, then moved into place one by one: none is ever seen half-written."""

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from redaksi import disk


class Staging:
    """A hidden folder inside FOLDER that exists only while files wait in it; what a killed run left is swept.

    May raise OSError. When it is left, whatever was not placed is gone.
    """

    def __init__(self, folder: Path, label: str) -> None:
        self._folder = folder
        self._prefix = f".redaksi-{label}-"
        self._aside: Path | None = None
        self._waiting: dict[str, Path] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if self._aside:
            shutil.rmtree(self._aside, ignore_errors=True)

    def add(self, path: str, content: bytes) -> None:
        """Write CONTENT aside, to be placed at PATH below the folder."""
        self._aside = self._aside or self._open()
        waiting = self._aside / str(len(self._waiting))
        with waiting.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        self._waiting[path] = waiting

    def place(self, paths: Iterable[str]) -> None:
        """Move the files for PATHS into place; when this returns, they survive a power cut."""
        folders = set()
        for path in paths:
            target = self._folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            self._waiting[path].replace(target)
            folders.add(target.parent)
        for folder in folders:
            _sync(folder)

    def _open(self) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        for left_behind in self._folder.glob(f"{self._prefix}*.tmp"):
            shutil.rmtree(left_behind, ignore_errors=True)
        return Path(tempfile.mkdtemp(".tmp", self._prefix, self._folder))


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        disk.sync_folder(descriptor)
    finally:
        os.close(descriptor)
