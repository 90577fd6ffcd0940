"""The one door: every verb a person has, for the command line, the screens and the tests alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from redaksi import config
from redaksi.desk.backup import Backups
from redaksi.desk.checking import Checking
from redaksi.desk.context import Context, Identity, now, system_identity
from redaksi.desk.copy import Copy
from redaksi.desk.doctor import Doctor
from redaksi.desk.exports import Exports
from redaksi.desk.imports import Imports
from redaksi.desk.moves import Moves
from redaksi.desk.reading import Reading
from redaksi.desk.revisions import Revisions
from redaksi.desk.team import TeamDesk
from redaksi.store.files import FileStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from redaksi.article import Person
    from redaksi.config import House
    from redaksi.store.base import Store

__all__ = ["Desk", "Identity", "open_desk", "system_identity"]


class Desk:
    """The verbs of one newsroom for one person, by group. It only wires them."""

    def __init__(self, store: Store, house: House, identity: Identity, clock: Callable[[], datetime] = now) -> None:
        self._context = Context(store, house, identity, clock)
        self.store = store
        self.house = house
        self.reading = Reading(self._context)
        self.copy = Copy(self._context)
        self.moves = Moves(self._context)
        self.team = TeamDesk(self._context)
        self.imports = Imports(self._context, self.team)
        self.exports = Exports(self._context)
        self.checking = Checking(self._context)
        self.revisions = Revisions(self._context)
        self.doctor = Doctor(self._context)
        self.backups = Backups(self._context)

    @property
    def person(self) -> Person:
        """Who acts here. Raises IdentityRefused."""
        return self._context.person

    def now(self) -> datetime:
        """The desk's clock, in UTC."""
        return self._context.clock()

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()


def open_desk(folder: Path, name: str = "", clock: Callable[[], datetime] = now, house: House | None = None) -> Desk:
    """The desk of the newsroom in FOLDER for the person called NAME ("": the settings' or the system user's name).

    HOUSE stands in for settings that cannot be read. Raises NewsroomNotFound, BadInput.
    """
    house = house or config.load_house(folder)
    return Desk(FileStore(folder), house, system_identity(name), clock)
