"""`redaksi verify` and `anchor`: verify the record."""

from pathlib import Path

import click
import msgspec

from redaksi.cli import output
from redaksi.cli.change_report import answer
from redaksi.cli.command import CliCommand
from redaksi.cli.options import as_json
from redaksi.cli.session import Session, pass_session
from redaksi.desk.checking import Fault, read_anchor, write_anchor
from redaksi.desk.free import check_free
from redaksi.desk.wording import number
from redaksi.errors import RecordBroken, StorageError
from redaksi.i18n import _


@click.command(
    "verify",
    cls=CliCommand,
    examples=(
        "redaksi verify",
        "redaksi verify --anchor ~/jangkar/november.anchor",
    ),
    help=_("Check every event, revision and sign-off; names what was altered or is missing."),
)
@click.option(
    "--anchor",
    "anchor_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=_("Compare with these hashes."),
)
@as_json
@pass_session
def verify_command(session: Session, anchor_file: Path | None, as_json: bool) -> int:
    desk = session.open()
    anchor = read_anchor(anchor_file) if anchor_file else None
    with output.progress(_("Checking")) as advance:
        faults = desk.checking.verify(anchor, advance)
    if as_json:
        output.document(msgspec.to_builtins(faults))
    else:
        for fault in faults:
            output.line(f"{fault.name}: {fault.what}")
        if not faults:
            output.say(_("The record is whole."))
    return RecordBroken.exit_code if faults else 0


@click.command(
    "anchor",
    cls=CliCommand,
    examples=(
        "redaksi anchor ~/jangkar/november.anchor",
        "redaksi anchor ~/jangkar/terbaru.anchor --force",
    ),
    help=_(
        "Write the newest hashes to FILE; keep it elsewhere, for: redaksi verify --anchor FILE."
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help=_("Replace FILE if it is there."))
@as_json
@pass_session
def anchor_command(session: Session, file: Path, force: bool, as_json: bool) -> int:
    desk = session.open()
    check_free(file, force=force)
    missing: list[Fault] = []
    with output.progress(_("Checking")) as advance:
        anchor = desk.checking.anchor(advance, missing.append)
    write_anchor(anchor, file)
    for fault in missing:
        output.warn(
            _("{name} is missing in it: {why}.").format(
                name=fault.name, why=fault.what.rstrip(".")
            )
        )
    count = len(anchor.chains)
    said = _("{path} holds the newest hashes of {count} records.").format(
        path=file, count=number(count)
    )
    answer(as_json, [{"path": str(file), "records": count}], said)
    return StorageError.exit_code if missing else 0
