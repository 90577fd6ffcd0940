"""Making a newsroom."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from redaksi import clean, config, record
from redaksi.article import Member, Person, Role, Team
from redaksi.desk.context import Identity, now, valid_name
from redaksi.errors import Refused, storage_errors
from redaksi.i18n import _
from redaksi.store.files import FileStore


def create(folder: Path, identity: Identity, clock: Callable[[], datetime] = now) -> None:
    """An empty newsroom in FOLDER; whoever makes it is its chief.

    Raises Refused for a folder that holds one, StorageError.
    """
    name = valid_name(identity.name or identity.login)
    with storage_errors(folder):
        if folder.exists() and not folder.is_dir():
            raise Refused(_("{path} is not a folder.").format(path=folder), _("Name a folder for the newsroom."))
        folder.mkdir(parents=True, exist_ok=True)
        try:
            config.new_house_file(folder, clean.line(folder.resolve().name) or "Redaksi")
        except FileExistsError as error:
            raise Refused(
                _("{path} holds a newsroom already.").format(path=folder),
                _("Open it with: redaksi --newsroom {path}").format(path=folder),
            ) from error
        FileStore.create(folder)
    _appoint(folder, name, identity, clock())


def _appoint(folder: Path, name: str, identity: Identity, at: datetime) -> None:
    chief = Member(name=name, role=Role.CHIEF)
    person = Person(name=name, role=Role.CHIEF, login=identity.login, host=identity.host)
    event = record.chained((), 1, "added", at, person, {"name": name, "role": chief.role.value, "login": chief.login})
    store = FileStore(folder)
    try:
        store.commit_team(record.seal_team(Team(members=(chief,), events=(event,))), base=0)
    finally:
        store.close()
