"""`redaksi agenda`: what is due, and which embargoes end."""

from collections.abc import Iterator

import click

from redaksi.cli import offers, output
from redaksi.cli.command import CliCommand
from redaksi.cli.options import as_json, of_rubric
from redaksi.cli.session import Session, pass_session
from redaksi.desk import Desk, due_words, views
from redaksi.desk.schedule import Appointment, AppointmentKind
from redaksi.domain.article import SavedSearch
from redaksi.domain.days import day_of
from redaksi.errors import BadInput
from redaksi.i18n import _

MOST_DAYS = 366
"""The most days of an agenda."""


@click.command(
    "agenda",
    cls=CliCommand,
    examples=(
        "redaksi agenda",
        "redaksi agenda --days 1 --person me",
        "redaksi agenda --days 30 --ics > agenda.ics",
    ),
    help=_("What is overdue, what is due on the next days, and which embargoes end then."),
)
@click.option(
    "--days",
    metavar="N",
    type=click.IntRange(1, MOST_DAYS),
    default=7,
    show_default=True,
    help=_("N days, today included."),
)
@click.option(
    "--person",
    metavar="NAME",
    default="",
    shell_complete=offers.people,
    help=_("Only articles whose present stage is assigned to NAME; me is you, nobody none."),
)
@of_rubric
@click.option(
    "--ics", "as_ics", is_flag=True, help=_("An iCalendar file on standard output, for calendars.")
)
@as_json
@pass_session
def agenda_command(
    session: Session, /, days: int, person: str, rubric: str, *, as_ics: bool, as_json: bool
) -> None:
    if as_ics and as_json:
        raise BadInput(_("--json and --ics exclude each other."), _("Give one of them."))
    desk = session.open()
    query = desk.reading.query(SavedSearch(editor=person, rubric=rubric))
    desk.reading.refresh()
    output.name_problems(desk)
    today = day_of(desk.now(), desk.house.zone)
    entries = desk.agenda.schedule(today, days, query).entries
    if as_json:
        output.document([views.entry(one, desk.now(), desk.house.zone) for one in entries])
    elif as_ics:
        click.echo(desk.agenda.calendar(entries), nl=False)
    elif entries:
        columns = (_("id"), _("when"), "", _("headline"), _("editor"), _("rubric"))
        output.table(columns, _lines(desk, entries), flexible=3, spare=(5,))
    else:
        output.say(_("Nothing is planned."))


def _lines(desk: Desk, entries: list[Appointment]) -> Iterator[tuple[str, ...]]:
    now, zone = desk.now(), desk.house.zone
    for one in entries:
        row = one.row
        due = one.kind is AppointmentKind.DUE
        words = (due_words.left(row, now, zone) or _("due")) if due else due_words.embargo(one)
        yield (
            row.id,
            due_words.full(one.at, zone),
            words,
            row.headline,
            row.editor or "–",
            row.rubric,
        )
