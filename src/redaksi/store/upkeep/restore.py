"""Restore a newsroom from its files: it is built beside its place, then renamed as a whole."""

import glob
import os
import secrets
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePosixPath

from redaksi.errors import Refused, StorageError, storage_errors
from redaksi.i18n import _
from redaksi.store.base import Content, Packed
from redaksi.store.dossiers.layout import LOCKS
from redaksi.system import file_locks, safe_files, sharing, temporary


def restore(folder: Path, contents: Iterable[Packed]) -> int:
    """Restore the newsroom of `contents` into `folder`; the number of files.

    `folder` must be empty or missing. The newsroom takes the group and the mode of `folder` or,
    if that is missing, of its parent. In a sticky parent such as /tmp, which strangers may write,
    the newsroom gets the group and the mode of any new folder. Nobody else can read the newsroom
    before the restore is complete. After any error, even of `contents`, nothing is left.

    Raises:
        Refused: when `folder` is not empty.
        StorageError: when the newsroom cannot be written.
    """
    check_empty(folder)
    with storage_errors(folder), _moved_to(folder) as building:
        count = sum(_write(building, content) for content in contents)
        for lock in LOCKS:
            _write(building, Content(f".locks/{lock}", b""))
        return count


def check_empty(folder: Path) -> None:
    """Check that `folder` is empty or missing.

    Raises:
        Refused: when `folder` is not empty, or is a file.
    """
    with storage_errors(folder):
        if any(folder.iterdir()) if folder.is_dir() else folder.exists():
            raise Refused(
                _("{path} is not empty.").format(path=folder),
                _("Name a new folder; nothing was touched."),
            )


@contextmanager
def _moved_to(folder: Path) -> Iterator[int]:
    """The open folder in which the newsroom is built; afterwards it is renamed to `folder`."""
    folder = folder.absolute()
    _sweep(folder)
    building = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.tmp")
    building.mkdir()
    shared = _shared_like(folder) or building.lstat()
    try:
        with _held(building) as opened:
            os.fchmod(opened, 0o700)
            yield opened
            _share(opened, shared)
            os.sync()  # faster than one `fsync` per file
            building.rename(folder)
            _check_same(folder, opened)
        sharing.sync(folder.parent)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise


def _check_same(folder: Path, built: int) -> None:
    """Check that `folder` is the open folder `built`.

    Raises:
        StorageError: when somebody put another folder in its place.
    """
    if folder.lstat().st_ino != os.fstat(built).st_ino:
        raise StorageError(
            _("{path} is not what was restored: somebody put another folder in its place.").format(
                path=folder
            ),
            _("Restore it into a folder in which nobody else may write."),
        )


def _shared_like(folder: Path) -> os.stat_result | None:
    """The status of the folder whose group and mode a newsroom in `folder` takes.

    None means that the newsroom keeps the group and the mode of any new folder.
    """
    if folder.exists():
        return folder.stat()
    around = folder.parent.stat()
    return None if around.st_mode & stat.S_ISVTX else around


def _share(building: int, shared: os.stat_result) -> None:
    """Give the folder `building` and everything in it the group and the mode of `shared`.

    `shared` is the status of a folder. `building` itself comes last.
    """
    for root, folders, files, above in os.fwalk(
        ".", topdown=False, dir_fd=building, follow_symlinks=False
    ):
        mode = sharing.held_mode(shared) if PurePosixPath(root).name == ".locks" else None
        for name in (*files, *folders):
            with safe_files.handle(above, name) as one:
                sharing.share(one, shared, mode)
    sharing.share(building, shared)


def _sweep(folder: Path) -> None:
    """Remove what killed restores of `folder` left beside it; a running restore holds a lock."""
    for left in folder.parent.glob(f".{glob.escape(folder.name)}.*.tmp"):
        if temporary.is_temporary(left.name) and not left.is_symlink():
            with suppress(OSError), _held(left):
                shutil.rmtree(left)


@contextmanager
def _held(folder: Path) -> Iterator[int]:
    """Open `folder` and hold its lock as its only builder.

    Raises:
        OSError: when somebody else holds the lock.
    """
    with safe_files.folder(folder, 1) as opened:
        if not file_locks.try_take(opened):
            raise BlockingIOError
        yield opened


def _write(building: int, content: Packed) -> int:
    """Write `content` to a new file in the open folder `building`; 1, the number of files.

    Missing folders are created.
    """
    *folders, last = PurePosixPath(content.name).parts
    with ExitStack() as opened:
        above = building
        for part in folders:
            with suppress(FileExistsError):
                os.mkdir(part, 0o700, dir_fd=above)
            above = opened.enter_context(safe_files.folder_in(above, part))
        file = safe_files.open_in(above, last, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        with os.fdopen(file, "wb") as written:
            written.writelines(content.parts)
    return 1
