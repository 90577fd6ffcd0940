"""The lines of a note beside or below its paragraph: author, text and answers."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from textual.content import Content
from textual.style import Style

from redaksi.desk import wording
from redaksi.domain.article import Note
from redaksi.domain.workflow import beginning, waits

INDENT = "  "
"""The indent of the answers."""


def note_lines(
    note: Note, number: int, width: int, paint: Mapping[str, Style], now: datetime
) -> list[Content]:
    """`note`, the `number`-th of its article, wrapped to `width` cells.

    `paint` has the styles note-head, asks and muted.
    """
    return [
        line
        for part, indent in _parts(note, number, paint, now)
        for line in _wrapped(part, indent, width)
    ]


def _parts(
    note: Note, number: int, paint: Mapping[str, Style], now: datetime
) -> Iterator[tuple[Content, str]]:
    head = Content.assemble(
        (f"{number} ", paint["muted"]),
        (note.by, paint["note-head"]),
        (f" · {wording.age(note.at, now)}", paint["muted"]),
    )
    if state := wording.note_state(note):
        head += Content.styled(f" · {state}", paint["asks" if waits(note) else "muted"])
    yield head, ""
    if note.quotation and not note.paragraph:
        yield Content.styled(f"“{beginning(note.quotation)}”", paint["muted"]), ""
    yield Content(note.text), ""
    for answer in note.answers:
        who = Content.styled(f"↳ {answer.by} · {wording.age(answer.at, now)}  ", paint["muted"])
        yield who + Content(answer.text), INDENT


def _wrapped(content: Content, indent: str, width: int) -> Iterator[Content]:
    for line in content.wrap(max(8, width - len(indent))):
        yield Content(indent) + line
