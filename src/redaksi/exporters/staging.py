"""Write files aside, make them durable, then move them into place one by one.

Nobody ever sees a half-written file.
"""

import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import groupby
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import BinaryIO, Self

from redaksi.system import file_systems, safe_files

_WAITING = ".redaksi-aside"
"""How the names of waiting files end."""
_AT_ONCE = 8
"""The files that are made durable at once: a disk confirms many in the time of one."""
_MANY = 200
"""From so many files on, the whole file system is made durable at once."""


class Staging:
    """A hidden folder inside `folder` that exists only while files wait in it.

    Folders left by killed runs are removed. On exit every file that was not placed is removed, and
    so is every folder that was created and is still empty. The methods may raise OSError.
    """

    def __init__(self, folder: Path, label: str) -> None:
        self._folder = folder
        self._prefix = f".redaksi-{label}-"
        self._opened = ExitStack()
        self._aside = -1
        """The descriptor of the hidden folder; its name may belong to another folder by now."""
        self._waiting: dict[str, str] = {}
        self._unconfirmed: list[str] = []
        """The names of the waiting files that a power cut may still lose."""

    def __enter__(self) -> Self:
        with suppress(OSError), safe_files.folder(self._folder, 0) as above:
            for name in os.listdir(above):  # noqa: PTH208 - a descriptor, not a path
                if name.startswith(self._prefix) and name.endswith(".tmp"):
                    _sweep(above, name)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self._opened.close()

    def add(self, path: str, content: bytes) -> None:
        """Write `content` aside, to be placed at `path` below the folder."""
        with self.create(path) as file:
            file.write(content)

    @contextmanager
    def create(self, path: str) -> Iterator[BinaryIO]:
        """A new file aside, to be placed at `path` below the folder."""
        if self._aside < 0:
            self._aside = self._open()
        waiting = f"{len(self._waiting)}{_WAITING}"
        opened = safe_files.open_in(
            self._aside, waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666
        )
        self._waiting[path] = waiting
        self._unconfirmed.append(waiting)
        with os.fdopen(opened, "wb") as file:
            yield file

    def place(self, paths: Iterable[str]) -> None:
        """Move the files for `paths` into place; after the return they survive a power cut.

        No file is moved before all waiting files are durable.
        """
        self._confirm()
        for inside, of_folder in groupby(sorted(paths, key=_inside), key=_inside):
            with self._folder_of(PurePosixPath(inside).parts) as folder:
                for path in of_folder:
                    name = path.rpartition("/")[2]
                    os.replace(
                        self._waiting[path], name, src_dir_fd=self._aside, dst_dir_fd=folder
                    )
                file_systems.sync_folder(folder)

    def _confirm(self) -> None:
        """Make the waiting files durable; very many with all else that the disk has to write."""
        if len(self._unconfirmed) > _MANY:
            file_systems.sync_all(self._aside)
            self._unconfirmed.clear()
            return
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - not at every start

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            parts = (self._unconfirmed[first::_AT_ONCE] for first in range(_AT_ONCE))
            for _done in pool.map(self._confirm_some, filter(None, parts)):
                pass
        self._unconfirmed.clear()

    def _confirm_some(self, waiting: Iterable[str]) -> None:
        for name in waiting:
            opened = safe_files.open_in(self._aside, name, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)

    def _open(self) -> int:
        """The descriptor of a new hidden folder.

        A descriptor is used because somebody may put another folder under the same name.
        """
        for one in reversed((self._folder, *self._folder.parents)):
            if not one.exists():
                self._opened.callback(remove_empty, one.parent, 0, one.name)
        self._folder.mkdir(parents=True, exist_ok=True)
        above = self._opened.enter_context(safe_files.folder(self._folder, 0))
        name = f"{self._prefix}{secrets.token_hex(8)}.tmp"
        os.mkdir(name, 0o700, dir_fd=above)
        self._opened.callback(_sweep, above, name)
        return self._opened.enter_context(safe_files.folder_in(above, name))

    @contextmanager
    def _folder_of(self, steps: Sequence[str]) -> Iterator[int]:
        """The descriptor of the folder at `steps` below the output folder, created if needed.

        Symbolic links are not followed.
        """
        for number, name in enumerate(steps):
            outer = self._folder.joinpath(*steps[:number])
            with safe_files.folder(outer, number) as above, suppress(FileExistsError):
                os.mkdir(name, dir_fd=above)
                self._opened.callback(remove_empty, outer, number, name)
        with safe_files.folder(self._folder.joinpath(*steps), len(steps)) as folder:
            yield folder


def _inside(path: str) -> str:
    """The folder of the file `path`, below the output folder."""
    return path.rpartition("/")[0]


def _sweep(above: int, name: str) -> None:
    """Remove the hidden folder `name` in the open folder `above`, with the files that wait in it.

    Somebody may have given that name to another folder: its content stays.
    """
    with suppress(OSError), safe_files.folder_in(above, name) as opened:
        for waiting in os.listdir(opened):  # noqa: PTH208 - a descriptor, not a path
            if waiting.endswith(_WAITING):
                os.unlink(waiting, dir_fd=opened)
        os.rmdir(name, dir_fd=above)


def remove_empty(above: Path, below: int, name: str) -> None:
    """Remove the folder `name` from the folder `above` if it is empty.

    The last `below` parts of `above` must not be symbolic links.
    """
    with suppress(OSError), safe_files.folder(above, below) as opened:
        os.rmdir(name, dir_fd=opened)
