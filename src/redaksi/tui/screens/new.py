"""The dialog that starts a draft."""

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Input

from redaksi.article import Text
from redaksi.i18n import _
from redaksi.tui.screens.dialog import Dialog, Done
from redaksi.tui.screens.moves import label


class NewDialog(Dialog):
    """A headline makes an article."""

    def heading(self) -> str:
        return _("New article")

    def button(self) -> str:
        return _("Start writing")

    def fields(self) -> Iterator[Widget]:
        yield label(_("Headline"))
        yield Input(id="headline", compact=True)

    def act(self) -> Done:
        dossier = self.desk.copy.new(Text(headline=self.query_one(Input).value))
        return Done(_("A new draft."), dossier.id)
