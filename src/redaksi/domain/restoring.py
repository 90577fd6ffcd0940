"""A restored revision gets the ids of its paragraphs back, and notes return to them. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from redaksi.domain import paragraphs
from redaksi.domain.article import Dossier, Event


def paragraph_ids(
    dossier: Dossier, number: int, body: Sequence[str], fresh: Callable[[], str]
) -> tuple[str, ...]:
    """The ids for `body`, the text of revision `number` of `dossier`: the former ones where known.

    An event records the ids of a revision that had notes on paragraphs. Between two such
    revisions, ids follow the text of their paragraphs.
    """
    article = dossier.article
    known = {len(dossier.revisions): (article.text.body, article.paragraph_ids)}
    for event in dossier.events:
        replaced, ids = event.before.get("revision", 0), event.before.get("paragraph_ids", ())
        if not isinstance(replaced, int) or not _are_names(ids):  # edited by hand
            continue
        if number <= replaced < len(dossier.revisions) and len(ids) == len(
            dossier.revisions[replaced - 1].body
        ):
            known[replaced] = dossier.text_of(replaced).body, tuple(ids)
    old, names = known[min(known)]
    return paragraphs.align(old, names, body, fresh)


def places(dossier: Dossier, number: int, ids: Sequence[str]) -> dict[str, str]:
    """The place of each note of `dossier` in `ids`, from when revision `number` was newest.

    If a note has moved since, its earliest known place in `ids` counts. Notes without a place in
    `ids` are left out.
    """
    stood = {note.id: [note.paragraph] for note in dossier.notes}
    for event in reversed(dossier.events):
        for name, place in _moved(event) if event.revision > number else ():
            stood.get(name, []).append(place)
    there = {*ids}
    found = {name: [place for place in way if place in there] for name, way in stood.items()}
    return {name: way[-1] for name, way in found.items() if way}


def _moved(event: Event) -> Iterator[tuple[str, str]]:
    """The notes that `event` changed, each with the id of its former paragraph."""
    notes = event.before.get("notes", ())  # early records store a list
    found = (
        notes.values()
        if isinstance(notes, Mapping)
        else notes
        if isinstance(notes, Sequence)
        else ()
    )
    for note in found:
        if isinstance(note, Mapping) and _are_names(
            way := (note.get("id", ""), note.get("paragraph", ""))
        ):
            yield way


def _are_names(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(name, str) for name in value)
