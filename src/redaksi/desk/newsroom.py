"""Create a newsroom."""

import os
import shlex
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Self

from redaksi import config
from redaksi.desk.context import now
from redaksi.desk.identity import Identity, valid_name
from redaksi.domain import record
from redaksi.domain.article import Member, Person, Role, Team
from redaksi.errors import NewsroomNotFound, Refused, StaleRevision, StorageError, storage_errors
from redaksi.i18n import _
from redaksi.store.base import Newsroom, TeamStore
from redaksi.store.dossiers.layout import is_ours
from redaksi.store.opening import create_store, open_store
from redaksi.text import clean


def create(address: Path, identity: Identity, clock: Callable[[], datetime] = now) -> None:
    """Create an empty newsroom at `address`; its creator becomes its chief.

    The settings are written last: a folder without settings is no newsroom, so an interrupted
    creation can be repeated. After an error the files created are removed.

    Raises:
        Refused: when `address` holds a newsroom.
        BadInput: when the person's name is invalid.
        StorageError: when a file cannot be written.
    """
    name = valid_name(identity.name or identity.login)
    with storage_errors(address):
        before = Before.of(address)
    try:
        _make(address, name, identity, clock)
    except StorageError:
        if _is_none(address):
            before.bring_back()
        raise


def _is_none(folder: Path) -> bool:
    """Whether `folder` certainly holds no newsroom.

    Somebody else may have made one there at the same time.
    """
    try:
        (folder / config.FILE).stat()
    except OSError as error:
        return isinstance(error, FileNotFoundError)
    return False


class Before(NamedTuple):
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
            for path in sorted(self.folder.iterdir(), key=lambda path: path.name != config.FILE):
                if is_ours(path.name) and path.name not in self.names:
                    _remove(path)
            for one in self.missing:
                one.rmdir()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _make(address: Path, name: str, identity: Identity, clock: Callable[[], datetime]) -> None:
    with open_store(address) as store:
        _check_free(store.newsroom(), address)
    with create_store(address) as store, store.exclusively("newsroom"):
        # Checked again under the lock: another process may have made one.
        _check_free(store.newsroom(), address)
        _appoint(store, name, identity, clock())
        store.refresh()  # builds the index, which every save then updates
        store.commit_settings(
            config.new_house(clean.line(Path(store.newsroom().address).name) or "Redaksi")
        )


def _check_free(newsroom: Newsroom, address: Path) -> None:
    try:
        _settings = newsroom.settings
    except NewsroomNotFound:
        return
    raise Refused(
        _("{path} holds a newsroom already.").format(path=address),
        _("Open it with: redaksi --newsroom {path}").format(path=shlex.quote(str(address))),
    )


def _appoint(store: TeamStore, name: str, identity: Identity, at: datetime) -> None:
    """Add the first chief, unless an interrupted attempt has already made a team."""
    chief = Member(name=name, role=Role.CHIEF)
    person = Person(name=name, role=Role.CHIEF, login=identity.login, host=identity.host)
    event = record.chained(
        (), 1, "added", at, person, {"name": name, "role": chief.role.value, "login": chief.login}
    )
    with suppress(StaleRevision):
        store.commit_team(record.seal_team(Team(members=(chief,), events=(event,))), base=0)
