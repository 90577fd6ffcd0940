"""`redaksi trust`: the newsrooms of other people and the targets that this person trusts."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from redaksi.cli import offers, output
from redaksi.cli.change_report import answer
from redaksi.cli.command import CliGroup
from redaksi.cli.options import as_json
from redaksi.cli.session import Session, pass_session
from redaksi.desk import trusting, wording
from redaksi.domain.delivery import Target
from redaksi.errors import NotFound, Refused
from redaksi.i18n import _
from redaksi.system import logins


@click.group(
    "trust",
    cls=CliGroup,
    invoke_without_command=True,
    examples=(
        "redaksi trust folder /srv/ruang",
        "redaksi trust target situs",
        "redaksi trust --list",
    ),
    help=_(
        "What of others you trust: a newsroom that was found and belongs to somebody else, and "
        "targets."
    ),
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
        rows = ([one["kind"], one["name"], _detail(one)] for one in trusted)
        output.table((_("kind"), _("name"), _("owner or place")), rows, flexible=1)
    else:
        output.say(_("You trust nothing of others yet."))


def _detail(one: Mapping[str, Any]) -> str:
    """The owner of a trusted folder, the place of a target, or whose notifications they are."""
    facts = one["facts"]
    places = (one["owner"], facts.get("folder"), facts.get("url"), facts.get("to"))
    return str(next(filter(None, places), one["newsroom"]))


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


@trust_command.command(
    "target",
    examples=(
        "redaksi trust target situs",
        "redaksi trust target situs --yes",
        "redaksi trust target situs --revoke",
    ),
    help=_(
        "Deliver to TARGET of this newsroom, with your secret and as you. That holds as long as "
        "its settings stay exactly as they are shown."
    ),
)
@click.argument("name", metavar="TARGET", shell_complete=offers.targets)
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@click.option("--revoke", is_flag=True, help=_("Trust it no more."))
@as_json
@pass_session
@click.pass_context
def trust_target(
    context: click.Context, session: Session, name: str, yes: bool, revoke: bool, as_json: bool
) -> None:
    as_json = as_json or bool(context.parent and context.parent.params["as_json"])
    desk = session.open()
    deliveries = desk.deliveries
    if revoke:
        if not deliveries.distrust(name):
            raise NotFound(
                _("{name} is not trusted.").format(name=name),
                _("See what is: redaksi trust --list."),
            )
        answer(
            as_json,
            [{"name": name, "trusted": False}],
            _("{name} is not trusted any more.").format(name=name),
        )
        return
    target = deliveries.target(name)
    for problem in deliveries.problems(target):
        output.warn(f"{name}: {problem}")
    if not yes:
        _ask_target(target, deliveries.facts(target))
    deliveries.trust(target)
    sentence = wording.trusted(name, deliveries.begun(target), desk.house.zone)
    answer(as_json, [{"name": name, "trusted": True}], sentence)


@trust_command.command(
    "notify",
    examples=(
        "redaksi trust notify",
        "redaksi trust notify --yes",
        "redaksi trust notify --revoke",
    ),
    help=_(
        "Tell people as [notify] of this newsroom says, with your secret and as you. That holds "
        "as long as it stays exactly as it is shown."
    ),
)
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@click.option("--revoke", is_flag=True, help=_("Trust it no more."))
@as_json
@pass_session
@click.pass_context
def trust_notify(
    context: click.Context, session: Session, yes: bool, revoke: bool, as_json: bool
) -> None:
    as_json = as_json or bool(context.parent and context.parent.params["as_json"])
    notifying = session.open().notifying
    if revoke:
        if not notifying.distrust():
            raise NotFound(
                _("The notifications are not trusted."), _("See what is: redaksi trust --list.")
            )
        result, sentence = False, _("The notifications are not trusted any more.")
    else:
        facts = notifying.facts()
        if not yes:
            _ask_facts(facts, _("Commands will run as you, and mails go out as you. Trust it?"))
        notifying.trust(facts)
        result, sentence = True, _("The notifications are trusted.")
    answer(as_json, [{"name": "notify", "trusted": result}], sentence)


def _ask_target(target: Target, facts: Mapping[str, str]) -> None:
    """Show the `facts` of `target`, and ask the person whether to trust it.

    Raises:
        Refused: when nobody can be asked, or the answer is no.
    """
    question = " ".join((wording.entrusted(target), _("Trust it?")))
    _ask_facts({"name": target.name, **facts}, question)


def _ask_facts(facts: Mapping[str, str], question: str) -> None:
    """Show `facts`, and ask the person the `question`.

    Raises:
        Refused: when nobody can be asked, or the answer is no.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise Refused(_("Nobody can be asked here whether to trust it."), _("Say it along: --yes"))
    for field, value in facts.items():
        click.echo(output.plain(f"{field}: {value}"), err=True)
    if not click.confirm(question, err=True):
        raise Refused(_("It is not trusted."), _("Nothing was changed."))
