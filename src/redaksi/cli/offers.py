"""Shell completion: ids with headlines, people, fields with rubrics.

The shell asks at every press of the tabulator key. Completion therefore only reads the present
index, and prints no message.
"""

from collections.abc import Callable, Iterable
from functools import wraps

import click
from click.shell_completion import CompletionItem

from redaksi.cli.session import Session
from redaksi.cli.types import STAGES, StageType
from redaksi.desk import Desk, open_desk, particulars, searching
from redaksi.desk.templates import ArticleTemplate
from redaksi.domain.workflow import FROM, Move, duty_name
from redaksi.errors import RedaksiError
from redaksi.text import clean

MOST = 50
"""The most ids offered: more would fill the screen, and nobody would read them."""
LOOK = 500
"""The number of newest ids searched for matching articles, and for rubrics."""

Offers = list[CompletionItem[str]]
Complete = Callable[[click.Context, click.Parameter, str], Offers]


def _offered(find: Callable[[Desk, str, click.Context], Iterable[tuple[str, str]]]) -> Complete:
    """Turn `find`, which yields values with their meanings, into a completion for click.

    The completion is empty when no newsroom can be read.
    """

    @wraps(find)
    def complete(context: click.Context, _parameter: click.Parameter, incomplete: str) -> Offers:
        session = Session(context.find_root().params)
        try:
            with open_desk(session.folder, session.identity) as desk:
                return [
                    CompletionItem(value, help=help_)
                    for value, help_ in find(desk, incomplete, context)
                ]
        except (RedaksiError, OSError):
            return []

    return complete


@_offered
def targets(desk: Desk, _incomplete: str, _context: click.Context) -> Iterable[tuple[str, str]]:
    """The names of the targets, with the places where they lead."""
    return [(one.name, one.place) for one in desk.deliveries.targets()]


@_offered
def articles(desk: Desk, incomplete: str, context: click.Context) -> Iterable[tuple[str, str]]:
    """The ids, with headlines, of the articles on which the command can be used."""
    name = context.info_name
    stage = FROM[Move(name)] if name in set(Move) else None
    rows = desk.reading.suggest(incomplete.strip().lower(), LOOK)
    fitting = [
        row for row in rows if stage in {None, row.stage} and row.spiked == (name == "unspike")
    ]
    return [(row.id, row.headline) for row in fitting[:MOST]]


def assignment(context: click.Context, parameter: click.Parameter, incomplete: str) -> Offers:
    """Completion for the arguments ID... STAGE EDITOR.

    An id comes first. After an id comes another id or a stage, and after the stage a name. click
    calls the completion of the first argument for all of them, and passes the last complete word
    as the last argument.
    """
    last = context.params.get("editor")
    if last in STAGES:
        return people(context, parameter, incomplete)
    stages = StageType().shell_complete(context, parameter, incomplete) if last else []
    return [*stages, *articles(context, parameter, incomplete)]


@_offered
def notes(desk: Desk, incomplete: str, context: click.Context) -> Iterable[tuple[str, str]]:
    """The numbers of the open notes of the named article."""
    dossier = desk.reading.article(context.params["article_id"])
    numbered = (
        (str(number), note) for number, note in enumerate(dossier.notes, start=1) if note.is_open
    )
    return [
        (number, clean.line(note.text))
        for number, note in numbered
        if number.startswith(incomplete)
    ]


@_offered
def people(desk: Desk, incomplete: str, _context: click.Context) -> Iterable[tuple[str, str]]:
    """The names of the team, those on duty first; the others are marked."""
    key = incomplete.casefold()
    fitting = [one for one in desk.team.list() if one.name.casefold().startswith(key)]
    return [
        (one.name, duty_name(one) if one.off_duty else "")
        for one in sorted(fitting, key=lambda one: one.off_duty)
    ]


@_offered
def pairs(desk: Desk, incomplete: str, _context: click.Context) -> Iterable[tuple[str, str]]:
    """FIELD= for each field, and the rubrics in use for the field rubric."""
    name, equals, value = incomplete.partition("=")
    if not equals:
        names = map(particulars.typed, particulars.FIELDS)
        return [(f"{field}=", "") for field in names if field.startswith(name.casefold())]
    if particulars.known(name) != "rubric":
        return []
    return [(f"{name}={one}", "") for one in _rubrics(desk, value)]


@_offered
def rubrics(desk: Desk, incomplete: str, _context: click.Context) -> Iterable[tuple[str, str]]:
    """The rubrics in use."""
    return [(one, "") for one in _rubrics(desk, incomplete)]


@_offered
def templates(desk: Desk, _incomplete: str, _context: click.Context) -> Iterable[tuple[str, str]]:
    """The names of the templates that can be used, as people see them."""
    return [
        (one.name, one.label) for one in desk.templates.list() if isinstance(one, ArticleTemplate)
    ]


@_offered
def searches(desk: Desk, incomplete: str, _context: click.Context) -> Iterable[tuple[str, str]]:
    """The names of saved searches, with their conditions."""
    key = incomplete.casefold()
    found = [one for one in desk.searches.list() if one.name.casefold().startswith(key)]
    return [(one.name, searching.described(one)) for one in found]


def _rubrics(desk: Desk, beginning: str) -> list[str]:
    """The sorted rubrics of the newest articles that start with `beginning`."""
    found = {row.rubric for row in desk.reading.suggest("", LOOK)} - {""}
    return [one for one in sorted(found) if one.casefold().startswith(beginning.casefold())]


def files(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> Offers:
    """Let the shell complete a file."""
    return [CompletionItem(incomplete, type="file")]


def folders(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> Offers:
    """Let the shell complete a folder."""
    return [CompletionItem(incomplete, type="dir")]
