"""The files of an export that are in place; their stamps tell which of them need not be read."""

import os
from contextlib import suppress
from io import BufferedReader
from pathlib import Path, PurePosixPath
from stat import S_ISDIR, S_ISREG
from typing import IO, NamedTuple

from msgspec.structs import replace

from redaksi.exporters.candidate import Kept, reading, sha256_of
from redaksi.exporters.manifest import Entry
from redaksi.exporters.staging import remove_empty
from redaksi.i18n import _
from redaksi.system import safe_files


class PlacedStamp(NamedTuple):
    """Identifies one state of a file in place; `size` is in bytes.

    Everybody who may write a file can set its `mtime_ns` back. The system alone sets `ctime_ns`,
    at each change of the content, the time or the name.
    """

    mtime_ns: int
    size: int
    inode: int
    ctime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> "PlacedStamp":
        return cls(status.st_mtime_ns, status.st_size, status.st_ino, status.st_ctime_ns)


class Present:
    """The files in a folder that are in place."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._plain: dict[str, bool] = {}
        """Whether a folder below is one, and not a link to one."""

    def stamp(self, path: str) -> PlacedStamp | None:
        """The stamp of the file `path`; None if there is no regular file below the folder."""
        above = path.rpartition("/")[0]
        try:
            found = os.lstat(f"{self._folder}/{path}")
        except OSError:
            return None
        is_file = S_ISREG(found.st_mode) and (not above or self._is_folder(above))
        return PlacedStamp.of(found) if is_file else None

    def is_free(self, path: str) -> bool:
        """Whether surely nothing stands at `path`, which lies in a folder that is there."""
        if path.startswith("/") or ".." in path:
            return False
        above = path.rpartition("/")[0]
        try:
            os.lstat(f"{self._folder}/{path}")
        except FileNotFoundError:
            return not above or self._is_folder(above)
        except OSError:
            pass
        return False

    def is_untouched(self, path: str, entry: Entry) -> bool:
        """Whether the file `path` is as it was left for `entry`, told by its stamp alone."""
        return entry.stamp == self.stamp(path)

    def placed(self, path: str, entry: Entry) -> Entry:
        """`entry` of a new file, with the stamp that the file has since it is in its place.

        The new name changed only the last part of the stamp. A file that somebody replaced in
        between gets no stamp, so that it is read.
        """
        new = Entry(entry.article, entry.sha256, entry.size, made_of=entry.made_of)
        stamp = self.stamp(path)
        is_new = stamp is not None and stamp[:-1] == entry.stamp[:-1]
        return replace(new, stamp=stamp) if is_new else new

    def _is_folder(self, path: str) -> bool:
        if path not in self._plain:
            above = path.rpartition("/")[0]
            try:
                is_folder = S_ISDIR(os.lstat(f"{self._folder}/{path}").st_mode)
            except OSError:
                is_folder = False
            self._plain[path] = is_folder and (not above or self._is_folder(above))
        return self._plain[path]


def open_present(folder: Path, path: str) -> BufferedReader | None:
    """The file at `path`, open for reading; None when there is no file.

    Raises:
        Kept: when `path` is not a readable regular file inside `folder`.
    """
    inside = PurePosixPath(path)
    if (
        inside.is_absolute()
        or ".." in inside.parts
        or any((folder / step).is_symlink() for step in inside.parents[:-1])
    ):
        raise Kept(_("It may lie outside the folder; it was not written."))
    with reading(), suppress(FileNotFoundError):
        if not S_ISREG((folder / path).lstat().st_mode):
            raise Kept(_("It is a folder or a link; move it away to make room."))
        return os.fdopen(safe_files.open_file(folder / path, len(inside.parts)), "rb")
    return None


def restamped(present: BufferedReader, entry: Entry) -> Entry | None:
    """`entry` with the stamp of `present`; None when the content is not that of `entry`.

    The size may tell that it is not.

    Raises:
        Kept: when the file cannot be read.
    """
    stamp = stamp_of(present)  # a change while the file is read gives it another one
    if entry.may_have(stamp.size) and sha256_of(present) == entry.sha256:
        return replace(entry, size=stamp.size, stamp=stamp)
    return None


def was_exported(present: BufferedReader, entry: Entry) -> bool:
    """Whether `present` has the content of `entry`, or the content before it. Raises Kept."""
    return entry.may_have(stamp_of(present).size) and entry.wrote(sha256_of(present))


def stamp_of(file: IO[bytes]) -> PlacedStamp:
    """The stamp of the open `file`."""
    return PlacedStamp.of(os.fstat(file.fileno()))


def unlink(folder: Path, path: str) -> None:
    """Remove the file `path` below `folder`, and the folders above it that are empty then."""
    steps = PurePosixPath(path).parts
    with safe_files.folder((folder / path).parent, len(steps) - 1) as opened:
        os.unlink(steps[-1], dir_fd=opened)
    for inside in PurePosixPath(path).parents[:-1]:
        remove_empty(folder / inside.parent, len(inside.parts) - 1, inside.name)
