"""`redaksi log`: print the last lines of the person's own log."""

import click

from redaksi.cli import journal, output
from redaksi.cli.command import CliCommand
from redaksi.errors import reading_errors
from redaksi.i18n import _
from redaksi.system import safe_files


@click.command(
    "log",
    cls=CliCommand,
    examples=("redaksi log", "redaksi log -n 200", 'tail -F "$(redaksi log --path)"'),
    help=_(
        "The last lines of your own log: which commands ran, how they ended, what went wrong "
        "inside."
    ),
)
@click.option(
    "-n",
    "lines",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="N",
    help=_("At most N lines."),
)
@click.option("--path", "only_path", is_flag=True, help=_("Print where the file is."))
def log_command(lines: int, only_path: bool) -> None:
    path = journal.path()
    if only_path:
        output.line(str(path))
        return
    with reading_errors(path):
        text = safe_files.read(path).decode(errors="replace")
    for line in text.removesuffix("\n").split("\n")[-lines:]:
        output.line(line)
