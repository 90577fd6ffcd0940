"""Who may act under a name, and when two names count as one pair of eyes."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

import msgspec

from redaksi.domain.article import Dossier, Member, Person, Role, Team
from redaksi.errors import IdentityRefused, MoveRefused
from redaksi.i18n import _
from redaksi.text import clean

Knows = Callable[[str], bool]
"""Whether this machine has a system user of that login, as whom a person can act."""


class People(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a house identifies people.

    `identity` "free": everybody may use a name, unless it is bound to a system user. "login":
    everybody acts only under names that are bound to their own system user.
    """

    identity: Literal["free", "login"] = "free"

    @property
    def by_login(self) -> bool:
        return self.identity == "login"


class Actor(NamedTuple):
    """The person who did something: the name, and the system user who used it.

    Both are "" for nobody.
    """

    name: str = ""
    login: str = ""


def bound(team: Team, login: str) -> tuple[Member, ...]:
    """The members of `team` whose names are bound to the system user `login`."""
    return tuple(member for member in team.members if member.login == login)


def check_name(name: str, login: str, team: Team, people: People) -> None:
    """Raise IdentityRefused unless the system user `login` may act under `name`.

    A system user without a name in the team may be a guest under a name that no member has.
    """
    member, yours = team.find(name), [one.name for one in bound(team, login)]
    if member and member.login not in ("", login):
        raise IdentityRefused(member.name, member.login, yours)
    if people.by_login and not (member and member.login) and (member or yours):
        raise IdentityRefused(name, "", yours)


def check_switch(people: People) -> None:
    """Raise MoveRefused unless people may change at one desk without logging in anew."""
    if people.by_login:
        raise MoveRefused(
            [_("Here the system user says who is who, so nobody else can go on at this desk.")],
            _("Log in as your own system user."),
        )


def is_led(team: Team, people: People, knows: Knows) -> bool:
    """Whether `team` has a chief who can act; `knows` says whether a login exists here."""
    chiefs = (one for one in team.members if one.role is Role.CHIEF)
    return any(knows(one.login) if one.login else not people.by_login for one in chiefs)


def check_led(team: Team, people: People, knows: Knows) -> None:
    """Raise MoveRefused unless `team` has a chief who can act.

    Without such a chief, nobody could change the team any more.
    """
    if not is_led(team, people, knows):
        sentence = (
            _("A newsroom keeps at least one chief who is bound to a system user of this machine.")
            if people.by_login
            else _("A newsroom keeps at least one chief who can act.")
        )
        raise MoveRefused([sentence], _("Make somebody else a chief first."))


def check_bound(team: Team, member: Member, person: Person, people: People, knows: Knows) -> None:
    """Raise MoveRefused if no chief who can act may be left after `person` bound `member`.

    `team` has the new binding. A person who binds a chief's name to another system user than their
    own cannot know whether anybody acts as that user.
    """
    if member.role is Role.CHIEF and member.login not in ("", person.login):
        others = tuple(one for one in team.members if one.name != member.name)
        if not is_led(msgspec.structs.replace(team, members=others), people, knows):
            sentence = _(
                "No other chief can act, and you are not the system user {login}."
            ).format(login=member.login)
            raise MoveRefused([sentence], _("Make somebody else a chief first."))
    check_led(team, people, knows)


def same_person(one: str, other: str) -> bool:
    """Whether two names mean the same person."""
    return bool(one) and clean.key(one) == clean.key(other)


def actor_of(dossier: Dossier, name: str, at: datetime) -> Actor:
    """The name and system user of `name`'s act on `dossier` at the time `at`, from the record."""
    login = next((one.login for one in dossier.events if one.at == at and one.editor == name), "")
    return Actor(name, login)


def is_own(actor: Actor, person: Person, people: People) -> bool:
    """Whether an act by `actor` is `person`'s: by the same name and, by login, system user.

    By login, a name alone proves nothing: guests choose their names, and the name of a former
    member is free for them.
    """
    return same_person(actor.name, person.name) and (
        not people.by_login or actor.login == person.login
    )


def has(editor: str, person: Person, team: Team, people: People) -> bool:
    """Whether an assignment to `editor` belongs to `person`.

    By login, the name must be bound to `person`'s system user in `team` now.
    """
    member = team.find(editor)
    is_theirs = not people.by_login or (member is not None and member.login == person.login)
    return same_person(editor, person.name) and is_theirs


def same_eyes(person: Person, actor: Actor, team: Team, people: People) -> bool:
    """Whether `person` is the person behind `actor`: by the same name or, by login, system user.

    By login, both count: the system user of the act, and the one to whom the name is bound now.
    """
    return same_person(person.name, actor.name) or (
        people.by_login and person.login in _logins(actor, team)
    )


def _logins(actor: Actor, team: Team) -> Sequence[str]:
    member = team.find(actor.name) if actor.name else None
    return [login for login in (actor.login, member.login if member else "") if login]
