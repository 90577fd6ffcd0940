"""`redaksi templates`: the kinds of articles that a draft may begin with."""

from collections.abc import Iterator

import click

from redaksi.cli import output
from redaksi.cli.command import CliCommand
from redaksi.cli.options import as_json
from redaksi.cli.session import Session, pass_session
from redaksi.desk import Desk, views
from redaksi.desk.templates import BrokenTemplate
from redaksi.i18n import _


@click.command(
    "templates",
    cls=CliCommand,
    examples=("redaksi templates",),
    help=_("The templates that a draft may begin with: the files templates/NAME.md."),
)
@as_json
@pass_session
def templates_command(session: Session, as_json: bool) -> None:
    desk = session.open()
    if as_json:
        output.document([views.template(one) for one in desk.templates.list()])
    elif lines := list(_lines(desk)):
        columns = (_("name"), _("kind"), _("rubric"), _("due"))
        output.table(columns, lines, flexible=1, spare=(2,), wraps=True)
    else:
        output.say(_("This newsroom has no templates. A template is a file templates/NAME.md."))


def _lines(desk: Desk) -> Iterator[tuple[str, ...]]:
    for one in desk.templates.list():
        if isinstance(one, BrokenTemplate):
            yield one.name, f"! {one.error.sentence} {one.error.advice()}".strip(), "", ""
        else:
            yield one.name, one.label, one.text.rubric, one.due
