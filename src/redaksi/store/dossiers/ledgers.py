"""The ledgers: one file of lines for each target and one of notifications.

Lines are only appended.

A line counts when its end is in the file. A program or a machine that stopped during an append
leaves a torn last line, which was never acknowledged: readers leave it out, and the next append
cuts it off.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from redaksi.errors import BadInput, UnreadableDossier
from redaksi.i18n import _, messages
from redaksi.store.base import LONGEST_LINE
from redaksi.store.dossiers.layout import DELIVERIES, is_ledger, is_ledger_name, ledger_lock
from redaksi.store.dossiers.locks import Locks
from redaksi.store.dossiers.there import check_there, newsroom_errors
from redaksi.system import durable, file_systems, safe_files, sharing
from redaksi.system.durable import Stamp
from redaksi.text import clean

LARGEST = 1 << 30
"""The most bytes of a ledger: two million lines of a usual length."""
_PART = 1 << 18
"""The number of bytes that are read at a time."""
_BELOW = 2
"""The number of parts of a ledger's path below the newsroom's folder (see `safe_files`)."""


class FolderLedger:
    """The ledger in the file `path` (see `base.Ledger`); the caller holds its lock."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._newsroom = path.parent.parent

    def lines(self) -> Iterator[bytes]:
        """All whole lines without their ends, the oldest first.

        Raises:
            UnreadableDossier: when the ledger cannot be read.
            NewsroomGone: when the whole newsroom is not there any more.
        """
        try:
            with self._opened() as file:
                yield from _whole(file)
        except FileNotFoundError:
            check_there(self._newsroom)
        except OSError as error:
            raise UnreadableDossier(self._path.name, messages.said(error)) from error

    def stamp(self) -> Stamp | None:
        """The state of the file; None if there is no ledger."""
        return Stamp.at(self._path)

    def parts(self) -> tuple[int, Iterator[bytes]] | None:
        """The number of bytes of all whole lines, and these bytes in parts.

        None if there is no ledger. Lines that are appended meanwhile are left out.

        Raises:
            UnreadableDossier: when the ledger cannot be read.
        """
        try:
            with self._opened() as file:
                size = _end(file)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise UnreadableDossier(self._path.name, messages.said(error)) from error
        return size, self._parts(size)

    def _parts(self, size: int) -> Iterator[bytes]:
        with newsroom_errors(self._newsroom), self._opened() as file:
            while size and (part := os.read(file, min(size, _PART))):
                size -= len(part)
                yield part

    def append(self, *lines: bytes) -> None:
        """Add `lines` durably, all at once, after a torn last line is cut off.

        Raises:
            ValueError: when a line is empty or too long, or holds a line end or a NUL.
            StorageError: when the lines cannot be written; then none is in the ledger.
        """
        if not all(map(_is_line, lines)):
            raise ValueError("not a line of a ledger")
        if not lines:
            return
        with (
            newsroom_errors(self._newsroom, self._path),
            sharing.folder(self._path.parent, _BELOW - 1) as folder,
            self._opened(os.O_RDWR | os.O_CREAT) as file,
        ):
            _append(file, folder, b"".join(line + b"\n" for line in lines))

    @contextmanager
    def _opened(self, flags: int = os.O_RDONLY) -> Iterator[int]:
        """The open file of the ledger.

        Raises:
            OSError: when it cannot be opened, or is too large.
        """
        file = safe_files.open_file(self._path, _BELOW, flags)
        try:
            if os.fstat(file).st_size > LARGEST:
                why = _("it has more than {limit} MB").format(limit=LARGEST >> 20)
                raise OSError(errno.EFBIG, why)
            yield file
        finally:
            safe_files.close(file)


class Ledgers:
    """The ledgers of the newsroom in `folder`."""

    def __init__(self, folder: Path, locks: Locks) -> None:
        self._newsroom = folder
        self._folder = folder / DELIVERIES
        self._locks = locks

    def targets(self) -> list[str]:
        """The sorted names of all targets that have a ledger.

        Raises:
            OSError: when the folder of the ledgers cannot be read.
            NewsroomGone: when the whole newsroom is not there any more.
        """
        try:
            with safe_files.folder(self._folder, _BELOW - 1) as opened:
                names = os.listdir(opened)  # noqa: PTH208 - no path here
        except FileNotFoundError:
            check_there(self._newsroom)
            return []
        return sorted(
            name.removesuffix(".jsonl") for name in names if is_ledger(f"{DELIVERIES}/{name}")
        )

    def of(self, target: str) -> FolderLedger:
        """The ledger of `target`, to read it.

        Raises:
            BadInput: when `target` is no name of a target.
        """
        if not is_ledger_name(target):
            raise BadInput(
                _("{name} is no name of a target.").format(name=clean.line(target)),
                _("Use at most 40 letters from a to z, digits and hyphens."),
            )
        return FolderLedger(self._folder / f"{target}.jsonl")

    @contextmanager
    def held(self, target: str) -> Iterator[FolderLedger]:
        """Hold the lock of the ledger of `target` among all processes and threads."""
        ledger = self.of(target)
        check_there(self._newsroom)
        with ExitStack() as lock:
            with newsroom_errors(self._newsroom):
                lock.enter_context(self._locks.hold(ledger_lock(target)))
            yield ledger


def _whole(file: int) -> Iterator[bytes]:
    """The whole lines of the open `file` without their ends.

    Raises:
        OSError: when a line is longer than a line may be.
    """
    lines: list[bytes] = []
    torn = b""
    while part := os.read(file, _PART):
        yield from lines
        *lines, torn = (torn + part).split(b"\n")
        if max(map(len, (torn, *lines))) > LONGEST_LINE:
            raise OSError(errno.EFBIG, _("one of its lines is too long"))
    if lines and not torn and b"\0" in lines[-1]:
        lines.pop()
    yield from lines


def _end(file: int) -> int:
    """The number of bytes of the whole lines in the open `file`.

    A last line with a NUL is torn as well: some file systems keep its length, and not its bytes.

    Raises:
        OSError: when the last line is longer than a line may be.
    """
    size = os.fstat(file).st_size
    begin = max(size - 2 * (LONGEST_LINE + 1), 0)
    tail = os.pread(file, size - begin, begin)
    end = tail.rfind(b"\n") + 1
    last = tail.rfind(b"\n", 0, max(end - 1, 0)) + 1
    if len(tail) - end > LONGEST_LINE or (begin and not last):
        raise OSError(errno.EFBIG, _("one of its lines is too long"))
    is_torn = end == len(tail) and b"\0" in tail[last:]
    return begin + (last if is_torn else end)


def _is_line(line: bytes) -> bool:
    return 0 < len(line) <= LONGEST_LINE and b"\n" not in line and b"\0" not in line


def _append(file: int, folder: int, lines: bytes) -> None:
    """Write `lines` behind the whole lines of the open `file`, and force them to the disk.

    After an error the lines are cut off again.
    """
    end = _end(file)
    if not end:  # it is new, or its maker was killed before it was shared
        with suppress(PermissionError):
            sharing.share(file, os.fstat(folder))
    try:
        os.ftruncate(file, end)
        os.lseek(file, end, os.SEEK_SET)
        durable.force(file, lines)
        file_systems.sync_folder(folder)
    except BaseException:
        with suppress(OSError):
            os.ftruncate(file, end)
        raise
