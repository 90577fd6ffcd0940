"""Who may act under a name, and when two names are one pair of eyes."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

import msgspec

from redaksi.domain.article import Dossier, Member, Person, Role, Team
from redaksi.errors import IdentityRefused, MoveRefused
from redaksi.i18n import _
from redaksi.text import clean

Knows = Callable[[str], bool]
"""Whether this machine has a system user of that login, under whom somebody can act."""


class People(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a house knows who is who.

    `identity`: with "free" a name is whoever claims it, unless it is bound to a system user; with
    "login" each acts only under the names that are bound to their own.
    """

    identity: Literal["free", "login"] = "free"

    @property
    def by_login(self) -> bool:
        return self.identity == "login"


class Hand(NamedTuple):
    """Who did something: the name, and the system user under whom it was used; both "" for
    nobody.
    """

    name: str = ""
    login: str = ""


def bound(team: Team, login: str) -> tuple[Member, ...]:
    """The members of `team` whose names are bound to the system user `login`."""
    return tuple(member for member in team.members if member.login == login)


def check_name(name: str, login: str, team: Team, people: People) -> None:
    """Raise IdentityRefused unless the system user `login` may act under `name`.

    Whoever has no name in the team may be a guest under one that nobody has.
    """
    member, yours = team.find(name), [one.name for one in bound(team, login)]
    if member and member.login not in ("", login):
        raise IdentityRefused(member.name, member.login, yours)
    if people.by_login and not (member and member.login) and (member or yours):
        raise IdentityRefused(name, "", yours)


def is_led(team: Team, people: People, knows: Knows) -> bool:
    """Whether `team` has a chief who can act, on a machine that `knows` its system users."""
    chiefs = (one for one in team.members if one.role is Role.CHIEF)
    return any(knows(one.login) if one.login else not people.by_login for one in chiefs)


def check_led(team: Team, people: People, knows: Knows) -> None:
    """Raise MoveRefused unless `team` has a chief who can act: nobody could change it any more."""
    if not is_led(team, people, knows):
        sentence = (
            _("A newsroom keeps at least one chief who is bound to a system user of this machine.")
            if people.by_login
            else _("A newsroom keeps at least one chief who can act.")
        )
        raise MoveRefused([sentence], _("Make somebody else a chief first."))


def check_bound(team: Team, member: Member, person: Person, people: People, knows: Knows) -> None:
    """Raise MoveRefused where `person` bound `member` of `team` so that no chief may be left
    who can act.

    Who binds a chief's name to another system user than their own cannot know whether anybody acts
    as that one.
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
    """Whether two names mean one person."""
    return bool(one) and clean.key(one) == clean.key(other)


def hand_of(dossier: Dossier, name: str, at: datetime) -> Hand:
    """The hand by which `name` acted on `dossier` at that time, by its record."""
    login = next((one.login for one in dossier.events if one.at == at and one.editor == name), "")
    return Hand(name, login)


def is_own(hand: Hand, person: Person, people: People) -> bool:
    """Whether what was done by `hand` is `person`'s: the same name and, by login, the same
    system user.

    By login a name alone tells nothing: guests choose theirs, and one that left the team is free
    to them.
    """
    return same_person(hand.name, person.name) and (
        not people.by_login or hand.login == person.login
    )


def has(editor: str, person: Person, team: Team, people: People) -> bool:
    """Whether what is assigned to `editor` is `person`'s: by login, whose name it is in `team`
    by now.
    """
    member = team.find(editor)
    is_theirs = not people.by_login or (member is not None and member.login == person.login)
    return same_person(editor, person.name) and is_theirs


def same_eyes(person: Person, hand: Hand, team: Team, people: People) -> bool:
    """Whether `person` is whoever did something by `hand`: the same name or, by login, the same
    system user.

    By login counts under whom it was done, and to whom the name is bound by now.
    """
    return same_person(person.name, hand.name) or (
        people.by_login and person.login in _logins(hand, team)
    )


def _logins(hand: Hand, team: Team) -> Sequence[str]:
    member = team.find(hand.name) if hand.name else None
    return [login for login in (hand.login, member.login if member else "") if login]
