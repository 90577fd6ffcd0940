"""The dialog that starts a draft."""

from collections.abc import Iterator

from textual.containers import Vertical
from textual.widget import Widget

from redaksi.domain.article import Text
from redaksi.i18n import _
from redaksi.text import clean
from redaksi.tui.controllers.article_kinds import ArticleKinds
from redaksi.tui.host import Done
from redaksi.tui.screens.recoverable_dialog import RecoverableDialog
from redaksi.tui.widgets.headline_field import HeadlineField


class NewDialog(RecoverableDialog):
    """Asks for a headline and makes a draft with it, of a kind that the house has.

    The rest of a pasted text is its body, in place of the skeleton of that kind.
    """

    kind = "new"

    def __init__(self) -> None:
        super().__init__()
        self._templates = Vertical(id="templates")
        self._kinds = ArticleKinds(self, self._templates)

    def heading(self) -> str:
        return _("New article")

    def button(self) -> str:
        return _("Start writing")

    def fields(self) -> Iterator[Widget]:
        yield HeadlineField()
        yield self._templates

    def on_mount(self) -> None:
        self._kinds.look()

    def act(self) -> Done:
        given = self.query_one(HeadlineField)
        text = Text(headline=given.headline, body=clean.paragraphs(given.body))
        return Done(_("A new draft."), self._kinds.begun(text).id)
