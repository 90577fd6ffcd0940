"""The dialogs that write a note and answer a note."""

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Static

from redaksi.desk import wording
from redaksi.domain.article import Dossier, Note
from redaksi.domain.workflow import beginning
from redaksi.i18n import _
from redaksi.tui.commands.article import Undo
from redaksi.tui.host import Done
from redaksi.tui.screens.article_dialog import ArticleDialog
from redaksi.tui.widgets.choice import Choice
from redaksi.tui.widgets.dialog_box import label
from redaksi.tui.widgets.text_box import TextBox

REMARK, ASK = "remark", "ask"


class NoteDialog(ArticleDialog):
    """Writes a note on the paragraph with the id `paragraph`; "" is the whole article."""

    kind = "note"

    def __init__(self, dossier: Dossier, paragraph: str) -> None:
        super().__init__(dossier)
        self._paragraph = paragraph

    def about(self) -> tuple[str, str]:
        return self.dossier.id, self._paragraph

    def heading(self) -> str:
        return _("Note")

    def button(self) -> str:
        return _("Write the note")

    def fields(self) -> Iterator[Widget]:
        article = self.dossier.article
        if self._paragraph:
            quoted = article.text.body[article.paragraph_ids.index(self._paragraph)]
            yield Static(f"“{beginning(quoted)}”", classes="field-hint", markup=False)
        else:
            yield Static(_("About the whole article."), classes="field-hint")
        yield TextBox(id="note")
        yield Choice({REMARK: _("just a remark"), ASK: _("asks for a change")}, REMARK, "kind")
        yield Static(
            _("An article with a note that asks for a change waits until somebody answers it."),
            classes="field-hint",
        )

    def act(self) -> Done:
        text, asks = self.query_one(TextBox).text, self.query_one(Choice).value == ASK
        self.desk.notes.add(self.dossier.id, text, self._paragraph, asks_change=asks)
        return Done(
            _("The note is written. {key} takes it back.").format(key=Undo.key()), self.dossier.id
        )


class AnswerDialog(ArticleDialog):
    """Answers `note`."""

    kind = "answer"

    def __init__(self, dossier: Dossier, note: Note) -> None:
        super().__init__(dossier)
        self._note = note

    def about(self) -> tuple[str, str]:
        return self.dossier.id, self._note.id

    def heading(self) -> str:
        return _("Answer")

    def button(self) -> str:
        return _("Answer")

    def fields(self) -> Iterator[Widget]:
        said = [(self._note.by, self._note.at, self._note.text)]
        said += [(answer.by, answer.at, answer.text) for answer in self._note.answers]
        for by, at, text in said:
            yield label(f"{by} · {wording.age(at, self.desk.now())}")
            yield Static(text, markup=False)
        yield TextBox(id="answer")

    def act(self) -> Done:
        self.desk.notes.answer(self.dossier.id, self._note.id, self.query_one(TextBox).text)
        return Done(_("Answered. {key} takes it back.").format(key=Undo.key()), self.dossier.id)
