"""The people of the newsroom and their roles. Changes are a chief's."""

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
    """The verbs about who works here."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def list(self) -> tuple[Member, ...]:
        """Everybody, in the order in which they came."""
        return self._context.store.team().members

    def bound_to(self, login: str) -> tuple[str, ...]:
        """The names that are bound to the system user `login`."""
        return tuple(member.name for member in workflow.bound(self._context.store.team(), login))

    def history(self) -> tuple[Event, ...]:
        """The record of the team, and of the rules that articles were worked on by; the oldest
        event first.
        """
        return self._context.store.team().events

    def add(self, name: str, role: Role = Role.EDITOR, login: str = "") -> Member:
        """`name` joins with `role`, or rises to it from a guest; `login` binds the name to a
        system user.

        A guest who was bound stays so.

        Raises:
            BadInput: for a name that is in the team, or only looks like one there
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
            member = Member(
                name=name, role=role, login=login or (present.login if present else "")
            )
            others = tuple(one for one in team.members if one != present)
            return replace(team, members=(*others, member)), "added", _data(member)

        return known(self._context.change_team(change), name)

    def role(self, name: str, role: Role) -> Member:
        """`name` has `role` from now on.

        Raises:
            EditorNotFound
            MoveRefused: for the last chief
        """

        def change(team: Team, person: Person) -> tuple[Team, str, dict[str, str]]:
            workflow.check_chief(person)
            member = replace(known(team, name), role=role)
            members = tuple(member if one.name == member.name else one for one in team.members)
            return self._led(replace(team, members=members), person), "role", _data(member)

        return known(self._context.change_team(change), name)

    def bind(self, name: str, login: str) -> Member:
        """`name` is used by the system user `login` alone from now on; "" sets it free.

        Raises EditorNotFound.

        Raises:
            MoveRefused: where no chief may be left who can act
        """
        login = clean.line(login)

        def change(team: Team, person: Person) -> tuple[Team, str, dict[str, str]]:
            workflow.check_chief(person)
            member = replace(known(team, name), login=login)
            members = tuple(member if one.name == member.name else one for one in team.members)
            after = replace(team, members=members)
            workflow.check_bound(
                after, member, person, self._context.rules.people, _known_to(person)
            )
            return after, "bound" if login else "unbound", _data(member)

        return known(self._context.change_team(change), name)

    def remove(self, name: str) -> Member:
        """`name` leaves the team, and is a guest from now on; what they did stays in the
        record.
        """
        member = known(self._context.store.team(), name)

        def change(team: Team, person: Person) -> tuple[Team, str, dict[str, str]]:
            workflow.check_chief(person)
            left = tuple(one for one in team.members if one.name != member.name)
            return self._led(replace(team, members=left), person), "removed", _data(member)

        self._context.change_team(change)
        return member

    def welcome(self, name: str) -> Member:
        """`name` as the team spells it; an unknown name joins as a guest, whoever brings it in."""
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
        """`team`, as `person` changed it; raises MoveRefused where it has no chief who can act."""
        workflow.check_led(team, self._context.rules.people, _known_to(person))
        return team


def _known_to(person: Person) -> workflow.Knows:
    """Tells whether somebody can act under a login here: `person` does, and whoever this
    machine knows.
    """
    return lambda login: login == person.login or logins.is_known(login)


def known(team: Team, name: str) -> Member:
    """The member called `name`.

    Raises:
        EditorNotFound: with names that look alike
    """
    member = team.find(name)
    if member is None:
        raise EditorNotFound(clean.line(name), alike(team, name))
    return member


def _data(member: Member) -> dict[str, str]:
    return {"name": member.name, "role": member.role.value, "login": member.login}
