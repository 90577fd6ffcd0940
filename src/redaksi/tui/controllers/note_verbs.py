"""The commands for the notes beside a text, for a screen that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.tui.commands.article import Undo
from redaksi.tui.commands.notes import AddNote, AnswerNote, ShowResolved

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from redaksi.domain.article import Note
    from redaksi.tui.controllers.article_verbs import ArticleVerbs
    from redaksi.tui.desk_screen import DeskScreen
    from redaksi.tui.host import Host
    from redaksi.tui.widgets.article_text import ArticleText


class NoteVerbs:
    """The commands of `commands.notes.NOTES`, which apply to the cursor's place in the text."""

    def __init__(
        self, screen: DeskScreen[Any], verbs: ArticleVerbs, text: Callable[[], ArticleText]
    ) -> None:
        self._screen = screen
        self._verbs = verbs
        self._text = text

    @property
    def _host(self) -> Host:
        return self._screen.host

    def _note(self) -> Note:
        """The note at the cursor.

        Raises:
            RedaksiError: when there is no note at the cursor.
        """
        note = self._text().note
        if note is None:
            raise RedaksiError(
                _("There is no note here."),
                _("Tab goes to the next one, {key} writes one.").format(key=AddNote.key()),
            )
        return note

    def do_addnote(self) -> Awaitable[object]:
        return self._verbs.ask(
            self._host.screens.note(self._verbs.dossier(), self._text().cursor.stop.paragraph)
        )

    def do_answernote(self) -> Awaitable[object]:
        return self._verbs.ask(self._host.screens.answer(self._verbs.dossier(), self._note()))

    def do_resolvenote(self) -> None:
        dossier, note = self._verbs.dossier(), self._note()
        if not note.is_open:
            raise RedaksiError(
                _("The note is resolved already."),
                _("A word on it opens it again: {key}.").format(key=AnswerNote.key()),
            )
        self._screen.desk.notes.resolve(dossier.id, note.id)
        self._host.tell({dossier.id})
        self._host.say(
            _("Resolved. {undo} takes it back, {show} shows resolved notes.").format(
                undo=Undo.key(), show=ShowResolved.key()
            )
        )

    def do_showresolved(self) -> None:
        text = self._text()
        text.resolved = not text.resolved
        self._host.say(
            _("Resolved notes are shown.")
            if text.resolved
            else _("Resolved notes are folded away.")
        )
