"""Check that the newsroom still exists: its disk or folder may vanish while a desk is open."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redaksi.errors import NewsroomGone, StorageError, storage_errors
from redaksi.store.dossiers.layout import HOUSE, TEAM


def check_there(newsroom: Path) -> None:
    """Check that the folder `newsroom` exists and holds something.

    The mount point of a disk that is gone is an empty folder.

    Raises:
        NewsroomGone: when the folder is missing or holds no part of a newsroom.
    """
    missing = None
    for name in ("articles", HOUSE, TEAM):
        try:
            (newsroom / name).lstat()
        except (FileNotFoundError, NotADirectoryError) as error:
            missing = error
        except OSError:  # something is there, but access is denied
            return
        else:
            return
    raise NewsroomGone(newsroom) from missing


@contextmanager
def newsroom_errors(newsroom: Path, where: Path | None = None) -> Iterator[None]:
    """Turn the system's refusals to write `where`, else `newsroom`, into storage errors.

    Raises:
        NewsroomGone: when the write failed because the newsroom is gone.
        StorageError: when the write failed for another reason.
    """
    try:
        with storage_errors(where or newsroom):
            yield
    except StorageError:
        check_there(newsroom)
        raise
