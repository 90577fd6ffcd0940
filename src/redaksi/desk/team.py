"""The people of the newsroom and their roles; only a chief may change them."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from msgspec.structs import replace

from redaksi.desk import look_alike
from redaksi.desk.context import AlterTeam, Context
from redaksi.desk.identity import alike, valid_name
from redaksi.desk.part_of_name import meant
from redaksi.domain import workflow
from redaksi.domain.article import Event, Member, Person, Role, Stage, Team
from redaksi.errors import BadInput, EditorNotFound, Refused
from redaksi.i18n import _
from redaksi.store.query import Query
from redaksi.system import logins
from redaksi.text import clean

DUTY = ("off_duty", "on_duty")
"""The kinds of the events about duty: of somebody who is not on duty, and who is."""


class Colleague(NamedTuple):
    """A person of the newsroom and how many articles they have, by stage.

    Somebody who still has articles and left the team is no `is_member`.
    """

    member: Member
    counts: Mapping[Stage, int]
    is_member: bool = True


class TeamChange(NamedTuple):
    """A change of one person; None is somebody outside the team."""

    before: Member | None
    after: Member | None


class TeamDesk:
    """The verbs about the members of the newsroom."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._changes: list[TeamChange] = []  # of this desk, for taking them back

    def list(self) -> tuple[Member, ...]:
        """All members, in the order in which they joined."""
        return self._context.store.team().members

    def overview(self) -> Sequence[Colleague]:
        """Everybody in the team by name, then those who have articles and left it."""
        held = self._context.store.holdings()
        nothing = dict.fromkeys(Stage, 0)
        keyed = ((clean.key(one.name), one) for one in self.list())
        members = sorted(keyed, key=itemgetter(0))
        team = [Colleague(one, held.pop(key, nothing)) for key, one in members]
        return (*team, *(self._former(key, held[key]) for key in sorted(held)))

    def _former(self, key: str, counts: Mapping[Stage, int]) -> Colleague:
        """Somebody outside the team who has articles, called as in one of these."""
        rows = self._context.store.page(Query(editor=key), 1)
        name = rows[0].editor if rows else key
        return Colleague(Member(name=name, role=Role.GUEST), counts, is_member=False)

    def named(self, part: str) -> str:
        """The name of the member whom `part` names, as for every choice of a person.

        The verbs that change a member take the whole name: what a person saw on a screen must not
        come to mean another when that member is gone.

        Raises:
            EditorNotFound, AmbiguousName: when `part` is no part of a single name of the team.
        """
        return meant(self._context.store.team(), part).name

    def bound_to(self, login: str) -> tuple[str, ...]:
        """The names that are bound to the system user `login`."""
        return tuple(member.name for member in workflow.bound(self._context.store.team(), login))

    def absence(self, name: str) -> str:
        """The sentence that `name` is off duty; "" for everybody else, whoever asks."""
        member = self._context.store.team().find(name) if name else None
        return (
            _("{name} is off duty.").format(name=member.name) if member and member.off_duty else ""
        )

    def unknown_login(self, login: str) -> str:
        """The sentence that this machine has no system user `login`; "" if there is one."""
        if not login or logins.is_known(login):
            return ""
        return _("This machine has no system user {login}.").format(login=login)

    def history(self) -> tuple[Event, ...]:
        """The record of the team and of the rules of the house; the oldest event first."""
        return self._context.store.team().events

    def add(self, name: str, role: Role = Role.EDITOR, login: str = "") -> Member:
        """Add `name` to the team with `role`, or promote a guest of that name to `role`.

        `login` binds the name to a system user; a guest who was bound stays bound.

        Raises:
            MoveRefused: when the person is no chief.
            BadInput: when `name` is in the team or only looks like a member's name.
        """
        name, login = valid_name(name), clean.line(login)

        def change(team: Team, person: Person) -> tuple[Team, str, dict[str, str]]:
            workflow.check_chief(person)
            present = team.find(name)
            if present and present.role is not Role.GUEST:
                raise BadInput(
                    _("{name} is in the team already, as {role}.").format(
                        name=present.name, role=workflow.role_name(present.role)
                    ),
                    _("Change the role with: {how}."),
                    _("team role NAME ROLE"),
                )
            if present is None:
                look_alike.check(name, team)
            member = replace(present or Member(name=name), name=name, role=role)
            member = replace(member, login=login or member.login)
            others = tuple(one for one in team.members if one != present)
            return replace(team, members=(*others, member)), "added", _data(member)

        return known(self._change(name, change), name)

    def role(self, name: str, role: Role) -> Member:
        """Give `name` the role `role`.

        Raises:
            EditorNotFound: when `name` is not in the team.
            MoveRefused: when the person is no chief, or no chief who can act would be left.
        """

        def change(team: Team, person: Person) -> tuple[Team, str, dict[str, str]]:
            workflow.check_chief(person)
            member = replace(known(team, name), role=role)
            return self._led(with_member(team, member), person), "role", _data(member)

        return known(self._change(name, change), name)

    def bind(self, name: str, login: str) -> Member:
        """Reserve `name` for the system user `login`; "" ends the reservation.

        Raises:
            EditorNotFound: when `name` is not in the team.
            MoveRefused: when the person is no chief, or no chief who can act would be left.
        """
        login = clean.line(login)

        def change(team: Team, person: Person) -> tuple[Team, str, dict[str, str]]:
            workflow.check_chief(person)
            member = replace(known(team, name), login=login)
            after = with_member(team, member)
            workflow.check_bound(
                after, member, person, self._context.rules.people, known_to(person)
            )
            return after, "bound" if login else "unbound", _data(member)

        return known(self._change(name, change), name)

    def duty(self, name: str, *, on: bool) -> Member:
        """Say that `name` is on duty, or is not; nothing is recorded when that is known already.

        Raises:
            EditorNotFound: when `name` is not in the team.
            MoveRefused: when the person is neither that member nor a chief.
        """

        def change(team: Team, person: Person) -> tuple[Team, str, dict[str, str]]:
            present = known(team, name)
            workflow.check_duty(present.name, person)
            if present.on_duty is on:
                return team, "", {}
            member = replace(present, off_duty=not on)
            return with_member(team, member), DUTY[on], _data(member)

        return known(self._change(name, change), name)

    @property
    def can_take_back(self) -> bool:
        """Whether a change that was made at this desk can be taken back."""
        return bool(self._changes)

    def take_back(self) -> TeamChange:
        """Undo the last change that was made at this desk, and return it reversed.

        Raises:
            Refused: when there is none, or the person was changed once more since.
            MoveRefused: when the person who acts may not, or no chief who can act would be left.
        """
        if not self._changes:
            raise Refused(_("Nothing of the team was changed here."))
        before, after = self._changes.pop()
        name = (before or after or Member(name="")).name

        def change(team: Team, person: Person) -> tuple[Team, str, dict[str, str]]:
            if team.find(name) != after:
                raise Refused(
                    _("{name} was changed once more since.").format(name=name),
                    _("Nothing was taken back. Look at what the team is now."),
                )
            kind = _kind(after, before)
            if kind in DUTY:
                workflow.check_duty(name, person)
            else:
                workflow.check_chief(person)
            others = [one for one in team.members if one != after]
            place = team.members.index(after) if after else len(others)
            members = (*others[:place], *([before] if before else []), *others[place:])
            taken_back = self._led(replace(team, members=members), person)
            return taken_back, kind, _data(before or after or Member(name=name))

        self._context.change_team(change)
        return TeamChange(after, before)

    def remove(self, name: str) -> Member:
        """Remove `name` from the team; they are a guest from now on, and their record is kept.

        Raises:
            EditorNotFound: when `name` is not in the team.
            MoveRefused: when the person is no chief, or no chief who can act would be left.
        """
        member = known(self._context.store.team(), name)

        def change(team: Team, person: Person) -> tuple[Team, str, dict[str, str]]:
            workflow.check_chief(person)
            left = tuple(one for one in team.members if one.name != member.name)
            return self._led(replace(team, members=left), person), "removed", _data(member)

        self._change(name, change)
        return member

    def welcome(self, name: str) -> Member:
        """The member called `name`; an unknown name joins as a guest, whoever the person is."""
        name = valid_name(name)

        def change(team: Team, _person: Person) -> tuple[Team, str, dict[str, str]]:
            look_alike.check(name, team)
            guest = Member(name=name, role=Role.GUEST)
            return replace(team, members=(*team.members, guest)), "added", _data(guest)

        present = self._context.store.team().find(name)
        return present or known(
            self._context.change_team(change, lambda team: team.find(name) is None), name
        )

    def _change(self, name: str, alter: AlterTeam) -> Team:
        """The team after `alter` changed the person called `name`; the change is remembered."""
        before: Member | None = None

        def change(team: Team, person: Person) -> tuple[Team, str, Mapping[str, Any]]:
            nonlocal before
            before = team.find(name)
            return alter(team, person)

        team = self._context.change_team(change)
        if (after := team.find(name)) != before:
            self._changes.append(TeamChange(before, after))
        return team

    def _led(self, team: Team, person: Person) -> Team:
        """`team`, as changed by `person`.

        Raises:
            MoveRefused: when `team` has no chief who can act.
        """
        workflow.check_led(team, self._context.rules.people, known_to(person))
        return team


def known_to(person: Person) -> workflow.Knows:
    """A function that tells whether anybody can act under a login on this machine.

    `person` can act under their own login; other logins must exist on the machine.
    """
    return lambda login: login == person.login or logins.is_known(login)


def known(team: Team, name: str) -> Member:
    """The member called `name`.

    Raises:
        EditorNotFound: when `name` is not in `team`; the hint lists similar names.
    """
    member = team.find(name)
    if member is None:
        raise EditorNotFound(clean.line(name), alike(team, name))
    return member


def with_member(team: Team, member: Member) -> Team:
    """`team` with `member` in the place of the member of that name."""
    members = tuple(member if one.name == member.name else one for one in team.members)
    return replace(team, members=members)


def _kind(before: Member | None, after: Member | None) -> str:
    """The kind of the event that makes `after` of `before`."""
    if before is None or after is None:
        return "removed" if after is None else "added"
    if before.role != after.role:
        return "role"
    if before.login != after.login:
        return "bound" if after.login else "unbound"
    return DUTY[after.on_duty]


def _data(member: Member) -> dict[str, str]:
    return {"name": member.name, "role": member.role.value, "login": member.login}
