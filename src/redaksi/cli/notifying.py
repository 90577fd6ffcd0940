"""`redaksi notify`: people are told outside the desk of what concerns them."""

from threading import Event as Signal

import click

from redaksi.cli import output
from redaksi.cli.change_report import answer
from redaksi.cli.command import CliCommand
from redaksi.cli.options import as_json
from redaksi.cli.session import Session, pass_session
from redaksi.desk.wording import number
from redaksi.errors import Refused
from redaksi.i18n import _, ngettext


@click.command(
    "notify",
    cls=CliCommand,
    examples=("redaksi notify", "redaksi notify --watch"),
    help=_(
        "Tell people of what concerns them, as [notify] in newsroom.toml says: by a command or by "
        "mail, each event once. Without --watch: what is new now."
    ),
)
@click.option("--watch", is_flag=True, help=_("Go on, and tell of each event as it happens."))
@as_json
@pass_session
def notify_command(session: Session, watch: bool, as_json: bool) -> int:
    if watch and as_json:
        raise click.UsageError(_("Say either --watch or --json."))
    notifying = session.open().notifying
    if watch:
        notifying.watch(Signal(), output.warn)
        return 0
    report = notifying.once(output.warn)
    for sentence in report.troubles:
        output.warn(sentence)
    told = ngettext(
        "{count} notification was told.", "{count} notifications were told.", report.told
    )
    waiting = ngettext("{count} waits.", "{count} wait.", report.waiting)
    sentences = [told.format(count=number(report.told))]
    if report.waiting:
        sentences.append(waiting.format(count=number(report.waiting)))
    answer(as_json, [{"told": report.told, "waiting": report.waiting}], " ".join(sentences))
    return Refused.exit_code if report.troubles else 0
