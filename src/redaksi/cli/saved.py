"""`redaksi saved`: list and delete the newsroom's saved searches."""

import click
import msgspec

from redaksi.cli import offers, output
from redaksi.cli.change_report import answer
from redaksi.cli.command import CliGroup
from redaksi.cli.options import as_json
from redaksi.cli.session import Session, pass_session
from redaksi.desk import searching
from redaksi.i18n import _


@click.group(
    "saved",
    cls=CliGroup,
    examples=(
        "redaksi list --due overdue --save terlambat",
        "redaksi saved list",
        "redaksi list --saved terlambat",
    ),
    help=_("The searches that were saved by name, with: redaksi list --save NAME."),
)
def saved_command() -> None:
    """The group of commands about saved searches."""


@saved_command.command("list", examples=("redaksi saved list",), help=_("Every saved search."))
@as_json
@pass_session
def list_searches(session: Session, as_json: bool) -> None:
    searches = session.open().searches.list()
    if as_json:
        output.document([msgspec.to_builtins(search) for search in searches])
    elif searches:
        rows = ((search.name, searching.described(search)) for search in searches)
        output.table((_("name"), _("finds")), rows, flexible=1)
    else:
        output.say(_("No searches are saved."))


@saved_command.command(
    "remove", examples=("redaksi saved remove terlambat",), help=_("Delete the search NAME.")
)
@click.argument("name", shell_complete=offers.searches)
@as_json
@pass_session
def remove(session: Session, name: str, as_json: bool) -> None:
    search = session.open().searches.remove(name)
    answer(
        as_json,
        [msgspec.to_builtins(search)],
        _("The search {name} is deleted.").format(name=search.name),
    )
