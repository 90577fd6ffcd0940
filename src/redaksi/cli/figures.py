"""`redaksi figures`: how long, how often, how late and how much, from the record."""

from collections.abc import Iterator
from datetime import date, timedelta

import click

from redaksi.cli import output
from redaksi.cli.command import CliCommand
from redaksi.cli.options import as_json
from redaksi.cli.session import Session, pass_session
from redaksi.desk import figures, views
from redaksi.desk.figure_words import kind_name, lasting, name_of
from redaksi.desk.figures import Report
from redaksi.desk.moments import Clock, moment
from redaksi.domain import days
from redaksi.domain.days import day_of
from redaksi.errors import BadInput, about
from redaksi.i18n import _

MONTH = 30
"""The days before today that the figures cover when nothing else is said."""


@click.command(
    "figures",
    cls=CliCommand,
    examples=(
        "redaksi figures",
        "redaksi figures --from 1/11/2026 --to 30/11/2026 --csv > november.csv",
    ),
    help=_("Turnaround by stage, returns, punctuality and output, from the record alone."),
)
@click.option(
    "--from", "first", metavar="DATE", help=_("From this day on; else the last 30 days.")
)
@click.option("--to", "last", metavar="DATE", help=_("Until this day, which counts; else today."))
@click.option("--csv", "as_csv", is_flag=True, help=_("A table for spreadsheets."))
@as_json
@pass_session
def figures_command(
    session: Session, /, first: str | None, last: str | None, *, as_csv: bool, as_json: bool
) -> None:
    if as_csv and as_json:
        raise BadInput(_("--json and --csv exclude each other."), _("Give one of them."))
    desk = session.open()
    clock = Clock(desk.house.zone, desk.now())
    until = _day("to", last, clock) or clock.today
    since = _day("from", first, clock) or until - timedelta(days=MONTH - 1)
    if until < since:
        raise BadInput(_("The span ends before it begins."), _("Change --from or --to."))
    desk.reading.refresh()
    output.name_problems(desk)
    span = days.span(since, (until - since).days + 1, clock.zone)
    with output.progress(_("Reading")) as advance:
        report = desk.figures.of(span, advance)
    if as_json:
        output.document(views.report(report))
    elif as_csv:
        for line in figures.table(report):
            click.echo(line, nl=False)
    elif report.figures:
        columns = (_("figure"), "", _("count"), _("half take"), _("nine of ten take"))
        output.table(columns, _lines(report), flexible=1)
    else:
        output.say(_("Nothing happened in that time."))


def _day(name: str, value: str | None, clock: Clock) -> date | None:
    with about(name):
        at = moment(value or "", clock, end_of_day=False)
    return day_of(at, clock.zone) if at else None


def _lines(report: Report) -> Iterator[tuple[str, ...]]:
    for one in report.figures:
        times = (lasting(one.half), lasting(one.most))
        yield kind_name(one.kind), name_of(one), str(one.total), *times
    for back in report.returns:
        yield _("returned"), back.why, "", "", ""
