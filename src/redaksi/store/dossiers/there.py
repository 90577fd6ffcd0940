"""Whether the newsroom is there at all: its disk may be gone, or its folder moved away, under
an open desk.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redaksi.errors import NewsroomGone, StorageError, storage_errors
from redaksi.store.dossiers.layout import HOUSE, TEAM


def check_there(newsroom: Path) -> None:
    """Raise NewsroomGone where the folder `newsroom` is not there, or is empty as the place of
    a disk that is gone.
    """
    missing = None
    for name in ("articles", HOUSE, TEAM):
        try:
            (newsroom / name).lstat()
        except (FileNotFoundError, NotADirectoryError) as error:
            missing = error
        except OSError:  # something is there that we may not look into
            return
        else:
            return
    raise NewsroomGone(newsroom) from missing


@contextmanager
def newsroom_errors(newsroom: Path, where: Path | None = None) -> Iterator[None]:
    """Turn refusals to write `where`, else `newsroom`, into storage errors; into NewsroomGone
    where it is gone.
    """
    try:
        with storage_errors(where or newsroom):
            yield
    except StorageError:
        check_there(newsroom)
        raise
