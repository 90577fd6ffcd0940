"""The dialogs about a person: take one into the team, give a role, bind a system user."""

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Input, Static

from redaksi.domain.article import Member, Role
from redaksi.domain.workflow import role_name
from redaksi.errors import about
from redaksi.i18n import _
from redaksi.tui.commands.people import with_way_back
from redaksi.tui.host import Done
from redaksi.tui.screens.dialog import Dialog
from redaksi.tui.widgets.choice import Choice
from redaksi.tui.widgets.dialog_box import headline, label
from redaksi.tui.widgets.field import Field


def roles(present: Role) -> Choice:
    """The choice of a role; `present` is chosen first."""
    return Choice({role.value: role_name(role) for role in Role}, present.value, "role")


def login_field(value: str = "") -> Iterator[Widget]:
    """The field for a system user, with its label."""
    yield label(_("System user (may stay empty: then anybody may use the name)"))
    yield Field(
        value, placeholder=_("e.g. {example}").format(example="sari"), compact=True, id="login"
    )


class AddMemberDialog(Dialog):
    """Takes somebody into the team."""

    def heading(self) -> str:
        return _("Take into the team")

    def button(self) -> str:
        return _("Add")

    def fields(self) -> Iterator[Widget]:
        yield label(_("Name, as colleagues know it"))
        yield Field(
            placeholder=_("e.g. {example}").format(example="Sari W"), compact=True, id="name"
        )
        yield label(_("Role (the arrows choose)"))
        yield roles(Role.EDITOR)
        yield from login_field()

    def act(self) -> Done:
        role = Role(self.query_one(Choice).value)
        with about("name"):
            member = self.desk.team.add(
                self.query_one("#name", Input).value, role, self.query_one("#login", Input).value
            )
        said = _("{name} is in the team, as {role}.").format(
            name=member.name, role=role_name(member.role)
        )
        return Done(with_way_back(said), member=member.name)


class MemberDialog(Dialog):
    """A dialog about one member of the team."""

    def __init__(self, member: Member) -> None:
        super().__init__()
        self.member = member


class RoleDialog(MemberDialog):
    """Gives a member another role."""

    def heading(self) -> str:
        return _("Role")

    def button(self) -> str:
        return _("Give")

    def fields(self) -> Iterator[Widget]:
        yield headline(self.member.name)
        yield roles(self.member.role)
        told = _(
            "A guest writes drafts; an editor does everything to articles; a chief changes "
            "team and settings, too."
        )
        yield Static(told, classes="field-hint", markup=False)

    def act(self) -> Done:
        member = self.desk.team.role(self.member.name, Role(self.query_one(Choice).value))
        if member.role is self.member.role:
            return Done(_("{name} has this role already.").format(name=member.name))
        said = _("{name}: {role}.").format(name=member.name, role=role_name(member.role))
        return Done(with_way_back(said))


class BindDialog(MemberDialog):
    """Reserves the name of a member for a system user, or sets it free."""

    def heading(self) -> str:
        return _("System user")

    def button(self) -> str:
        return _("Bind")

    def fields(self) -> Iterator[Widget]:
        yield headline(self.member.name)
        yield from login_field(self.member.login)

    def act(self) -> Done:
        with about("login"):
            member = self.desk.team.bind(self.member.name, self.query_one("#login", Input).value)
        said = _("{name} is bound to no system user.")
        if member.login:
            said = _("{name} is bound to the system user {login}.")
        said = said.format(name=member.name, login=member.login)
        if unknown := self.desk.team.unknown_login(member.login):
            said = f"{said} {unknown}"
        return Done(with_way_back(said))
