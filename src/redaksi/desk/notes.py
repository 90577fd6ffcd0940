"""Notes: remarks on a paragraph or a whole article, their answers and their resolution."""

from datetime import datetime

from msgspec.structs import replace

from redaksi.desk.context import Act, Context
from redaksi.domain import record, workflow
from redaksi.domain.article import Answer, Dossier, Note, Person
from redaksi.errors import AmbiguousId, BadInput, NotFound
from redaksi.i18n import _
from redaksi.text import clean


class Notes:
    """The verbs about notes.

    Notes change no text, so the verbs need no base version: edits made meanwhile are kept.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def add(
        self,
        article_id: str,
        text: str,
        paragraph: str = "",
        *,
        asks_change: bool = False,
        base: int | None = None,
    ) -> Dossier:
        """Write a note on the paragraph with the id `paragraph` ("" for the whole article).

        Raises:
            BadInput: when `text` is empty.
            NotFound: when the paragraph is gone.
        """
        text = _worded(text)

        def alter(dossier: Dossier, act: Act) -> Dossier:
            after = noted(
                dossier, text, act.person, act.at, paragraph=paragraph, asks_change=asks_change
            )
            return record.log(
                after,
                "noted",
                act.at,
                act.person,
                note=after.notes[-1].id,
                text=text,
                asks_change=asks_change,
            )

        return self._context.change(article_id, base, alter)

    def answer(self, article_id: str, note: str, text: str, base: int | None = None) -> Dossier:
        """Answer a `note` (see `find`) with `text`; a resolved note becomes open again.

        Raises:
            BadInput: when `text` is empty.
            NotFound: when no note is called `note`.
            AmbiguousId: when several notes are.
        """
        text = _worded(text)

        def alter(dossier: Dossier, act: Act) -> Dossier:
            one = find(dossier, note)
            answers = (*one.answers, Answer(by=act.person.name, at=act.at, text=text))
            after = _changed(
                dossier, replace(one, answers=answers, resolved_by="", resolved_at=None)
            )
            return record.log(after, "answered", act.at, act.person, note=one.id, text=text)

        return self._context.change(article_id, base, alter)

    def resolve(self, article_id: str, note: str, base: int | None = None) -> Dossier:
        """Resolve a `note` (see `find`).

        Raises:
            MoveRefused: when the person may not resolve the note.
            NotFound: when no note is called `note`.
            AmbiguousId: when several notes are.
        """

        def alter(dossier: Dossier, act: Act) -> Dossier:
            one = find(dossier, note)
            workflow.check_resolve(dossier, one, act.person, act.team, self._context.rules.people)
            if not one.is_open:
                return dossier
            after = _changed(dossier, settled(one, act.person, act.at))
            return record.log(after, "resolved", act.at, act.person, note=one.id, text=one.text)

        return self._context.change(article_id, base, alter)


def find(dossier: Dossier, name: str) -> Note:
    """The note of `dossier` called `name`: its id, its number from 1, or a unique id prefix.

    A number is never taken as a prefix: in an article with two notes, 3 does not name the note
    whose id begins with 3.

    Raises:
        NotFound: when no note has that name.
        AmbiguousId: when several ids begin with `name`.
    """
    name = clean.line(name).casefold()
    found = [note for note in dossier.notes if note.id == name]
    if not found:
        found = [dossier.notes[place] for place in _place(name, len(dossier.notes))]
    if not found and name and not name.isdecimal():
        found = [note for note in dossier.notes if note.id.startswith(name)]
    if len(found) > 1:
        raise AmbiguousId(name, [note.id for note in found])
    if not found:
        raise NotFound(
            _("{id} has no note {name}.").format(id=dossier.id, name=name or "–"),
            _("See them with: redaksi note list {id}").format(id=dossier.id),
        )
    return found[0]


def paragraph(dossier: Dossier, name: str) -> str:
    """The id of the paragraph called `name`: its number from 1, or words found in it alone.

    Raises:
        NotFound: when no paragraph or several paragraphs match.
    """
    body, wanted = dossier.article.text.body, clean.line(name)
    places = _place(wanted, len(body))
    if not wanted.isdecimal():
        words = wanted.casefold()
        places = [
            place
            for place, text in enumerate(body)
            if words and words in clean.line(text).casefold()
        ]
    if len(places) == 1:
        return dossier.article.paragraph_ids[places[0]]
    if places:
        numbers = ", ".join(str(place + 1) for place in places)
        raise NotFound(
            _("“{words}” stands in several paragraphs: {numbers}.").format(
                words=wanted, numbers=numbers
            ),
            _("Name the number, or more of the words."),
        )
    raise NotFound(
        _("{id} has no paragraph {name}.").format(id=dossier.id, name=wanted or "–"),
        _("They run from 1 to {last}: redaksi show {id}").format(last=len(body), id=dossier.id),
    )


def _place(number: str, count: int) -> list[int]:
    """The index for `number` (from 1) among `count` items; empty when there is none."""
    return [place for place in range(count) if str(place + 1) == number]


def noted(
    dossier: Dossier,
    text: str,
    person: Person,
    at: datetime,
    *,
    paragraph: str = "",
    asks_change: bool = False,
    returned: bool = False,
) -> Dossier:
    """`dossier` with one more note.

    Raises:
        NotFound: when the `paragraph` is gone.
    """
    if paragraph and paragraph not in dossier.article.paragraph_ids:
        raise NotFound(
            _("This paragraph is gone."),
            _("Look at the article as it is now, then write your note again."),
        )
    taken = {note.id for note in dossier.notes}
    note = Note(
        id=next(name for name in iter(record.random_name, "") if name not in taken),
        text=text,
        by=person.name,
        at=at,
        paragraph=paragraph,
        quotation=_quotation(dossier, paragraph),
        asks_change=asks_change,
        returned=returned,
    )
    return replace(dossier, notes=(*dossier.notes, note))


def settled(note: Note, person: Person, at: datetime) -> Note:
    """`note`, resolved by `person`."""
    return replace(note, resolved_by=person.name, resolved_at=at)


def _quotation(dossier: Dossier, paragraph: str) -> str:
    ids = dossier.article.paragraph_ids
    return dossier.article.text.body[ids.index(paragraph)] if paragraph else ""


def _changed(dossier: Dossier, note: Note) -> Dossier:
    return replace(
        dossier, notes=tuple(note if one.id == note.id else one for one in dossier.notes)
    )


def _worded(text: str) -> str:
    text = clean.paragraph(text)
    if not text:
        raise BadInput(_("The note is empty."), _("Write what there is to say."))
    return text
