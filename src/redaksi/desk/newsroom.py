"""Create a newsroom."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from redaksi import config
from redaksi.desk.context import now
from redaksi.desk.identity import Identity, valid_name
from redaksi.domain import record
from redaksi.domain.article import Member, Person, Role, Team
from redaksi.store.base import Store
from redaksi.store.opening import create_store, open_store
from redaksi.text import clean


def create(address: Path, identity: Identity, clock: Callable[[], datetime] = now) -> None:
    """Create an empty newsroom at `address`; its creator becomes its chief.

    After a StorageError everything made is removed again.

    Raises:
        Refused: when `address` holds a newsroom.
        BadInput: when the person's name is invalid.
        StorageError: when the newsroom cannot be written.
    """
    with created(address, identity, clock):
        pass


def created(
    address: Path, identity: Identity, clock: Callable[[], datetime] = now
) -> AbstractContextManager[Store]:
    """A context with the store of a newsroom created as by `create`.

    After a RedaksiError of the block the newsroom is removed again.
    """
    chief = valid_name(identity.name or identity.login)
    with open_store(address) as store:
        name = clean.line(Path(store.newsroom().address).name)
    return create_store(
        address, _team_of(chief, identity, clock()), config.new_house(name or "Redaksi")
    )


def _team_of(name: str, identity: Identity, at: datetime) -> Team:
    """The first team: the chief called `name`, who is `identity`."""
    chief = Member(name=name, role=Role.CHIEF)
    person = Person(name=name, role=Role.CHIEF, login=identity.login, host=identity.host)
    event = record.chained(
        (), 1, "added", at, person, {"name": name, "role": chief.role.value, "login": chief.login}
    )
    return record.seal_team(Team(members=(chief,), events=(event,)))
