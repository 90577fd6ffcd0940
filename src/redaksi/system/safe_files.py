"""Files that others may have laid out are opened here: regular ones only, through no link, and
read to a limit.

Whoever may write a newsroom's folder can put a link, a FIFO or a device where a file is expected.
A path is opened part by part: its last `below` parts lie below a folder that the person named, and
none of them may be a link. That folder itself may be reached through links. Every function may
raise OSError, which says what is wrong in words for a person.
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
"""Bytes of a file: a dossier with 500 revisions has a fiftieth of them."""

_PASSING = getattr(os, "O_PATH", os.O_RDONLY)
"""Enough to go through a folder, also through one that may not be listed."""
_FILE = (
    os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY
)  # neither a FIFO nor a terminal holds anybody up
_CHUNK = 1 << 16


class Special(OSError):
    """What was to be opened is a link, a FIFO, a device or the like."""


class _Folder(Special, IsADirectoryError):
    """It is a folder."""


@contextmanager
def folder(path: Path, below: int, flags: int = os.O_RDONLY) -> Iterator[int]:
    """The folder `path`, open for the names in it."""
    opened = open_folder(path, below, flags)
    try:
        yield opened
    finally:
        close(opened)


def open_folder(path: Path, below: int, flags: int = os.O_RDONLY) -> int:
    """The folder `path`, open; whoever asked closes it."""
    start, names = _steps(path, below)
    if not names:
        return os.open(start, os.O_DIRECTORY | flags)
    above = _passed(start, names[:-1])
    try:
        return _folder_in(above, names[-1], flags)
    finally:
        close(above)


def _steps(path: Path, below: int) -> tuple[str, list[str]]:
    """The folder that the person named, and the `below` names that lead on from there to `path`.

    A dossier is read in some forty microseconds: a path taken apart by `pathlib` would cost as
    many.
    """
    parts = str(path).rsplit(os.sep, below)
    return (parts[0] or os.sep, parts[1:]) if len(parts) > below else (os.curdir, parts)


def _passed(start: str, names: list[str]) -> int:
    """The folder below `start` at `names`, open to go through."""
    opened = os.open(start, os.O_DIRECTORY | _PASSING)
    for name in names:
        above = opened
        try:
            opened = _folder_in(above, name, _PASSING)
        finally:
            close(above)
    return opened


@contextmanager
def folder_in(above: int, name: str) -> Iterator[int]:
    """The folder `name` in the open folder `above`, open."""
    opened = _folder_in(above, name, os.O_RDONLY)
    try:
        yield opened
    finally:
        close(opened)


def open_file(path: Path, below: int = 1, flags: int = os.O_RDONLY, mode: int = 0o600) -> int:
    """The regular file `path`, open; whoever asked closes it.

    With O_CREAT in `flags` it is made, with `mode`.

    The mode is given through the descriptor, by whoever shares it: see `sharing.share`.
    """
    start, names = _steps(path, below)
    above = _passed(start, names[:-1])
    try:
        return open_in(above, names[-1], flags, mode)
    finally:
        close(above)


def open_in(above: int, name: str, flags: int = os.O_RDONLY, mode: int = 0o600) -> int:
    """The same for the file `name` in a folder that is open.

    What is to be written has no other name.
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
    """What stands for `name` in the open folder `above`, a file or a folder, in `os.stat`,
    `os.chmod` and `os.chown`.

    It may be a file that may not be read, and stays the same one when the name is given to
    another.
    """
    opened = os.open(name, _PASSING | _FILE, dir_fd=above)
    try:
        found = os.fstat(opened)
        if not stat.S_ISDIR(found.st_mode):
            check(found)
        yield (
            Path(f"/proc/self/fd/{opened}") if _PASSING else opened
        )  # of such a descriptor the mode cannot be changed
    finally:
        close(opened)


def read(path: Path, below: int = 1, most: int = LARGEST) -> bytes:
    """All of the regular file `path`, which may have `most` bytes."""
    return _read(open_file(path, below), most)


def read_own(path: Path, most: int = LARGEST) -> bytes:
    """All of `path`, which the person chose: it may be a link, not a FIFO or a device.

    It may have `most` bytes.
    """
    return read(Path(os.path.realpath(path)), 1, most)  # Path's own raises where links go round


def read_named(path: Path, most: int = LARGEST) -> bytes:
    """All of what the person named in a command, a pipe as well; it may have `most` bytes."""
    return _read(os.open(path, os.O_RDONLY), most)


def close(file: int) -> None:
    """Close `file`: what fails then has closed it, and says nothing of what was done with it."""
    try:  # noqa: SIM105 - a third of the time
        os.close(file)
    except OSError:
        pass


def check(found: os.stat_result, *, alone: bool = False) -> None:
    """Raise Special unless a regular file has the status `found`, and with `alone` no other
    name than this one.
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
    """`name` for people and programs, one line: bytes that are no UTF-8 are spelled out, line
    ends become U+FFFD.
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
    """What `file`, which is closed then, holds."""
    try:
        size = os.fstat(file).st_size
        data = bytearray() if size > most else bytearray(os.read(file, size + 1))
        while size <= most and (part := os.read(file, _CHUNK)):  # it grew, or is a pipe
            data += part
            size = len(data)
    finally:
        close(file)
    if size > most:
        raise OSError(errno.EFBIG, _("it has more than {limit} MB").format(limit=most >> 20))
    return bytes(data)
