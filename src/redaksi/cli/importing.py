"""`redaksi import`: files, folders and pasted text become drafts."""

from collections.abc import Collection

import click
import msgspec

from redaksi.cli import offers, output
from redaksi.cli.command import CliCommand
from redaksi.cli.options import as_json
from redaksi.cli.session import Session, pass_session
from redaksi.desk import Desk
from redaksi.desk.imports import STDIN, ArrivedFile, ImportOutcome, read_bytes
from redaksi.desk.rescued_text import keep_over
from redaksi.errors import RedaksiError
from redaksi.i18n import _


@click.command(
    "import",
    cls=CliCommand,
    examples=(
        "redaksi import kiriman/",
        "pbpaste | redaksi import -",
        "redaksi import --json kiriman/*.txt",
        'redaksi import --to "Sari W" kiriman/',
    ),
    help=_(
        "Bring copy in from files, folders, or - for standard input. The same text comes in once."
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, shell_complete=offers.files)
@click.option(
    "--to",
    metavar="NAME",
    default="",
    shell_complete=offers.people,
    help=_("Who has the drafts, whomever the copy names."),
)
@click.option("--again", is_flag=True, help=_("Also what is here already."))
@click.option(
    "--keep-stage",
    is_flag=True,
    help=_(
        "Our own JSON is published on arrival, by the same rules as publish; a chief's option."
    ),
)
@click.option(
    "--override",
    metavar="REASON",
    default="",
    help=_("With --keep-stage: past four eyes and what the copy desk finds, for this run."),
)
@as_json
@pass_session
def import_command(
    session: Session,
    paths: tuple[str, ...],
    to: str,
    again: bool,
    keep_stage: bool,
    override: str,
    as_json: bool,
) -> int:
    if override and not keep_stage:
        raise click.UsageError(_("--override goes with --keep-stage: a draft meets no gate."))
    if to and keep_stage:
        raise click.UsageError(_("--to goes without --keep-stage: nobody has a draft then."))
    arrivals = []
    for arrival in _opened(session, paths).imports.paths(
        paths, again=again, keep_stage=keep_stage, override=override, to=to
    ):
        arrivals.append(arrival)
        if arrival.outcome is ImportOutcome.FAILED:
            output.warn(_told(arrival))
        elif not as_json:
            output.say(_told(arrival))
    if not arrivals:
        output.warn(_("There is no file to import."))
    if as_json:
        fields = ("path", "id", "outcome", "message")
        output.document(
            [{name: data[name] for name in fields} for data in msgspec.to_builtins(arrivals)]
        )
    return max((arrival.exit_code for arrival in arrivals), default=0)


def _opened(session: Session, paths: Collection[str]) -> Desk:
    """The desk, for a person whom the newsroom accepts.

    If it does not open, copy piped in among `paths` is kept, because it exists nowhere else.
    """
    try:
        desk = session.open()
        _person = desk.person  # raises for a refused identity
    except RedaksiError as error:
        if STDIN in paths:
            keep_over(error, "import", read_bytes(STDIN))
        raise
    return desk


def _told(arrival: ArrivedFile) -> str:
    """The message about a file, with its name exactly once."""
    is_named = arrival.path == STDIN or arrival.path in arrival.message
    return arrival.message if is_named else f"{arrival.path}: {arrival.message}"
