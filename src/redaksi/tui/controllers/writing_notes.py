"""The notes while one writes: they follow the cursor, and are answered and resolved in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from redaksi.domain import paragraphs
from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.text import clean
from redaksi.tui.commands.notes import AddNote, AnswerNote, ShowResolved, ToNotes
from redaksi.tui.widgets.manuscript import NOTES, TEXT, Manuscript
from redaksi.tui.widgets.note_detail import NoteDetail
from redaksi.tui.widgets.notes_panel import NotesPanel
from redaksi.tui.writing import marks

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence

    from textual.screen import Screen

    from redaksi.domain.article import Note
    from redaksi.tui.controllers.saving import Saving
    from redaksi.tui.desk_screen import DeskScreen
    from redaksi.tui.host import Done, Host

MANY = 2_000
"""Paragraphs from which changed paragraphs are not compared at every move of the cursor."""


class WritingNotes:
    """The notes of a manuscript while it is being written."""

    def __init__(self, screen: DeskScreen[Any], saving: Saving) -> None:
        self._screen = screen
        self._saving = saving
        self._row = -1  # the row of the cursor at the last look
        self._shown: tuple[int, Sequence[Note]] = (0, ())  # the version and notes that are shown

    @property
    def _host(self) -> Host:
        return self._screen.host

    @property
    def _manuscript(self) -> Manuscript:
        return self._screen.query_one(Manuscript)

    @property
    def panel(self) -> NotesPanel:
        """The list of notes."""
        return self._screen.query_one(NotesPanel)

    def begin(self) -> None:
        """Show the notes. Where some are open, they stand beside the text that one writes."""
        self.renew()
        if self.panel.notes and self._manuscript.active == TEXT:
            self._manuscript.turn(NOTES)

    def renew(self) -> None:
        """Show the notes of the present dossier."""
        dossier = self._saving.dossier
        self._shown, self._row = (dossier.version, dossier.notes), -1
        self.panel.show(dossier, self._screen.desk.now())
        self._tell(None)
        self.follow()

    def follow(self) -> None:
        """Select the first note of the paragraph of the cursor."""
        if self._shown != (self._saving.dossier.version, self._saving.dossier.notes):
            self.renew()
            return
        row = self._manuscript.body.cursor_location[0]
        if not self.panel.notes or row == self._row:
            return
        self._row = row
        here = self._note_here()
        if here and not self.panel.has_attention:
            self.panel.select(here)
        self._tell(here)

    def fit(self) -> None:
        """Show the note of the cursor where the screen has room for it now."""
        self._row = -1
        self.follow()

    def _note_here(self) -> Note | None:
        """The first note on the paragraph of the cursor, or None."""
        name = self._paragraph()
        here = (note for note in self.panel.notes if name and note.paragraph == name)
        return next(here, None)

    def _paragraph(self) -> str:
        """The id of the stored paragraph that the cursor is in; empty for none."""
        body = self._manuscript.body
        row, lines = body.cursor_location[0], body.document.lines
        rows = [*marks.paragraphs(lines)]
        place = next((place for place, one in enumerate(rows) if row in one), None)
        if place is None:
            return ""
        article = self._saving.dossier.article
        typed = clean.paragraphs(body.text)
        if typed != article.text.body:
            if len(rows) > MANY:
                return ""
            became = paragraphs.pairs(article.text.body, typed)
            place = next((old for old, new in became.items() if new == place), -1)
        ids = article.paragraph_ids
        return ids[place] if 0 <= place < len(ids) else ""

    def _tell(self, note: Note | None) -> None:
        """Show `note` below the text, unless the list of notes is visible."""
        detail = self._screen.query_one("#note-here", NoteDetail)
        if note and not self._manuscript.shows(NOTES):
            detail.show(note, self.panel.number(note), self._screen.desk.now(), (ToNotes,))
        else:
            detail.show(None)

    # The commands

    def do_tonotes(self) -> None:
        if self.panel.has_attention:
            self.visit()
        else:
            self._manuscript.go(NOTES)
            self._tell(None)

    def leave(self) -> bool:
        """Return from the list to the text; returns whether the list had the focus."""
        was_there = self.panel.has_attention
        if was_there:
            self._manuscript.active = TEXT
            self._screen.set_focus(self._manuscript.body)
            self.fit()
        return was_there

    def visit(self) -> None:
        """Put the cursor on the paragraph of the selected note."""
        note = self.panel.selected
        article = self._saving.dossier.article
        if note and note.paragraph in article.paragraph_ids:
            place = article.paragraph_ids.index(note.paragraph)
            typed = clean.paragraphs(self._manuscript.body.text)
            if typed != article.text.body:
                place = paragraphs.pairs(article.text.body, typed).get(place, place)
            self._manuscript.body.go_to_paragraph(place)
        self.leave()

    def _selected(self) -> Note:
        """The selected note.

        Raises:
            RedaksiError: when there is none.
        """
        if (note := self.panel.selected) is None:
            raise RedaksiError(
                _("There is no note here."), _("{key} writes one.").format(key=AddNote.key())
            )
        return note

    def do_addnote(self) -> Awaitable[object]:
        return self._ask(self._host.screens.note(self._saving.dossier, self._paragraph()))

    def do_answernote(self) -> Awaitable[object]:
        return self._ask(self._host.screens.answer(self._saving.dossier, self._selected()))

    def _ask(self, dialog: Screen[Done]) -> Awaitable[object]:
        def answered(done: Done | None) -> None:
            if done:
                self._host.say(done.sentence)
                self._host.tell({self._saving.dossier.id})

        return self._host.push_screen(dialog, answered)

    def do_resolvenote(self) -> None:
        note, dossier = self._selected(), self._saving.dossier
        if not note.is_open:
            raise RedaksiError(
                _("The note is resolved already."),
                _("A word on it opens it again: {key}.").format(key=AnswerNote.key()),
            )
        self._screen.desk.notes.resolve(dossier.id, note.id)
        self._host.say(_("Resolved. {show} shows resolved notes.").format(show=ShowResolved.key()))
        self._host.tell({dossier.id})

    def do_showresolved(self) -> None:
        self.panel.resolved = not self.panel.resolved
        self.renew()
        self._host.say(
            _("Resolved notes are shown.")
            if self.panel.resolved
            else _("Resolved notes are folded away.")
        )
