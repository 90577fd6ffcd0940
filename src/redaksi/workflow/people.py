"""Who may act under a name, and when two names are one pair of eyes."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import msgspec

from redaksi.article import Member, Person, Role, Team
from redaksi.errors import IdentityRefused, MoveRefused
from redaksi.i18n import _
from redaksi.workflow.rights import same_person


class People(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a house knows who is who.

    `identity`: with "free" a name is whoever claims it, unless it is bound to a system user; with "login" each acts
    only under the names that are bound to their own.
    """

    identity: Literal["free", "login"] = "free"

    @property
    def by_login(self) -> bool:
        return self.identity == "login"


class Hand(NamedTuple):
    """Who did something: the name, and the system user under whom it was used; both "" for nobody."""

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


def is_led(team: Team, people: People) -> bool:
    """Whether `team` has a chief who may act."""
    return any(one.role is Role.CHIEF and (one.login or not people.by_login) for one in team.members)


def check_led(team: Team, people: People) -> None:
    """Raise MoveRefused unless `team` has a chief who may act: nobody could change it any more."""
    if not is_led(team, people):
        sentence = (
            _("A newsroom keeps at least one chief who is bound to a system user.")
            if people.by_login
            else _("A newsroom keeps at least one chief.")
        )
        raise MoveRefused([sentence], _("Make somebody else a chief first."))


def same_eyes(person: Person, hand: Hand, team: Team, people: People) -> bool:
    """Whether `person` is whoever did something by `hand`: the same name or, by login, the same system user.

    By login counts under whom it was done, and to whom the name is bound by now.
    """
    return same_person(person.name, hand.name) or (people.by_login and person.login in _logins(hand, team))


def _logins(hand: Hand, team: Team) -> Sequence[str]:
    member = team.find(hand.name) if hand.name else None
    return [login for login in (hand.login, member.login if member else "") if login]
