"""`redaksi whoami`: the name under which a person acts here, and why."""

import click

from redaksi.cli import output
from redaksi.cli.command import CliCommand
from redaksi.cli.options import as_json
from redaksi.cli.session import Session, pass_session
from redaksi.desk import views
from redaksi.domain.workflow import role_name
from redaksi.i18n import _


@click.command(
    "whoami",
    cls=CliCommand,
    examples=("redaksi whoami", 'redaksi --as "Sari W" whoami --json'),
    help=_(
        "Who you are in this newsroom: your name, your role, your system user and the names bound "
        "to that."
    ),
)
@as_json
@pass_session
def whoami_command(session: Session, as_json: bool) -> None:
    desk = session.open()
    person, people = desk.person, desk.house.people
    names = desk.team.bound_to(person.login)
    if as_json:
        output.document({**views.person(person), "identity": people.identity, "names": names})
        return
    output.line(f"{person.name} ({role_name(person.role)})")
    output.line(_("system user: {login} on {host}").format(login=person.login, host=person.host))
    output.line(_("names bound to it: {names}").format(names=", ".join(names) or "–"))
    if people.by_login:
        output.line(
            _("In this newsroom each acts only under names that are bound to their system user.")
        )
    else:
        output.line(_("In this newsroom a name that is not bound is whoever says it."))
