"""The commands that keep a newsroom in order and copy it.

`redaksi doctor`, `reindex`, `backup` and `restore-backup`.
"""

from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from redaksi.cli import output
from redaksi.cli.change_report import answer
from redaksi.cli.command import CliCommand
from redaksi.cli.options import as_json
from redaksi.cli.session import Session, pass_session
from redaksi.desk import open_desk
from redaksi.desk.backup import restore_backup
from redaksi.desk.doctor import Ailment, settings_ailment
from redaksi.desk.settings import own_faults
from redaksi.desk.wording import number
from redaksi.errors import RecordBroken, RedaksiError, StorageError
from redaksi.i18n import _, ngettext

FILE, DIR = (
    click.argument(name, metavar=name.upper(), type=click.Path(path_type=Path))
    for name in ("file", "dir")
)


@click.command(
    "doctor",
    cls=CliCommand,
    examples=(
        "redaksi doctor",
        "redaksi doctor --fix",
    ),
    help=_("Look for damaged dossiers, wrong rights, clock and disk, an index that differs."),
)
@click.option(
    "--fix",
    is_flag=True,
    help=_("Mend what can be mended and put aside what is broken; nothing is deleted."),
)
@as_json
@pass_session
def doctor_command(session: Session, fix: bool, as_json: bool) -> int:
    desk, errors = session.open_anyway()
    said = {error.sentence for error in errors}
    errors += [error for error in _own_faults() if error.sentence not in said]
    with output.progress(_("Checking")) as advance:
        found = desk.doctor.examine(advance)
    if fix and found:
        if not as_json:
            _report(found)
        with output.progress(_("Checking")) as advance:
            found = desk.doctor.fix(advance)
    ailments = (*map(settings_ailment, errors), *found)
    is_ill = not all(ailment.is_harmless for ailment in ailments)
    if as_json:
        output.document(msgspec.to_builtins(ailments))
    else:
        _report(ailments)
        if not is_ill:
            output.say(_("All is well now.") if fix else _("All is well."))
    return RecordBroken.exit_code if is_ill else 0


def _own_faults() -> list[RedaksiError]:
    """The faults of the person's own settings, and the invalid lines in their [keys]."""
    from redaksi.tui import keymap, themes  # noqa: PLC0415 - Textual is only for this command

    try:
        return [*own_faults(themes.known()), *keymap.own().refused]
    except RedaksiError as error:
        return [error]


def _report(ailments: Sequence[Ailment]) -> None:
    for ailment in ailments:
        first, more = "".join(ailment.names[:1]), len(ailment.names) - 1
        others = _(" and {count} more").format(count=number(more)) if more > 0 else ""
        output.line(
            f"{ailment.kind}: {first}{others}: {ailment.what}"
            if first
            else f"{ailment.kind}: {ailment.what}"
        )
        output.line(f"  {ailment.remedy}")


@click.command(
    "reindex",
    cls=CliCommand,
    examples=("redaksi reindex",),
    help=_("Build the index anew from the dossiers; others go on working meanwhile."),
)
@as_json
@pass_session
def reindex_command(session: Session, as_json: bool) -> None:
    desk = session.open()
    with output.progress(_("Building the index")) as advance:
        desk.doctor.reindex(advance)
    output.name_problems(desk)
    count = sum(desk.reading.counts().values())
    sentence = ngettext(
        "The index holds {count} article.", "The index holds {count} articles.", count
    )
    answer(as_json, [{"articles": count}], sentence.format(count=number(count)))


@click.command(
    "backup",
    cls=CliCommand,
    examples=("redaksi backup /backup/ruang.tar.zst --force",),
    help=_("Pack the newsroom into FILE (.tar.zst or .tar.gz) while others go on working."),
)
@FILE
@click.option("--force", is_flag=True, help=_("Replace FILE if it is there."))
@as_json
@pass_session
def backup_command(session: Session, file: Path, force: bool, as_json: bool) -> int:
    desk = session.open()
    with output.progress(_("Packing")) as advance:
        backup = desk.backups.write(file, force=force, progress=advance)
    for name in backup.left_out:
        output.warn(
            _("{name} was left out: it does not belong into the newsroom.").format(name=name)
        )
    for name, why in backup.unreadable.items():
        output.warn(_("{name} is missing in it: {why}.").format(name=name, why=why))
    said = _("{path} holds {count} files.").format(path=file, count=number(backup.files))
    answer(as_json, [{"path": str(file), **msgspec.to_builtins(backup)}], said)
    return StorageError.exit_code if backup.unreadable else 0


@click.command(
    "restore-backup",
    cls=CliCommand,
    examples=("redaksi restore-backup /backup/ruang.tar.zst ~/ruang-lagi",),
    help=_("Make the newsroom in FILE again in DIR, a new folder, and verify it."),
)
@FILE
@DIR
@as_json
@pass_session
# click passes the argument DIR as `dir`.
def restore_backup_command(session: Session, file: Path, dir: Path, as_json: bool) -> int:  # noqa: A002
    with output.progress(_("Unpacking")) as advance:
        count = restore_backup(file, dir, advance)
    made = _("{path} is a newsroom of {count} files now.").format(path=dir, count=number(count))
    desk = open_desk(dir, session.identity)
    click.get_current_context().call_on_close(desk.close)
    with output.progress(_("Checking")) as advance:
        faults = desk.checking.verify(progress=advance)
    result = {"path": str(dir), "files": count, "faults": msgspec.to_builtins(faults)}
    answer(as_json, [result], made, *(() if faults else (_("The record is whole."),)))
    for fault in () if as_json else faults:
        output.line(f"{fault.name}: {fault.what}")
    return RecordBroken.exit_code if faults else 0
