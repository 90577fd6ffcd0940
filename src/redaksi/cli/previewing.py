"""`redaksi site`: look at the website before it is delivered."""

import signal
import sys
from contextlib import ExitStack, suppress
from pathlib import Path

import click

from redaksi.cli import output
from redaksi.cli.command import CliCommand
from redaksi.cli.session import Session, pass_session
from redaksi.errors import BadInput
from redaksi.i18n import _


@click.command(
    "site",
    cls=CliCommand,
    examples=("redaksi site --preview", "redaksi site --preview --port 8000"),
    help=_("Show the website in a browser of this machine, until Ctrl+C."),
)
@click.option("--preview", is_flag=True, help=_("Make the site for looking, and serve it."))
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=0,
    help=_("The port of this machine; without it a free one."),
)
@click.option(
    "--templates",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help=_("Write the templates of Redaksi into the folder, to begin with."),
)
@pass_session
def site_command(session: Session, preview: bool, port: int, templates: Path | None) -> None:
    if templates:
        names = session.open().exports.copy_templates(templates)
        output.say(_("Written: {names}.").format(names=", ".join(names)))
        return
    if not preview:
        raise BadInput(
            _("A site is shown by `redaksi site --preview`."),
            _("Its files are written by `redaksi export --to site`."),
        )
    desk = session.open()
    desk.reading.refresh()
    output.name_problems(desk)
    for ending in (signal.SIGTERM, signal.SIGHUP):  # the temporary folder is removed then, too
        signal.signal(ending, signal.default_int_handler)
    with ExitStack() as opened:
        with output.progress(_("Exporting")) as advance:
            shown, report = opened.enter_context(desk.exports.preview(port, advance))
        for held in (*report.waiting, *report.refused, *report.missing):
            output.warn(f"{held.name}: {held.why}")
        for remark in report.remarks:
            output.warn(remark)
        if not report.written:
            output.say(report.nothing or _("No article may leave now: there is no site to show."))
            return
        output.say(_("The site is at {address} until Ctrl+C.").format(address=shown.address))
        sys.stdout.flush()
        with suppress(KeyboardInterrupt):
            shown.serve()
