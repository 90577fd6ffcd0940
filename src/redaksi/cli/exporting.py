"""`redaksi export`: write the signed-off texts as files."""

from pathlib import Path

import click
import msgspec

from redaksi.cli import offers, output
from redaksi.cli.command import CliCommand
from redaksi.cli.options import as_json
from redaksi.cli.session import Session, pass_session
from redaksi.desk.exports import FORMATS
from redaksi.desk.wording import number
from redaksi.errors import Refused
from redaksi.i18n import _, ngettext


@click.command(
    "export",
    cls=CliCommand,
    examples=(
        "redaksi export --to html --out ~/web",
        "redaksi export 2611 --to hugo --out situs/content",
    ),
    help=_("Write the published texts as files; without ID all of them."),
)
@click.argument("ids", metavar="[ID...]", nargs=-1, shell_complete=offers.articles)
@click.option(
    "--to",
    "format_name",
    metavar="FORMAT",
    required=True,
    type=click.Choice(FORMATS),
    help=", ".join(FORMATS),
)
@click.option(
    "--out",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path, readable=False),
    help=_("The folder; made if need be."),
)
@as_json
@pass_session
def export_command(
    session: Session, ids: tuple[str, ...], format_name: str, out: Path, as_json: bool
) -> int:
    desk = session.open()
    if not ids:
        desk.reading.refresh()
        output.name_problems(desk)
    with output.progress(_("Exporting")) as advance:
        report = desk.exports.export(ids, format_name, out, advance)
    for held in (*report.waiting, *report.refused, *report.missing):
        output.warn(f"{held.name}: {held.why}")
    for remark in report.remarks:
        output.warn(remark)
    if as_json:
        output.document(msgspec.to_builtins(report))
    elif report.nothing:
        output.say(report.nothing)
    else:
        count = len(report.written)
        written = ngettext("{count} file written", "{count} files written", count).format(
            count=number(count)
        )
        same = _("{count} up to date").format(count=number(report.unchanged))
        output.say(f"{written}, {same}.")
        if report.reopened:
            sentence = ngettext(
                "{count} of the articles is being worked on again; its last signed-off text left.",
                "{count} of the articles are being worked on again; their last signed-off texts "
                "left.",
                len(report.reopened),
            )
            output.say(sentence.format(count=number(len(report.reopened))))
    return Refused.exit_code if report.refused else 0
