"""The people of the newsroom and their roles. Changes are a chief's."""

from difflib import get_close_matches

from msgspec.structs import replace

from redaksi import clean, workflow
from redaksi.article import Event, Member, Person, Role, Team
from redaksi.desk.context import Context, valid_name
from redaksi.errors import BadInput, EditorNotFound, MoveRefused
from redaksi.i18n import _


class TeamDesk:
    """The verbs about who works here."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def list(self) -> tuple[Member, ...]:
        """Everybody, in the order in which they came."""
        return self._context.store.team().members

    def history(self) -> tuple[Event, ...]:
        """The record of the team, and of the rules that articles were worked on by; the oldest event first."""
        return self._context.store.team().events

    def add(self, name: str, role: Role = Role.EDITOR, login: str = "") -> Member:
        """NAME joins with ROLE, or rises to it from a guest; LOGIN binds the name to a system user.

        A guest who was bound stays so.
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
            member = Member(name=name, role=role, login=login or (present.login if present else ""))
            others = tuple(one for one in team.members if one != present)
            _free_login(others, member.login)
            return replace(team, members=(*others, member)), "added", _data(member)

        return known(self._context.change_team(change), name)

    def role(self, name: str, role: Role) -> Member:
        """NAME has ROLE from now on. Raises EditorNotFound, MoveRefused for the last chief."""

        def change(team: Team, person: Person) -> tuple[Team, str, dict[str, str]]:
            workflow.check_chief(person)
            member = replace(known(team, name), role=role)
            members = tuple(member if one.name == member.name else one for one in team.members)
            return _with_chief(replace(team, members=members)), "role", _data(member)

        return known(self._context.change_team(change), name)

    def remove(self, name: str) -> Member:
        """NAME leaves the team, and is a guest from now on; what they did stays in the record."""
        member = known(self._context.store.team(), name)

        def change(team: Team, person: Person) -> tuple[Team, str, dict[str, str]]:
            workflow.check_chief(person)
            left = tuple(one for one in team.members if one.name != member.name)
            return _with_chief(replace(team, members=left)), "removed", _data(member)

        self._context.change_team(change)
        return member

    def welcome(self, name: str) -> Member:
        """NAME as the team spells it; an unknown name joins as a guest, whoever brings it in."""
        name = valid_name(name)

        def change(team: Team, _person: Person) -> tuple[Team, str, dict[str, str]]:
            guest = Member(name=name, role=Role.GUEST)
            return replace(team, members=(*team.members, guest)), "added", _data(guest)

        present = self._context.store.team().find(name)
        return present or known(self._context.change_team(change, lambda team: team.find(name) is None), name)


def known(team: Team, name: str) -> Member:
    """The member called NAME. Raises EditorNotFound with names that look alike."""
    member = team.find(name)
    if member is None:
        names = {one.name.casefold(): one.name for one in team.members}
        alike = get_close_matches(clean.line(name).casefold(), names, n=3, cutoff=0.5)
        raise EditorNotFound(clean.line(name), [names[key] for key in alike])
    return member


def _free_login(members: tuple[Member, ...], login: str) -> None:
    owner = next((member.name for member in members if login and member.login == login), None)
    if owner:
        raise BadInput(
            _("The system user {login} is bound to {name} already.").format(login=login, name=owner),
            _("One system user, one name."),
        )


def _with_chief(team: Team) -> Team:
    if not any(member.role is Role.CHIEF for member in team.members):
        raise MoveRefused([_("A newsroom keeps at least one chief.")], _("Make somebody else a chief first."))
    return team


def _data(member: Member) -> dict[str, str]:
    return {"name": member.name, "role": member.role.value, "login": member.login}
