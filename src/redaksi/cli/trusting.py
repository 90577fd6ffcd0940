"""`redaksi trust`: the newsrooms of other people that this person trusts."""

import sys
from pathlib import Path

import click

from redaksi.cli import output
from redaksi.cli.change_report import answer
from redaksi.cli.command import CliGroup
from redaksi.cli.options import as_json
from redaksi.desk import trusting
from redaksi.errors import Refused
from redaksi.i18n import _
from redaksi.system import logins


@click.group(
    "trust",
    cls=CliGroup,
    invoke_without_command=True,
    examples=(
        "redaksi trust folder /srv/ruang",
        "redaksi trust --list",
        "redaksi trust folder /srv/ruang --revoke",
    ),
    help=_("What of others you let in: a newsroom that was found and belongs to somebody else."),
)
@click.option("--list", "listing", is_flag=True, help=_("Show what you trust."))
@as_json
@click.pass_context
def trust_command(context: click.Context, listing: bool, as_json: bool) -> None:
    """The group of commands about trust; `--list` lists what is trusted."""
    if context.invoked_subcommand:
        return
    if listing or as_json:
        _list(as_json=as_json)
    else:
        click.echo(context.get_help())


def _list(*, as_json: bool) -> None:
    trusted = trusting.trusted()
    if as_json:
        output.document(trusted)
    elif trusted:
        rows = (([one["kind"], one["name"], one["owner"]]) for one in trusted)
        output.table((_("kind"), _("name"), _("owner")), rows, flexible=1)
    else:
        output.say(_("You trust nothing of others yet."))


@trust_command.command(
    "folder",
    examples=(
        "redaksi trust folder /srv/ruang",
        "redaksi trust folder . --yes",
        "redaksi trust folder . --revoke",
    ),
    help=_(
        "Use the newsroom in DIR, which belongs to somebody else, without naming it while you are "
        "in it. That holds "
        "as long as DIR and its newsroom.toml belong to the same people."
    ),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@click.option("--revoke", is_flag=True, help=_("Trust it no more."))
@as_json
@click.pass_context
def trust_folder(
    context: click.Context, folder: Path, yes: bool, revoke: bool, as_json: bool
) -> None:
    as_json = as_json or bool(context.parent and context.parent.params["as_json"])
    if revoke:
        path = trusting.revoke_folder(folder)
        answer(
            as_json,
            [{"name": path, "trusted": False}],
            _("{folder} is not trusted any more.").format(folder=path),
        )
        return
    found = trusting.folder(folder)
    if not yes:
        _ask(found)
    trusting.trust_folder(found)
    answer(
        as_json,
        [{"name": found.path, "trusted": True}],
        _("{folder} is trusted.").format(folder=found.path),
    )


def _ask(found: trusting.Folder) -> None:
    """Show who owns the newsroom, and ask the person whether to trust it.

    Raises:
        Refused: when nobody can be asked, or the answer is no.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise Refused(_("Nobody can be asked here whether to trust it."), _("Say it along: --yes"))
    click.echo(
        output.plain(
            _("{folder} belongs to {owner}, its newsroom.toml to {settings_owner}.").format(
                folder=found.path,
                owner=logins.name(found.owner),
                settings_owner=logins.name(found.settings_owner),
            )
        ),
        err=True,
    )
    if not click.confirm(
        _("Their settings, team and rules will hold for you there. Trust it?"), err=True
    ):
        raise Refused(_("It is not trusted."), _("Nothing was changed."))
