"""What every group of verbs shares: the store, the house, the clock, and who acts."""

import os
import pwd
import socket
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from redaksi import clean, record
from redaksi.article import Dossier, Person, Team
from redaksi.config import House
from redaksi.desk import rules
from redaksi.errors import BadInput, IdentityRefused, StaleRevision
from redaksi.hashing import digest
from redaksi.i18n import _
from redaksi.store.base import Store

TRIES = 50
"""How often a change without a base is repeated on what others saved in between."""

NAME_LIMIT = 80
"""Characters of a person's name."""

ALTERED = "altered_outside"
"""The event that tells that a dossier was changed by another way than the desk."""

Alter = Callable[[Dossier, Person, datetime], Dossier]
AlterTeam = Callable[[Team, Person], tuple[Team, str, Mapping[str, Any]]]


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """Who sits here: the name asked for ("" for none), the system user and the host."""

    name: str
    login: str
    host: str


def system_identity(name: str) -> Identity:
    """The identity of this process under NAME; the system user is the kernel's word, not the environment's."""
    try:
        login = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        login = str(os.getuid())
    return Identity(name=name, login=login, host=socket.gethostname())


def valid_name(name: str) -> str:
    """NAME as one clean line. Raises BadInput when nothing is left or it is too long."""
    name = clean.line(name)
    if not name or len(name) > NAME_LIMIT:
        raise BadInput(
            _("A name has 1 to {limit} characters.").format(limit=NAME_LIMIT), _("Write it as in: Yanuar D.")
        )
    return name


class Context:
    """The store and the house of one newsroom, and the person who acts in it."""

    def __init__(self, store: Store, house: House, identity: Identity, clock: Callable[[], datetime] = now) -> None:
        self.store = store
        self.house = house
        self.identity = identity
        self.clock = clock
        self._rules_told = False

    @property
    def person(self) -> Person:
        """Who acts, with the role that the team gives them at this moment.

        Raises IdentityRefused when the name is bound to another system user, BadInput for what is no name.
        """
        team = self.store.team()
        asked, login = clean.line(self.identity.name), self.identity.login
        bound = next((member for member in team.members if member.login == login), None)
        member = team.find(asked) if asked else bound or team.find(login)
        if member and member.login and member.login != login:
            raise IdentityRefused(member.name, member.login)
        name = member.name if member else valid_name(asked or login)
        return Person(name=name, role=team.role(name), login=login, host=self.identity.host)

    def new_id(self, at: datetime) -> str:
        """An id for an article that begins at `at`: with the day that the newsroom has then."""
        return record.new_id(at.astimezone(self.house.zone))

    def change(self, article_id: str, base: int | None, alter: Alter) -> Dossier:
        """Let ALTER make a new dossier out of the present one, and commit it; returns what is stored then.

        With BASE, raises StaleRevision when the article is at another version; without, works on what is there.
        Nothing is written when ALTER returns the dossier as it was.
        """
        article_id = self.store.resolve(article_id)
        for _attempt in range(TRIES):
            dossier = self.store.get(article_id)
            if base is not None and dossier.version != base:
                raise StaleRevision(article_id, base, dossier.version, dossier.events[-1].editor)
            person, at = self.person, self.clock()
            altered = alter(self._noticed(dossier, person, at), person, at)
            if len(altered.events) == len(dossier.events) or altered.events[-1].kind == ALTERED:
                return dossier
            try:
                return self.commit(record.remember(dossier, altered), dossier.version)
            except StaleRevision as error:
                if base is not None:
                    raise
                stale = error
        raise stale

    def commit(self, dossier: Dossier, base: int) -> Dossier:
        """Seal DOSSIER and make it durable over version BASE, by rules that the record knows. Raises StaleRevision."""
        self._tell_rules()
        return self.store.commit(record.seal(dossier), base)

    def _tell_rules(self) -> None:
        """Bring the rules of the house into the team's record, once, where it tells others."""
        if not self._rules_told:
            in_force = msgspec.to_builtins(self.house.rules)
            self.change_team(
                lambda team, _person: (team, rules.CHANGED, in_force),
                lambda team: digest(rules.recorded(team)) != digest(in_force),
            )
            self._rules_told = True

    def change_team(self, alter: AlterTeam, needed: Callable[[Team], bool] = lambda _team: True) -> Team:
        """Let ALTER change the team and name the event with its data; nothing is done when that is not NEEDED."""
        for _attempt in range(TRIES):
            team = self.store.team()
            if not needed(team):
                return team
            person = self.person
            changed, kind, data = alter(team, person)
            event = record.chained(team.events, team.version + 1, kind, self.clock(), person, data)
            try:
                return self.store.commit_team(
                    record.seal_team(msgspec.structs.replace(changed, events=(*team.events, event))), team.version
                )
            except StaleRevision as error:
                stale = error
        raise stale

    def _noticed(self, dossier: Dossier, person: Person, at: datetime) -> Dossier:
        """DOSSIER; if somebody changed it by hand, with an event that says so before the next act seals it again."""
        return dossier if record.is_sealed(dossier) else record.log(dossier, ALTERED, at, person)
