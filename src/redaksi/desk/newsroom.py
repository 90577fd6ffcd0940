"""Making a newsroom."""

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
    """An empty newsroom at `address`; whoever makes it is its chief.

    Its settings come last: what has none is no newsroom, and making it can be begun again. Raises
    Refused where there is one, StorageError; then what was made is taken back.
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
    """Whether `folder` surely holds no newsroom: somebody may have made one at the same time."""
    try:
        (folder / config.FILE).stat()
    except OSError as error:
        return isinstance(error, FileNotFoundError)
    return False


class Before(NamedTuple):
    """What was there before a newsroom was made in `folder`: which folders were `missing`, and
    which `names` it held.
    """

    folder: Path
    missing: tuple[Path, ...]
    names: frozenset[str]

    @classmethod
    def of(cls, folder: Path) -> Self:
        names: frozenset[str] = frozenset()
        with suppress(
            FileNotFoundError, NotADirectoryError
        ):  # what else fails is raised: nothing is taken back then
            names = frozenset(path.name for path in folder.iterdir())
        return cls(
            folder,
            tuple(one for one in (folder, *folder.parents) if not os.path.lexists(one)),
            names,
        )

    def bring_back(self) -> None:
        """Remove what a newsroom has and was not there; what cannot be removed stays."""
        with suppress(OSError):
            for path in sorted(
                self.folder.iterdir(), key=lambda path: path.name != config.FILE
            ):  # then it is none
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
        _check_free(store.newsroom(), address)  # somebody may make one at the same time
        _appoint(store, name, identity, clock())
        store.refresh()  # an index from the first moment on, which every save keeps in step
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
    """The first chief, unless there is a team: an attempt that was cut off got so far."""
    chief = Member(name=name, role=Role.CHIEF)
    person = Person(name=name, role=Role.CHIEF, login=identity.login, host=identity.host)
    event = record.chained(
        (), 1, "added", at, person, {"name": name, "role": chief.role.value, "login": chief.login}
    )
    with suppress(StaleRevision):
        store.commit_team(record.seal_team(Team(members=(chief,), events=(event,))), base=0)
