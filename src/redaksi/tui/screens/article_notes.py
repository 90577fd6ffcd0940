"""What can be done with the notes beside a text, on the screen that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import ScreenResultType

from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.tui.commands.article import Undo
from redaksi.tui.commands.notes import AddNote, AnswerNote, ShowResolved
from redaksi.tui.screens.article_verbs import ArticleVerbs
from redaksi.tui.widgets.article_text import ArticleText

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from redaksi.domain.article import Note


class ArticleNotes(ArticleVerbs[ScreenResultType]):
    """The commands of `commands.notes.NOTES`, about the place of the cursor in the text."""

    @property
    def text(self) -> ArticleText:
        """The text that is read."""
        return self.query_one(ArticleText)

    def _note(self) -> Note:
        """The note at the cursor. Raises RedaksiError where there is none."""
        note = self.text.note
        if note is None:
            raise RedaksiError(
                _("There is no note here."), _("Tab goes to the next one, {key} writes one.").format(key=AddNote.key())
            )
        return note

    def do_addnote(self) -> Awaitable[object]:
        return self.ask(self.host.screens.note(self.dossier(), self.text.stop.paragraph))

    def do_answernote(self) -> Awaitable[object]:
        return self.ask(self.host.screens.answer(self.dossier(), self._note()))

    def do_resolvenote(self) -> None:
        dossier, note = self.dossier(), self._note()
        if not note.is_open:
            raise RedaksiError(
                _("The note is resolved already."),
                _("A word on it opens it again: {key}.").format(key=AnswerNote.key()),
            )
        self.desk.notes.resolve(dossier.id, note.id)
        self.host.tell({dossier.id})
        self.host.say(
            _("Resolved. {undo} takes it back, {show} shows resolved notes.").format(
                undo=Undo.key(), show=ShowResolved.key()
            )
        )

    def do_showresolved(self) -> None:
        self.text.resolved = not self.text.resolved
        self.host.say(_("Resolved notes are shown.") if self.text.resolved else _("Resolved notes are folded away."))
