"""The dialog that starts a draft."""

from collections.abc import Iterator

from textual.widget import Widget

from redaksi.domain.article import Text
from redaksi.i18n import _
from redaksi.text import clean
from redaksi.tui.host import Done
from redaksi.tui.screens.recoverable_dialog import RecoverableDialog
from redaksi.tui.widgets.headline_field import HeadlineField


class NewDialog(RecoverableDialog):
    """Asks for a headline and makes a draft with it; the rest of a pasted text is its body."""

    kind = "new"

    def heading(self) -> str:
        return _("New article")

    def button(self) -> str:
        return _("Start writing")

    def fields(self) -> Iterator[Widget]:
        yield HeadlineField()

    def act(self) -> Done:
        given = self.query_one(HeadlineField)
        text = Text(headline=given.headline, body=clean.paragraphs(given.body))
        return Done(_("A new draft."), self.desk.copy.new(text).id)
