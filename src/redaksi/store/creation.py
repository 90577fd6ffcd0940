"""Make a newsroom in a folder, or leave the folder as it was."""

import os
import shlex
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, Self

from redaksi.domain.article import Team
from redaksi.errors import (
    NewsroomNotFound,
    RedaksiError,
    Refused,
    StaleRevision,
    StorageError,
    storage_errors,
)
from redaksi.i18n import _
from redaksi.store.dossiers.layout import ARTICLE_TEMPLATES, HOUSE, is_ours
from redaksi.store.dossiers.newsroom import FolderNewsroom
from redaksi.store.files import FileStore


@contextmanager
def created(folder: Path, team: Team, settings: bytes) -> Iterator[FileStore]:
    """The store of a new newsroom in `folder` with `team` and `settings`.

    All that was made is removed after a StorageError, and after any RedaksiError of the block.

    Raises:
        Refused: when `folder` holds a newsroom, or is something else than a folder.
        StorageError: when the newsroom cannot be written.
    """
    with storage_errors(folder):
        before = _Before.of(folder)
    try:
        _make(folder, team, settings)
    except StorageError:
        if _is_none(folder):
            before.bring_back()
        raise
    try:
        with FileStore(folder) as store:
            yield store
    except RedaksiError:
        before.bring_back()
        raise


def _make(folder: Path, team: Team, settings: bytes) -> None:
    """Make the newsroom; its settings are written last.

    A folder without settings is no newsroom, so an interrupted creation can be repeated.
    """
    _check_free(folder)
    with FileStore.create(folder) as store, store.exclusively("newsroom"):
        _check_free(folder)  # another process may have made one
        with suppress(StaleRevision):  # an interrupted attempt has made a team
            store.commit_team(team)
        store.refresh()  # builds the index, which every save then updates
        store.commit_settings(settings)


def _check_free(folder: Path) -> None:
    with suppress(NewsroomNotFound):
        _settings = FolderNewsroom(folder).settings
        raise Refused(
            _("{path} holds a newsroom already.").format(path=folder),
            _("Open it with: redaksi --newsroom {path}").format(path=shlex.quote(str(folder))),
        )


def _is_none(folder: Path) -> bool:
    """Whether `folder` certainly holds no newsroom.

    Somebody else may have made one there at the same time.
    """
    try:
        (folder / HOUSE).stat()
    except OSError as error:
        return isinstance(error, FileNotFoundError)
    return False


class _Before(NamedTuple):
    """The state of `folder` before a newsroom was made in it.

    `missing` are the folders that did not exist; `names` are the entries that `folder` held.
    """

    folder: Path
    missing: tuple[Path, ...]
    names: frozenset[str]

    @classmethod
    def of(cls, folder: Path) -> Self:
        names: frozenset[str] = frozenset()
        # Other errors are raised before anything is made.
        with suppress(FileNotFoundError, NotADirectoryError):
            names = frozenset(path.name for path in folder.iterdir())
        return cls(
            folder,
            tuple(one for one in (folder, *folder.parents) if not os.path.lexists(one)),
            names,
        )

    def bring_back(self) -> None:
        """Remove the newsroom's files that were not there before; a failed removal is ignored."""
        with suppress(OSError):
            # The settings go first: without them the folder is no newsroom.
            for path in sorted(self.folder.iterdir(), key=lambda path: path.name != HOUSE):
                made = is_ours(path.name) or path.name == ARTICLE_TEMPLATES
                if made and path.name not in self.names:
                    _remove(path)
            for one in self.missing:
                one.rmdir()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
