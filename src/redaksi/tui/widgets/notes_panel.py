"""The notes beside the text that is written: the list, and below it the selected note in full."""

from collections.abc import Sequence
from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from redaksi.domain.article import Dossier, Note
from redaksi.i18n import _
from redaksi.tui.commands.notes import AddNote, ToNotes
from redaksi.tui.widgets.article_parts import standing
from redaksi.tui.widgets.note_detail import NoteDetail
from redaksi.tui.widgets.note_list import NoteList, in_order


class NotesPanel(Vertical):
    """The open notes of an article; with `resolved`, the resolved ones too."""

    class Renewed(Message):
        """The notes are shown anew."""

    def __init__(self) -> None:
        super().__init__()
        self.resolved = False
        self._all: Sequence[Note] = ()
        self._now: datetime | None = None
        self._list = NoteList()
        self._detail = NoteDetail()

    def compose(self) -> ComposeResult:
        yield self._list
        yield self._detail

    def show(self, dossier: Dossier, now: datetime) -> None:
        """Show the notes of `dossier`; their ages are those of `now`."""
        self._all, self._now = dossier.notes, now
        notes = standing(dossier, resolved=self.resolved)
        notes += [note for note in dossier.notes if note.returned and note.is_open]
        self._list.empty = _("No notes. {key} writes one on the paragraph of the cursor.").format(
            key=AddNote.key()
        )
        self._list.show(in_order(notes, dossier.article.paragraph_ids))
        self._tell()
        self.post_message(self.Renewed())

    @property
    def notes(self) -> Sequence[Note]:
        """The shown notes, in the order of the text."""
        return self._list.notes

    @property
    def selected(self) -> Note | None:
        """The selected note, or None."""
        return self._list.selected

    def number(self, note: Note) -> int:
        """The number of `note` in its article, from 1."""
        return self._all.index(note) + 1

    def select(self, note: Note) -> None:
        """Select `note`."""
        self._list.select(note)
        self._tell()

    @property
    def has_attention(self) -> bool:
        """Whether the list has the focus."""
        return self._list.has_focus

    @on(NoteList.Chosen)
    async def _visit(self) -> None:
        await self.run_action(f"screen.perform({ToNotes.name()!r})")

    @on(NoteList.Moved)
    def _tell(self) -> None:
        note = self.selected
        self._detail.show(note, self.number(note) if note else 0, self._now)
