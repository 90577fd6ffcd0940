"""The people of the newsroom and their roles; only a chief may change them."""

from msgspec.structs import replace

from redaksi.desk import look_alike
from redaksi.desk.context import Context
from redaksi.desk.identity import alike, valid_name
from redaksi.domain import workflow
from redaksi.domain.article import Event, Member, Person, Role, Team
from redaksi.errors import BadInput, EditorNotFound
from redaksi.i18n import _
from redaksi.system import logins
from redaksi.text import clean


class TeamDesk:
    """The verbs about the members of the newsroom."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def list(self) -> tuple[Member, ...]:
        """All members, in the order in which they joined."""
        return self._context.store.team().members

    def bound_to(self, login: str) -> tuple[str, ...]:
        """The names that are bound to the system user `login`."""
        return tuple(member.name for member in workflow.bound(self._context.store.team(), login))

    def absence(self, name: str) -> str:
        """The sentence that `name` is off duty; "" for everybody else, whoever asks."""
        member = self._context.store.team().find(name) if name else None
        return (
            _("{name} is off duty.").format(name=member.name) if member and member.off_duty else ""
        )

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
                    _("Change the role with: redaksi team role NAME ROLE."),
                )
            if present is None:
                look_alike.check(name, team)
            member = replace(present or Member(name=name), name=name, role=role)
            member = replace(member, login=login or member.login)
            others = tuple(one for one in team.members if one != present)
            return replace(team, members=(*others, member)), "added", _data(member)

        return known(self._context.change_team(change), name)

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

        return known(self._context.change_team(change), name)

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
                after, member, person, self._context.rules.people, _known_to(person)
            )
            return after, "bound" if login else "unbound", _data(member)

        return known(self._context.change_team(change), name)

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
            return with_member(team, member), "on_duty" if on else "off_duty", _data(member)

        return known(self._context.change_team(change), name)

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

        self._context.change_team(change)
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

    def _led(self, team: Team, person: Person) -> Team:
        """`team`, as changed by `person`.

        Raises:
            MoveRefused: when `team` has no chief who can act.
        """
        workflow.check_led(team, self._context.rules.people, _known_to(person))
        return team


def _known_to(person: Person) -> workflow.Knows:
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


def _data(member: Member) -> dict[str, str]:
    return {"name": member.name, "role": member.role.value, "login": member.login}
