"""An article as `redaksi show` prints it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, tzinfo
from itertools import chain, islice, zip_longest

from rich.console import Console
from rich.text import Text as Line

from redaksi.cli import output
from redaksi.desk import due_words, wording
from redaksi.domain.article import Article, Dossier, Note, Stage
from redaksi.domain.workflow import beginning, stage_name
from redaksi.i18n import _

MEASURE = 76
"""The most cells in a line of body text; longer lines are hard to read."""
BATCH = 200
"""The number of paragraphs printed at once."""


def page(dossier: Dossier, now: datetime, zone: tzinfo) -> None:
    """Print the article of `dossier` as it is at `now`, with times in `zone`."""
    printer = output.console()
    width = min(MEASURE, printer.width)
    blocks = _blocks(printer, dossier, now, zone, width)
    # Printing in batches: a call to print costs more than a paragraph.
    while batch := list(islice(blocks, BATCH)):
        printer.print(Line("\n").join(batch), soft_wrap=True)


def _blocks(
    printer: Console, dossier: Dossier, now: datetime, zone: tzinfo, width: int
) -> Iterator[Line]:
    text = dossier.article.text
    yield _wrapped(printer, Line(output.plain(text.headline), style="bold"), width)
    if text.deck:
        yield _wrapped(printer, Line(output.plain(text.deck), style="italic"), width)
    for name, value in _particulars(dossier, now, zone):
        yield _hanging(printer, f"{name:<12}", "dim", Line(output.plain(value)), width)
    remarks = _remarks(printer, dossier, zone, width)
    # A file changed by hand may hold more ids than paragraphs.
    names = dossier.article.paragraph_ids[: len(text.body)]
    for number, (name, paragraph) in enumerate(zip_longest(names, text.body), start=1):
        yield Line()
        yield _hanging(
            printer,
            str(number).rjust(len(str(len(text.body)))),
            "dim",
            Line(output.plain(paragraph)),
            width,
        )
        yield from remarks.pop(name, ())
    for story in text.related:
        yield Line()
        yield _wrapped(
            printer, Line(output.plain(_("Read also: {title}").format(title=story.title))), width
        )
    # The remaining notes are on the whole article, or on paragraphs that are gone.
    yield from chain.from_iterable(remarks.values())


def _remarks(
    printer: Console, dossier: Dossier, zone: tzinfo, width: int
) -> dict[str | None, list[Line]]:
    """The open notes of `dossier` by paragraph id, each after an empty line."""
    remarks: dict[str | None, list[Line]] = {}
    places = dossier.article.numbers()
    for number, note in enumerate(dossier.notes, start=1):
        if note.is_open:
            remarks.setdefault(note.paragraph, []).extend(
                (Line(), _note(printer, note, number, places, zone, width))
            )
    return remarks


def print_notes(dossier: Dossier, numbers: Iterable[int], zone: tzinfo) -> None:
    """Print the notes of `dossier` with these `numbers`, their subjects and their answers."""
    printer, places = output.console(), dossier.article.numbers()
    for number in numbers:
        note = _note(
            printer, dossier.notes[number - 1], number, places, zone, min(MEASURE, printer.width)
        )
        printer.print(note, soft_wrap=True)


def _note(
    printer: Console, note: Note, number: int, places: Mapping[str, int], zone: tzinfo, width: int
) -> Line:
    parts = (
        note.by,
        wording.moment(note.at, zone),
        wording.note_place(note, places),
        wording.note_state(note),
    )
    lines = [(" · ".join(part for part in parts if part), "bold")]
    if note.quotation:
        lines.append((f"“{beginning(note.quotation)}”", "dim"))
    lines.append((note.text, ""))
    lines += [
        (f"→ {one.by}, {wording.moment(one.at, zone)}: {one.text}", "") for one in note.answers
    ]
    block = Line("\n").join(Line(output.plain(text), style) for text, style in lines)
    return _hanging(printer, f"[{number}]", "bold reverse", block, width)


def _hanging(printer: Console, mark: str, style: str, text: Line, width: int) -> Line:
    """`text` behind `mark`, with all lines of `text` indented alike."""
    block = _wrapped(printer, text, width - len(mark) - 1, "\n" + " " * (len(mark) + 1))
    return Line.assemble((mark, style), " ", block)


def _wrapped(printer: Console, text: Line, width: int, between: str = "\n") -> Line:
    if "\n" not in text.plain and "\t" not in text.plain and text.cell_len <= width:
        return text  # wrapping is slow, and most lines fit
    lines = text.wrap(printer, width)
    for line in lines:
        line.rstrip()
    return Line(between).join(lines)


def _particulars(dossier: Dossier, now: datetime, zone: tzinfo) -> list[tuple[str, str]]:
    article, text = dossier.article, dossier.article.text
    lines = [
        (
            "id",
            _("{id}, revision {revision}").format(id=article.id, revision=len(dossier.revisions)),
        ),
        (_("stage"), f"{stage_name(article.stage)}, {wording.moment(article.stage_since, zone)}"),
    ]
    for stage in Stage:
        one = article.assignments.get(stage)
        if one:
            since = _("{editor}, by {by}, {at}").format(
                editor=one.editor, by=one.by, at=wording.moment(one.at, zone)
            )
            lines.append((stage_name(stage), since))
    lines += [
        (wording.field_name(name), getattr(text, name))
        for name in ("byline", "dateline", "source", "rubric")
    ]
    lines.append((_("tags"), ", ".join(text.tags)))
    lines += [(_("photo"), _photo(photo.caption, photo.credit)) for photo in text.photos]
    lines.append((wording.field_name("due"), _due(article, now, zone)))
    if article.embargo:
        lines.append((wording.field_name("embargo"), wording.moment(article.embargo, zone)))
    lines += [
        (kind, f"{sentence} ({when})")
        for kind, sentence, when in wording.notices(article, lambda at: wording.moment(at, zone))
    ]
    return [(name, value) for name, value in lines if value]


def _due(article: Article, now: datetime, zone: tzinfo) -> str:
    """The due time of `article` with its urgency; "" for none."""
    urgency = due_words.left(article, now, zone)
    at = wording.moment(article.due, zone) if article.due else ""
    return f"{at} ({urgency})" if urgency else at


def _photo(caption: str, credit: str) -> str:
    return f"{caption} ({credit})" if credit else caption or "–"
