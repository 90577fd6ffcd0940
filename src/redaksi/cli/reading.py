"""`redaksi list`, `show`, `history` and `search`: the commands that only read."""

from collections.abc import Sequence
from typing import Any

import click
from msgspec.structs import replace

from redaksi.cli import offers, output
from redaksi.cli.article_page import page
from redaksi.cli.command import CliCommand
from redaksi.cli.options import article_id, as_json, of_rubric
from redaksi.cli.session import Session, pass_session
from redaksi.cli.types import StageType
from redaksi.desk import Desk, due_words, views, wording
from redaksi.desk.reading import Row
from redaksi.domain.article import Event, SavedSearch, Stage
from redaksi.domain.workflow import stage_name
from redaksi.i18n import _


@click.command(
    "list",
    cls=CliCommand,
    examples=(
        "redaksi list --stage review",
        'redaksi list --editor "Sari W" --json',
        "redaksi list --due overdue --sort due",
        "redaksi list --editor me --due today --save hari-ini",
        "redaksi list --saved hari-ini",
    ),
    help=_("The articles that fulfil every option given, newest change first."),
)
@click.option(
    "--stage",
    type=StageType(),
    metavar="STAGE",
    help=_("Only this stage: draft, review or published."),
)
@click.option(
    "--editor",
    metavar="NAME",
    default="",
    shell_complete=offers.people,
    help=_("Only articles whose present stage is assigned to NAME; me is you, nobody none."),
)
@of_rubric
@click.option("--tag", metavar="TAG", default="", help=_("Only articles with this tag."))
@click.option(
    "--due",
    metavar="WHEN",
    default="",
    help=_(
        "Only what is unpublished and due by then: overdue, today, tomorrow, week, or a time such "
        "as fri 9am."
    ),
)
@click.option("--text", metavar="WORDS", default="", help=_("Only articles that hold all WORDS."))
@click.option("--spiked", is_flag=True, help=_("The articles that were put aside."))
@click.option(
    "--sort",
    metavar="ORDER",
    default="",
    help=_("newest, due, waiting (longest in its stage) or headline."),
)
@click.option(
    "--saved",
    metavar="NAME",
    shell_complete=offers.searches,
    help=_("The search saved as NAME; what else is given takes the place of its own."),
)
@click.option(
    "--save", metavar="NAME", help=_("Save this search as NAME, for the whole newsroom.")
)
@as_json
@pass_session
def list_command(
    session: Session, /, as_json: bool, saved: str | None, save: str | None, **filters: Any
) -> None:
    desk = session.open()
    given = {field: value for field, value in filters.items() if value}
    search = replace(desk.searches.find(saved) if saved else SavedSearch(), **given)
    query = desk.reading.query(search)
    if save is not None:
        desk.searches.save(save, search)
    desk.reading.refresh()
    output.name_problems(desk)
    _rows(desk, desk.reading.rows(query), as_json)


@click.command(
    "search",
    cls=CliCommand,
    examples=(
        "redaksi search banjir pesisir",
        "redaksi search --limit 5 --json banjir",
    ),
    help=_("Articles that hold all WORDS, newest first."),
)
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help=_("At most N articles."),
)
@as_json
@pass_session
def search_command(session: Session, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    desk = session.open()
    desk.reading.refresh()
    output.name_problems(desk)
    _rows(desk, desk.reading.search(" ".join(words), limit), as_json)


@click.command(
    "show",
    cls=CliCommand,
    examples=(
        "redaksi show 2611",
        "redaksi show 2611 --json",
    ),
    help=_("One article: its text, particulars, assignments and open notes."),
)
@article_id
@as_json
@pass_session
def show_command(session: Session, article_id: str, as_json: bool) -> None:
    desk = session.open()
    dossier = desk.reading.article(article_id)
    if as_json:
        output.document(views.article(dossier))
    else:
        page(dossier, desk.now(), desk.house.zone)


@click.command(
    "history",
    cls=CliCommand,
    examples=("redaksi history 2611",),
    help=_("The record of one article: who did what and when."),
)
@article_id
@as_json
@pass_session
def history_command(session: Session, article_id: str, as_json: bool) -> None:
    desk = session.open()
    print_events(desk, desk.reading.history(article_id), as_json)


def print_events(desk: Desk, events: Sequence[Event], as_json: bool) -> None:
    """Print `events`, an article's or the team's, in their order."""
    if as_json:
        output.document([views.event(event) for event in events])
        return
    rows = (
        (wording.moment(one.at, desk.house.zone), one.editor, wording.event(one, desk.house.zone))
        for one in events
    )
    output.table((_("when"), _("who"), _("what")), rows, flexible=2, wraps=True)


def _rows(desk: Desk, rows: Sequence[Row], as_json: bool) -> None:
    if as_json:
        output.document([views.row(row) for row in rows])
    else:
        _article_table(desk, rows)


def print_board(desk: Desk) -> None:
    """Print the number of articles in each stage, then all rows."""
    desk.reading.refresh()
    output.name_problems(desk)
    counts = desk.reading.column_counts()
    output.line(
        " · ".join(f"{stage_name(stage)} {wording.number(counts[stage])}" for stage in Stage)
    )
    if due := due_words.counted(*desk.reading.due_counts()):
        output.line(due)
    _article_table(desk, desk.reading.rows())


def _article_table(desk: Desk, rows: Sequence[Row]) -> None:
    """Print `rows` as a table, or a sentence when there are none."""
    if not rows:
        output.say(_("No articles."))
        return
    now = desk.now()
    lines = (
        (
            row.id,
            _stage(row),
            row.headline,
            row.editor or "–",
            wording.age(row.stage_since, now),
            row.rubric,
        )
        for row in rows
    )
    columns = (_("id"), _("stage"), _("headline"), _("editor"), _("for"), _("rubric"))
    output.table(columns, lines, flexible=2, spare=(5, 4, 3, 1))


def _stage(row: Row) -> str:
    """The stage of `row`, with a sign where its published text is live while it is open again."""
    live = [wording.live_reopened()] if row.reopened else []
    return " ".join([stage_name(row.stage), *live])
