"""The dialog that starts a draft."""

from collections.abc import Iterator, Sequence

from textual import on, work
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from redaksi.desk.templates import ArticleTemplate, BrokenTemplate
from redaksi.domain.article import Text
from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.text import clean
from redaksi.tui.commands.desk import Import
from redaksi.tui.host import Done
from redaksi.tui.screens.recoverable_dialog import RecoverableDialog
from redaksi.tui.widgets.choice import Choice
from redaksi.tui.widgets.dialog_box import label
from redaksi.tui.widgets.line_field import ShortField

NONE = ""
"""The choice of no template."""


class NewDialog(RecoverableDialog):
    """Asks for a headline and makes a draft with that headline, of a kind that the house has."""

    kind = "new"

    def heading(self) -> str:
        return _("New article")

    def button(self) -> str:
        return _("Start writing")

    def fields(self) -> Iterator[Widget]:
        yield label(_("Headline"))
        yield ShortField(id="headline", compact=True)
        yield Vertical(id="templates")

    def on_mount(self) -> None:
        super().on_mount()
        self._look()

    @work(thread=True, exit_on_error=False)
    def _look(self) -> None:
        """Read the templates, in a thread."""
        try:
            found = self.desk.templates.list()
        except RedaksiError as error:
            self.call_later(self.complain, error)
        else:
            self.call_later(self._offer, found)

    async def _offer(self, found: Sequence[ArticleTemplate | BrokenTemplate]) -> None:
        """Let the person choose among the templates that can be used; name the others."""
        kinds = {one.name: one.label for one in found if isinstance(one, ArticleTemplate)}
        if kinds:
            choice = Choice({NONE: _("no template"), **kinds}, NONE, "template")
            await self.query_one("#templates").mount(label(_("Kind")), choice)
        broken = [one.error.sentence for one in found if isinstance(one, BrokenTemplate)]
        if broken:
            self.box.trouble("\n".join(broken))

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
        text = Text(headline=self.query_one(Input).value)
        template = next((one.value for one in self.query(Choice)), NONE)
        if template:
            dossier = self.desk.templates.new(template, text)
        else:
            dossier = self.desk.copy.new(text)
        return Done(_("A new draft."), dossier.id)
