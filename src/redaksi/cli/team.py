"""`redaksi team`: the members of the newsroom and their roles."""

import click

from redaksi.cli import offers, output
from redaksi.cli.change_report import answer
from redaksi.cli.command import CliGroup
from redaksi.cli.options import as_json
from redaksi.cli.reading import print_events
from redaksi.cli.session import Session, pass_session
from redaksi.cli.types import RoleType
from redaksi.desk import Desk, views
from redaksi.domain.article import Member, Role
from redaksi.domain.workflow import duty_name, role_name
from redaksi.i18n import _

DUTY = {"on": True, "off": False, "ya": True, "tidak": False}
"""The words for on duty and off duty."""


@click.group(
    "team",
    cls=CliGroup,
    examples=(
        'redaksi team add "Sari W"',
        "redaksi team list",
    ),
    help=_("The people of the newsroom and their roles."),
)
def team_command() -> None:
    """The group of commands about people."""


@team_command.command("list", examples=("redaksi team list",), help=_("Everybody in the team."))
@as_json
@pass_session
def list_members(session: Session, as_json: bool) -> None:
    members = session.open().team.list()
    if as_json:
        output.document([views.member(member) for member in members])
        return
    rows = (
        (member.name, role_name(member.role), member.login or "–", duty_name(member))
        for member in members
    )
    output.table((_("name"), _("role"), _("system user"), _("duty")), rows, flexible=0)


@team_command.command(
    "add",
    examples=(
        'redaksi team add "Sari W"',
        'redaksi team add "Dewi A" --role guest --login dewi',
    ),
    help=_("NAME joins the team, as an editor unless --role says otherwise."),
)
@click.argument("name")
@click.option(
    "--role", type=RoleType(), metavar="ROLE", default="editor", help=_("guest, editor or chief.")
)
@click.option(
    "--login", metavar="SYSTEM_USER", default="", help=_("Only this system user may work as NAME.")
)
@as_json
@pass_session
def add(session: Session, name: str, role: Role, login: str, as_json: bool) -> None:
    desk = session.open()
    member = desk.team.add(name, role, login)
    _tell(member, as_json=as_json)
    _warn_of_login(desk, member)


@team_command.command(
    "role",
    examples=('redaksi team role "Dewi A" editor',),
    help=_("NAME has ROLE (guest, editor, chief) from now on."),
)
@click.argument("name", shell_complete=offers.people)
@click.argument("role", metavar="ROLE", type=RoleType())
@as_json
@pass_session
def role(session: Session, name: str, role: Role, as_json: bool) -> None:
    team = session.open().team
    _tell(team.role(team.named(name), role), as_json=as_json)


@team_command.command(
    "bind",
    examples=('redaksi team bind "Sari W" sari', 'redaksi team bind "Sari W" ""'),
    help=_('Only the system user LOGIN acts as NAME from now on; "" sets NAME free.'),
)
@click.argument("name", shell_complete=offers.people)
@click.argument("login")
@as_json
@pass_session
def bind(session: Session, name: str, login: str, as_json: bool) -> None:
    desk = session.open()
    member = desk.team.bind(desk.team.named(name), login)
    done = (
        _("{name} is bound to the system user {login}.")
        if member.login
        else _("{name} is bound to no system user.")
    )
    answer(as_json, [views.member(member)], done.format(name=member.name, login=member.login))
    _warn_of_login(desk, member)


@team_command.command(
    "duty",
    examples=('redaksi team duty "Sari W" off', 'redaksi team duty "Sari W" on'),
    help=_(
        "NAME is on duty (on) or is not (off). Each says it of themselves, a chief of everybody."
    ),
)
@click.argument("name", shell_complete=offers.people)
@click.argument("duty", metavar="on|off", type=click.Choice(list(DUTY), case_sensitive=False))
@as_json
@pass_session
def duty(session: Session, name: str, duty: str, as_json: bool) -> None:
    team = session.open().team
    member = team.duty(team.named(name), on=DUTY[duty])
    done = _("{name} is on duty.") if member.on_duty else _("{name} is off duty.")
    answer(as_json, [views.member(member)], done.format(name=member.name))


@team_command.command(
    "address",
    examples=(
        'redaksi team address "Sari W" sari@contoh.id',
        'redaksi team address "Sari W"',
        'redaksi team address "Sari W" ""',
    ),
    help=_(
        'The mail address at which you, NAME, are told of what concerns you; "" takes it away. '
        "Nobody else is shown it."
    ),
)
@click.argument("name", shell_complete=offers.people)
@click.argument("address", metavar="[ADDRESS]", required=False)
@as_json
@pass_session
def address(session: Session, name: str, address: str | None, as_json: bool) -> None:
    desk = session.open()
    reach, name = desk.reach, desk.team.named(name)
    member = reach.of(name) if address is None else reach.address(name, address)
    said = _("{name}: {address}.") if member.address else _("{name} has no mail address.")
    results = [{"name": member.name, "address": member.address}]
    answer(as_json, results, said.format(name=member.name, address=member.address))


@team_command.command(
    "quiet",
    examples=(
        'redaksi team quiet "Sari W" 22.00-06.00',
        'redaksi team quiet "Sari W"',
        'redaksi team quiet "Sari W" ""',
    ),
    help=_(
        "The hours, in the newsroom's zone, in which you, NAME, are told of nothing: that comes "
        'after them. "" ends them.'
    ),
)
@click.argument("name", shell_complete=offers.people)
@click.argument("hours", metavar="[HOURS]", required=False)
@as_json
@pass_session
def quiet(session: Session, name: str, hours: str | None, as_json: bool) -> None:
    desk = session.open()
    reach, name = desk.reach, desk.team.named(name)
    member = reach.of(name) if hours is None else reach.quiet(name, hours)
    said = _("{name}: quiet {hours}.") if member.quiet else _("{name} has no quiet hours.")
    results = [{"name": member.name, "quiet": member.quiet}]
    answer(as_json, results, said.format(name=member.name, hours=member.quiet))


@team_command.command(
    "remove",
    examples=('redaksi team remove "Dewi A"',),
    help=_("NAME leaves the team; what they did stays in the record."),
)
@click.argument("name", shell_complete=offers.people)
@as_json
@pass_session
def remove(session: Session, name: str, as_json: bool) -> None:
    team = session.open().team
    member = team.remove(team.named(name))
    answer(
        as_json,
        [views.member(member)],
        _("{name} is not in the team any more.").format(name=member.name),
    )


@team_command.command(
    "history",
    examples=("redaksi team history",),
    help=_("The record of the team and of the rules: who changed what and when."),
)
@as_json
@pass_session
def history(session: Session, as_json: bool) -> None:
    desk = session.open()
    print_events(desk, desk.team.history(), as_json)


def _warn_of_login(desk: Desk, member: Member) -> None:
    if unknown := desk.team.unknown_login(member.login):
        output.warn(unknown)


def _tell(member: Member, *, as_json: bool) -> None:
    said = _("{name}: {role}.").format(name=member.name, role=role_name(member.role))
    answer(as_json, [views.member(member)], said)
