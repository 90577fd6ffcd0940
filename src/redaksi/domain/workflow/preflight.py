"""What stands before a submission or a publication: what blocks it, what else is open. Pure."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from redaksi.domain import waivers
from redaksi.domain.article import Dossier, Stage
from redaksi.domain.finding import Finding, Scope, Severity
from redaksi.domain.workflow.moves import Move, Rules, waits
from redaksi.domain.workflow.reason import beginning
from redaksi.i18n import _, ngettext
from redaksi.text.word_count import word_count

PHOTO_NEEDS = ("caption", "credit", "alt")
"""The words that a photo should have."""


class PointPlace(StrEnum):
    """Where a matter is mended."""

    TEXT = "text"
    FINDING = "finding"
    NOTE = "note"
    PARTICULARS = "particulars"
    ASSIGNMENT = "assignment"


class OpenPoint(NamedTuple):
    """One thing that stands before a move: a sentence, and the `place` where it is mended.

    `blocks` says that the publication waits for it. `finding` is the first of its findings.
    `note` is the id of the note, `field` the name of the particular, "" for none.
    """

    sentence: str
    place: PointPlace
    blocks: bool = False
    finding: Finding | None = None
    note: str = ""
    field: str = ""


class Preflight(NamedTuple):
    """The state of a newsroom that open points depend on.

    `findings` are those of the copy desk in the present text. `words` is the least number of
    words that an article should have, 0 for any number. `skeletons` are the paragraphs that
    templates give to a draft.
    """

    rules: Rules
    findings: Sequence[Finding]
    words: int
    now: datetime
    skeletons: Collection[str] = ()


def open_points(move: Move, dossier: Dossier, state: Preflight) -> tuple[OpenPoint, ...]:
    """Everything that stands before `move`, the gravest first; what blocks comes before all else.

    The conditions for the person (see `reasons`) are not among them.
    """
    found = (*_findings(dossier, state), *_notes(dossier), *_particulars(dossier, move, state))
    return tuple(sorted(found, key=lambda one: not one.blocks))


def _findings(dossier: Dossier, state: Preflight) -> Iterator[OpenPoint]:
    """An open point for each severity. Missing particulars have points of their own."""
    open_ = [
        one
        for one in waivers.standing(dossier.article, state.findings)
        if one.scope is not Scope.PARTICULARS
    ]
    for severity in Severity:
        those = [one for one in open_ if one.severity is severity]
        if those:
            first = beginning(those[0].text or those[0].message)
            sentence = _("{count}, the first at “{beginning}”").format(
                count=_counted(severity, len(those)), beginning=first
            )
            yield OpenPoint(sentence, PointPlace.FINDING, severity in state.rules.gate, those[0])


def _counted(severity: Severity, count: int) -> str:
    words = {
        Severity.GALAT: ngettext("{count} error", "{count} errors", count),
        Severity.ETIK: ngettext("{count} ethics", "{count} ethics", count),
        Severity.PERINGATAN: ngettext("{count} warning", "{count} warnings", count),
        Severity.SARAN: ngettext("{count} suggestion", "{count} suggestions", count),
    }
    return words[severity].format(count=count)


def _notes(dossier: Dossier) -> Iterator[OpenPoint]:
    for note in dossier.notes:
        if note.is_open:
            sentence = _("Open note by {name}: {beginning}").format(
                name=note.by, beginning=beginning(note.text)
            )
            yield OpenPoint(sentence, PointPlace.NOTE, waits(note), note=note.id)


def _particulars(dossier: Dossier, move: Move, state: Preflight) -> Iterator[OpenPoint]:
    article = dossier.article
    if not article.editor(Stage.REVIEW):
        blocks = move is Move.PUBLISH
        yield OpenPoint(_("No editor is assigned to the review."), PointPlace.ASSIGNMENT, blocks)
    yield from _length(dossier, state.words)
    yield from _skeleton(dossier, state.skeletons)
    if not article.text.byline and not waivers.is_waived_missing(article, "byline"):
        yield OpenPoint(_("The byline is missing."), PointPlace.PARTICULARS, field="byline")
    yield from _photos(dossier)
    if article.due is None:
        yield OpenPoint(_("No due time is set."), PointPlace.PARTICULARS, field="due")
    elif article.due < state.now:
        yield OpenPoint(_("The article is overdue."), PointPlace.PARTICULARS, field="due")


def _length(dossier: Dossier, least: int) -> Iterator[OpenPoint]:
    body = dossier.article.text.body
    count = word_count("\n\n".join(body))
    if not body:
        yield OpenPoint(_("The body is missing."), PointPlace.TEXT, blocks=True)
    elif count < least:
        sentence = ngettext(
            "{count} word; the house asks for {least}.",
            "{count} words; the house asks for {least}.",
            count,
        )
        yield OpenPoint(sentence.format(count=count, least=least), PointPlace.TEXT)


def _skeleton(dossier: Dossier, skeletons: Collection[str]) -> Iterator[OpenPoint]:
    """An open point for the paragraphs of a template that nobody has written yet."""
    left = [part for part in dossier.article.text.body if part in skeletons]
    if left:
        sentence = ngettext(
            "{count} paragraph is still that of the template: “{beginning}”",
            "{count} paragraphs are still those of the template, the first “{beginning}”",
            len(left),
        )
        told = sentence.format(count=len(left), beginning=beginning(left[0]))
        yield OpenPoint(told, PointPlace.TEXT)


def _photos(dossier: Dossier) -> Iterator[OpenPoint]:
    article = dossier.article
    needs = [
        field for field in PHOTO_NEEDS if not waivers.is_waived_missing(article, f"photos.{field}")
    ]
    for number, photo in enumerate(article.text.photos, start=1):
        for field in needs:
            if not getattr(photo, field):
                where = f"photo.{field}" if number == 1 else f"photo.{number}.{field}"
                yield OpenPoint(_missing(field, number), PointPlace.PARTICULARS, field=where)


def _missing(field: str, number: int) -> str:
    sentences = {
        "caption": _("Photo {number} has no caption."),
        "credit": _("Photo {number} has no credit."),
        "alt": _("Photo {number} has no alternative text."),
    }
    return sentences[field].format(number=number)
