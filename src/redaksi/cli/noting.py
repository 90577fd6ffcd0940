"""`redaksi note`: notes on a paragraph or on the whole article, and their answers."""

import click

from redaksi.cli import offers, output
from redaksi.cli.article_page import print_notes
from redaksi.cli.change_report import answer
from redaksi.cli.command import CliGroup
from redaksi.cli.options import article_id, as_json
from redaksi.cli.session import Session, pass_session
from redaksi.desk import notes, views
from redaksi.domain.article import Dossier, Note
from redaksi.i18n import _

note_name = click.argument("note", metavar="NOTE", shell_complete=offers.notes)
text = click.argument("text", metavar="TEXT")


@click.group(
    "note",
    cls=CliGroup,
    examples=(
        'redaksi note add 2611 "Sebut nama desanya." --paragraph 3 --ask',
        "redaksi note list 2611",
        'redaksi note answer 2611 1 "Desa Welang."',
    ),
    help=_(
        "Notes on an article. NOTE: the number or the id that list shows, or a beginning of the "
        "id."
    ),
)
def note_command() -> None:
    """The group of commands about notes."""


@note_command.command(
    "list",
    examples=("redaksi note list 2611 --all",),
    help=_("The notes of an article that are open."),
)
@article_id
@click.option("--all", "everything", is_flag=True, help=_("The resolved ones, too."))
@as_json
@pass_session
def list_notes(session: Session, article_id: str, everything: bool, as_json: bool) -> None:
    desk = session.open()
    dossier = desk.reading.article(article_id)
    chosen = [
        number for number, note in enumerate(dossier.notes, start=1) if everything or note.is_open
    ]
    if as_json:
        output.document(views.notes(dossier, chosen))
    elif not chosen:
        output.say(_("No notes."))
    else:
        print_notes(dossier, chosen, desk.house.zone)


@note_command.command(
    "add",
    examples=(
        'redaksi note add 2611 "Sebut nama desanya." --paragraph 3 --ask',
        'redaksi note add 2611 "Dari mana angkanya?" --paragraph "318 ekor"',
    ),
    help=_("Write a note on an article, or on one of its paragraphs."),
)
@article_id
@text
@click.option(
    "--paragraph",
    metavar="N",
    default="",
    help=_("The paragraph: its number as show prints it, or words of it."),
)
@click.option(
    "--ask", is_flag=True, help=_("Ask for a change: the article waits until somebody answers.")
)
@as_json
@pass_session
def add(
    session: Session, article_id: str, text: str, paragraph: str, ask: bool, as_json: bool
) -> None:
    desk = session.open()
    before = desk.reading.article(article_id)
    name = notes.paragraph(before, paragraph) if paragraph else ""
    dossier = desk.notes.add(before.id, text, name, asks_change=ask)
    _tell(dossier, _last(dossier), _("{id}: note {number} is written."), as_json=as_json)


@note_command.command(
    "answer",
    examples=('redaksi note answer 2611 1 "Desa Welang."',),
    help=_("Say something to a note. One that was resolved is open again."),
)
@article_id
@note_name
@text
@as_json
@pass_session
def answer_note(session: Session, article_id: str, note: str, text: str, as_json: bool) -> None:
    dossier = session.open().notes.answer(article_id, note, text)
    _tell(dossier, _last(dossier), _("{id}: note {number} is answered."), as_json=as_json)


@note_command.command(
    "resolve",
    examples=("redaksi note resolve 2611 1",),
    help=_("Be done with a note: its author, whoever has the article, or an editor."),
)
@article_id
@note_name
@as_json
@pass_session
def resolve(session: Session, article_id: str, note: str, as_json: bool) -> None:
    dossier = session.open().notes.resolve(article_id, note)
    _tell(
        dossier, notes.find(dossier, note), _("{id}: note {number} is resolved."), as_json=as_json
    )


def _last(dossier: Dossier) -> Note:
    """The note of the last event."""
    return notes.find(dossier, dossier.events[-1].data["note"])


def _tell(dossier: Dossier, note: Note, sentence: str, *, as_json: bool) -> None:
    (view,) = views.notes(dossier, [dossier.notes.index(note) + 1])
    result = {"article": views.brief(dossier), **view}
    answer(as_json, [result], sentence.format(id=dossier.id, number=result["number"]))
