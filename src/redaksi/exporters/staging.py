"""Files written aside and made durable, then moved into place one by one: none is ever seen half-written."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from redaksi import disk, regular


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
            *steps, name = PurePosixPath(path).parts
            with self._folder_of(steps) as folder:
                os.replace(self._waiting[path], name, dst_dir_fd=folder)
            folders.add(tuple(steps))
        for inside in folders:
            with self._folder_of(inside) as folder:
                disk.sync_folder(folder)

    def _open(self) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        for left_behind in self._folder.glob(f"{self._prefix}*.tmp"):
            shutil.rmtree(left_behind, ignore_errors=True)
        return Path(tempfile.mkdtemp(".tmp", self._prefix, self._folder))

    @contextmanager
    def _folder_of(self, steps: Sequence[str]) -> Iterator[int]:
        """The folder at STEPS below ours, open and made if need be: no link that somebody laid leads elsewhere."""
        for number, name in enumerate(steps):
            with regular.folder(self._folder.joinpath(*steps[:number]), number) as above, suppress(FileExistsError):
                os.mkdir(name, dir_fd=above)
        with regular.folder(self._folder.joinpath(*steps), len(steps)) as folder:
            yield folder
