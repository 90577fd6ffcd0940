"""What the shell offers for a word: ids with their headlines, people, fields with rubrics;
nothing where there is none.

It is asked at every press of the tabulator: it takes what the index knows at once, and never says
a word.
"""

from collections.abc import Callable, Iterable
from functools import wraps

import click
from click.shell_completion import CompletionItem

from redaksi.cli.session import Session
from redaksi.cli.types import STAGES, StageType
from redaksi.desk import Desk, open_desk, particulars, searching
from redaksi.domain.workflow import FROM, Move
from redaksi.errors import RedaksiError
from redaksi.text import clean

MOST = 50
"""Ids that are offered: more fill a screen, and nobody reads them."""
LOOK = 500
"""Ids, newest first, among which those that fit a command are looked for, and rubrics."""

Offers = list[CompletionItem[str]]
Complete = Callable[[click.Context, click.Parameter, str], Offers]


def _offered(find: Callable[[Desk, str, click.Context], Iterable[tuple[str, str]]]) -> Complete:
    """`find` gives values with their meanings; as click wants them, () without a newsroom that
    can be read.
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
def articles(desk: Desk, incomplete: str, context: click.Context) -> Iterable[tuple[str, str]]:
    """Ids, with headlines: of the articles on which the command can be used."""
    name = context.info_name
    stage = FROM[Move(name)] if name in set(Move) else None
    rows = desk.reading.suggest(incomplete.strip().lower(), LOOK)
    fitting = [
        row for row in rows if stage in {None, row.stage} and row.spiked == (name == "unspike")
    ]
    return [(row.id, row.headline) for row in fitting[:MOST]]


def assignment(context: click.Context, parameter: click.Parameter, incomplete: str) -> Offers:
    """What comes next in ID...

    STAGE EDITOR: an id; behind one a stage, too; behind the stage a name.

    click asks the first argument for all of them, with the last word typed as the last argument's.
    """
    last = context.params.get("editor")
    if last in STAGES:
        return people(context, parameter, incomplete)
    stages = StageType().shell_complete(context, parameter, incomplete) if last else []
    return [*stages, *articles(context, parameter, incomplete)]


@_offered
def notes(desk: Desk, incomplete: str, context: click.Context) -> Iterable[tuple[str, str]]:
    """The open notes of the article that was named, by their numbers."""
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
    """Names of the team."""
    key = incomplete.casefold()
    return [
        (member.name, "") for member in desk.team.list() if member.name.casefold().startswith(key)
    ]


@_offered
def pairs(desk: Desk, incomplete: str, _context: click.Context) -> Iterable[tuple[str, str]]:
    """FIELD= for each field, and the rubrics in use."""
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
def searches(desk: Desk, incomplete: str, _context: click.Context) -> Iterable[tuple[str, str]]:
    """Names of saved searches, with what they find."""
    key = incomplete.casefold()
    found = [one for one in desk.searches.list() if one.name.casefold().startswith(key)]
    return [(one.name, searching.described(one)) for one in found]


def _rubrics(desk: Desk, beginning: str) -> list[str]:
    """Those of the newest articles, in order."""
    found = {row.rubric for row in desk.reading.suggest("", LOOK)} - {""}
    return [one for one in sorted(found) if one.casefold().startswith(beginning.casefold())]


def files(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> Offers:
    """Files, which the shell knows best."""
    return [CompletionItem(incomplete, type="file")]


def folders(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> Offers:
    """Folders, the same."""
    return [CompletionItem(incomplete, type="dir")]
