"""Safe opening of files in folders that others may write.

Only regular files are opened, never through a link, and read up to a limit. Whoever may write a
newsroom's folder can put a link, a FIFO or a device in the place of a file. A path is opened part
by part: its last `below` parts lie below a folder that the person named, and none of them may be a
link. The named folder itself may be reached through links. Every function may raise OSError with a
message for people.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from redaksi.i18n import _
from redaksi.text import clean

LARGEST = 16 << 20
"""The most bytes of a file; a dossier with 500 revisions has a fiftieth of it."""

CLOSED = (FileNotFoundError, NotADirectoryError, PermissionError)
"""The errors of a folder that is gone or not accessible; a link raises Special."""

_PASSING = getattr(os, "O_PATH", os.O_RDONLY)
"""The flags for a folder on the way; O_PATH also opens a folder that may not be listed."""
_FILE = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY  # neither a FIFO nor a terminal blocks
_CHUNK = 1 << 16


class Special(OSError):
    """The path leads to a link, a FIFO, a device or the like."""


class _Folder(Special, IsADirectoryError):
    """The path leads to a folder."""


@contextmanager
def folder(path: Path, below: int, flags: int = os.O_RDONLY) -> Iterator[int]:
    """Open the folder `path`, for access to the names in it, and close it at the end."""
    opened = open_folder(path, below, flags)
    try:
        yield opened
    finally:
        close(opened)


def open_folder(path: Path, below: int, flags: int = os.O_RDONLY) -> int:
    """The open folder `path`; the caller closes it."""
    start, names = _steps(path, below)
    if not names:
        return os.open(start, os.O_DIRECTORY | flags)
    above = _passed(start, names[:-1])
    try:
        return _folder_in(above, names[-1], flags)
    finally:
        close(above)


def _steps(path: Path, below: int) -> tuple[str, list[str]]:
    """The folder that the person named, and the `below` names from there to `path`.

    `pathlib` is too slow here: it takes some forty microseconds, as long as reading a dossier.
    """
    parts = str(path).rsplit(os.sep, below)
    return (parts[0] or os.sep, parts[1:]) if len(parts) > below else (os.curdir, parts)


def _passed(start: str, names: list[str]) -> int:
    """The folder below `start` at `names`, opened only to reach files below."""
    opened = os.open(start, os.O_DIRECTORY | _PASSING)
    for name in names:
        above = opened
        try:
            opened = _folder_in(above, name, _PASSING)
        finally:
            close(above)
    return opened


def names(folder_path: Path, below: int) -> list[str]:
    """The names in the folder `folder_path`; none if it is gone, a link or not accessible.

    The last `below` parts of `folder_path` must not be links.
    """
    with suppress(Special, *CLOSED), folder(folder_path, below) as opened:
        return os.listdir(opened)  # noqa: PTH208 - no path here
    return []


@contextmanager
def folder_in(above: int, name: str) -> Iterator[int]:
    """Open the folder `name` in the open folder `above`, and close it at the end."""
    opened = _folder_in(above, name, os.O_RDONLY)
    try:
        yield opened
    finally:
        close(opened)


def open_file(path: Path, below: int = 1, flags: int = os.O_RDONLY, mode: int = 0o600) -> int:
    """The open regular file `path`; the caller closes it.

    With O_CREAT in `flags` the file is made, with `mode`. A shared file gets its mode from its
    descriptor later: see `sharing.share`.
    """
    start, names = _steps(path, below)
    above = _passed(start, names[:-1])
    try:
        return open_in(above, names[-1], flags, mode)
    finally:
        close(above)


def open_in(above: int, name: str, flags: int = os.O_RDONLY, mode: int = 0o600) -> int:
    """The open regular file `name` in the open folder `above`; the caller closes it.

    A file that is opened for writing must not have a second hard link.
    """
    try:
        file = os.open(name, flags | _FILE, mode, dir_fd=above)
    except OSError as error:
        with suppress(FileNotFoundError):
            check(os.stat(name, dir_fd=above, follow_symlinks=False))
        raise error from None
    try:
        check(os.fstat(file), alone=bool(flags & (os.O_WRONLY | os.O_RDWR)))
    except BaseException:
        close(file)
        raise
    return file


@contextmanager
def handle(above: int, name: str) -> Iterator[int | Path]:
    """A handle of the file or folder `name` in the open folder `above`.

    `os.stat`, `os.chmod` and `os.chown` take it. The file need not be readable, and the handle
    stays with it when the name is given to another file.
    """
    opened = os.open(name, _PASSING | _FILE, dir_fd=above)
    try:
        found = os.fstat(opened)
        if not stat.S_ISDIR(found.st_mode):
            check(found)
        yield (
            Path(f"/proc/self/fd/{opened}") if _PASSING else opened
        )  # chmod does not work on an O_PATH descriptor
    finally:
        close(opened)


def read(path: Path, below: int = 1, most: int = LARGEST) -> bytes:
    """The bytes of the regular file `path`; more than `most` raise OSError."""
    return _read(open_file(path, below), most)


def read_own(path: Path, most: int = LARGEST) -> bytes:
    """The bytes of `path`, a file that the person chose; more than `most` raise OSError.

    A link is followed; a FIFO or a device raises OSError.
    """
    return read(Path(os.path.realpath(path)), 1, most)  # Path's own raises for a loop of links


def read_named(path: Path, most: int = LARGEST) -> bytes:
    """The bytes of the file or pipe that a command names; more than `most` raise OSError."""
    return _read(os.open(path, os.O_RDONLY), most)


def close(file: int) -> None:
    """Close `file`, and ignore errors: the file is closed anyway.

    Such an error says nothing about earlier writes.
    """
    try:  # noqa: SIM105 - three times as fast
        os.close(file)
    except OSError:
        pass


def check(found: os.stat_result, *, alone: bool = False) -> None:
    """Raise Special unless `found` is the status of a regular file.

    With `alone`, the file must also have only one hard link.
    """
    if stat.S_ISLNK(found.st_mode):
        raise Special(errno.ELOOP, _("it is a link"))
    if stat.S_ISDIR(found.st_mode):
        raise _Folder(errno.EISDIR, _("it is a folder"))
    if not stat.S_ISREG(found.st_mode):
        raise Special(errno.EINVAL, _("it is no regular file"))
    if alone and found.st_nlink > 1:
        raise Special(
            errno.EMLINK, _("it lies under another name as well, and may be somebody's own")
        )


def shown(name: str | bytes | Path) -> str:
    """`name` as one line for people and programs.

    Bytes that are no UTF-8 are shown as escapes, line ends as U+FFFD.
    """
    return clean.unbroken(os.fsencode(name).decode(errors="backslashreplace"))


def _folder_in(above: int, name: str, flags: int) -> int:
    try:
        return os.open(name, flags | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=above)
    except NotADirectoryError:
        if stat.S_ISLNK(os.stat(name, dir_fd=above, follow_symlinks=False).st_mode):
            raise Special(errno.ELOOP, _("{name} is a link").format(name=shown(name))) from None
        raise


def _read(file: int, most: int) -> bytes:
    """The bytes of `file`, which is closed at the end."""
    try:
        size = os.fstat(file).st_size
        data = bytearray() if size > most else bytearray(os.read(file, size + 1))
        while size <= most and (part := os.read(file, _CHUNK)):  # the file grew, or is a pipe
            data += part
            size = len(data)
    finally:
        close(file)
    if size > most:
        if most < 1 << 20:
            raise OSError(errno.EFBIG, _("it has more than {limit} KB").format(limit=most >> 10))
        raise OSError(errno.EFBIG, _("it has more than {limit} MB").format(limit=most >> 20))
    return bytes(data)
