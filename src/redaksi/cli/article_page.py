"""An article as `redaksi show` prints it."""

from collections.abc import Iterable
from datetime import tzinfo
from itertools import zip_longest

from rich.console import Console
from rich.text import Text as Line

from redaksi.article import Dossier, Note, Stage
from redaksi.cli import output
from redaksi.desk import wording
from redaksi.i18n import _
from redaksi.workflow import beginning, stage_name

MEASURE = 76
"""Columns of body text: a comfortable line."""


def page(dossier: Dossier, zone: tzinfo) -> None:
    """Print DOSSIER's article, times in ZONE."""
    text = dossier.article.text
    printer = output.console()
    width = min(MEASURE, printer.width)
    printer.print(Line(output.plain(text.headline), style="bold"), width=width)
    if text.deck:
        printer.print(Line(output.plain(text.deck), style="italic"), width=width)
    for name, value in _particulars(dossier, zone):
        _hanging(printer, f"{name:<12}", "dim", Line(output.plain(value)), width)
    remarks = [note for note in dossier.notes if note.is_open]
    names = dossier.article.paragraph_ids[: len(text.body)]  # of a file that was changed by hand, there may be more
    for number, (name, paragraph) in enumerate(zip_longest(names, text.body), start=1):
        printer.print()
        _hanging(printer, str(number).rjust(len(str(len(text.body)))), "dim", Line(output.plain(paragraph)), width)
        _remarks(printer, dossier, [note for note in remarks if note.paragraph == name], zone, width)
    for story in text.related:
        printer.print()
        printer.print(Line(output.plain(_("Read also: {title}").format(title=story.title))), width=width)
    _remarks(printer, dossier, [note for note in remarks if not note.paragraph], zone, width)


def _remarks(printer: Console, dossier: Dossier, notes: Iterable[Note], zone: tzinfo, width: int) -> None:
    for note in notes:
        printer.print()
        print_note(printer, dossier, note, zone, width)


def print_note(printer: Console, dossier: Dossier, note: Note, zone: tzinfo, width: int) -> None:
    """Print NOTE under its number, with what it is about and what was said to it."""
    parts = (note.by, wording.moment(note.at, zone), wording.note_place(dossier, note), wording.note_state(note))
    lines = [(" · ".join(part for part in parts if part), "bold")]
    if note.quotation:
        lines.append((f"“{beginning(note.quotation)}”", "dim"))
    lines.append((note.text, ""))
    lines += [(f"→ {one.by}, {wording.moment(one.at, zone)}: {one.text}", "") for one in note.answers]
    block = Line("\n").join(Line(output.plain(text), style) for text, style in lines)
    _hanging(printer, f"[{dossier.notes.index(note) + 1}]", "bold reverse", block, width)


def _hanging(printer: Console, mark: str, style: str, text: Line, width: int) -> None:
    """Print TEXT behind MARK, every line of it in one column."""
    for line in text.wrap(printer, width - len(mark) - 1):
        line.rstrip()
        printer.print(Line.assemble((mark, style), " ", line))
        mark, style = " " * len(mark), ""


def _particulars(dossier: Dossier, zone: tzinfo) -> list[tuple[str, str]]:
    article, text = dossier.article, dossier.article.text
    lines = [
        (
            "id",
            _("{id}, version {version}, text revision {revision}").format(
                id=article.id, version=article.version, revision=len(dossier.revisions)
            ),
        ),
        (_("stage"), f"{stage_name(article.stage)}, {wording.moment(article.stage_since, zone)}"),
    ]
    for stage in Stage:
        one = article.assignments.get(stage)
        if one:
            since = _("{editor}, by {by}, {at}").format(editor=one.editor, by=one.by, at=wording.moment(one.at, zone))
            lines.append((stage_name(stage), since))
    lines += [(wording.field_name(name), getattr(text, name)) for name in ("byline", "dateline", "source", "rubric")]
    lines.append((_("tags"), ", ".join(text.tags)))
    lines += [(_("photo"), _photo(photo.caption, photo.credit)) for photo in text.photos]
    times = (("due", article.due), ("embargo", article.embargo))
    lines += [(wording.field_name(name), wording.moment(at, zone)) for name, at in times if at]
    return [(name, value) for name, value in lines if value]


def _photo(caption: str, credit: str) -> str:
    return f"{caption} ({credit})" if credit else caption or "–"
