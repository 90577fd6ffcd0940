"""The dialog that starts a draft."""

from collections.abc import Iterator

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from redaksi.domain.article import Text
from redaksi.i18n import _
from redaksi.text import clean
from redaksi.tui.commands.desk import Import
from redaksi.tui.host import Done
from redaksi.tui.screens.recoverable_dialog import RecoverableDialog
from redaksi.tui.widgets.dialog_box import label
from redaksi.tui.widgets.line_field import ShortField


class NewDialog(RecoverableDialog):
    """Asks for a headline and makes a draft with that headline."""

    kind = "new"

    def heading(self) -> str:
        return _("New article")

    def button(self) -> str:
        return _("Start writing")

    def fields(self) -> Iterator[Widget]:
        yield label(_("Headline"))
        yield ShortField(id="headline", compact=True)

    @on(ShortField.Lines)
    def _first_of_several(self, message: ShortField.Lines) -> None:
        first = clean.line(message.text.strip().splitlines()[0])
        self.query_one(ShortField).insert_text_at_cursor(first)
        self.box.trouble(
            _("Only the first line was taken. To bring in a whole page: Esc, then {key}.").format(
                key=Import.key()
            )
        )

    def act(self) -> Done:
        dossier = self.desk.copy.new(Text(headline=self.query_one(Input).value))
        return Done(_("A new draft."), dossier.id)
