"""The notes of an article in the order of its text, one per line."""

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content
from textual.style import Style

from redaksi.domain.article import Note
from redaksi.domain.workflow import beginning, waits
from redaksi.tui.widgets.line_list import LineList


class NoteList(LineList):
    """A list of notes, one of them selected."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"note-list--{name}" for name in ("asks", "mark", "muted")
    }

    def __init__(self) -> None:
        super().__init__()
        self.notes: Sequence[Note] = ()

    @property
    def count(self) -> int:
        return len(self.notes)

    @property
    def selected(self) -> Note | None:
        """The selected note, or None."""
        return self.notes[self.cursor] if self.notes else None

    def show(self, notes: Sequence[Note]) -> None:
        """Show `notes`. The note that was selected stays so, or else the one at its place."""
        before = self.selected.id if self.selected else ""
        self.notes = notes
        places = (place for place, note in enumerate(notes) if note.id == before)
        self.renew(next(places, self.cursor))

    def select(self, note: Note) -> None:
        """Select `note`."""
        self.cursor = self.notes.index(note)

    def line(self, place: int) -> Content:
        note = self.notes[place]
        sign, style = note_sign(note)
        mark = Content.styled(f"{sign} ", self._paint(style))
        who = Content.styled(f" · {note.by}", self._paint("muted"))
        return mark + Content(beginning(note.text)) + who

    def _paint(self, name: str) -> Style:
        return self.get_visual_style(f"note-list--{name}", partial=True)


def note_sign(note: Note) -> tuple[str, str]:
    """The sign of `note` and the name of its style: colour alone is not enough."""
    if waits(note):
        return "!", "asks"
    return ("●", "mark") if note.is_open else ("✓", "muted")


def in_order(notes: Sequence[Note], paragraphs: Sequence[str]) -> list[Note]:
    """`notes` in the order of `paragraphs`; those about the whole article come first."""
    places = {name: place for place, name in enumerate(paragraphs)}
    return sorted(notes, key=lambda note: places.get(note.paragraph, -1))
