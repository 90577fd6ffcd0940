"""The dialog that starts a draft."""

from collections.abc import Iterator, Sequence

from textual import work
from textual.containers import Vertical
from textual.widget import Widget

from redaksi.desk.templates import ArticleTemplate, BrokenTemplate
from redaksi.domain.article import Dossier, Text
from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.text import clean
from redaksi.tui.host import Done
from redaksi.tui.screens.recoverable_dialog import RecoverableDialog
from redaksi.tui.widgets.choice import Choice
from redaksi.tui.widgets.dialog_box import label
from redaksi.tui.widgets.headline_field import HeadlineField

NONE = ""
"""The choice of no template."""


class NewDialog(RecoverableDialog):
    """Asks for a headline and makes a draft with it, of a kind that the house has.

    The rest of a pasted text is its body, in place of the skeleton of that kind.
    """

    kind = "new"

    def heading(self) -> str:
        return _("New article")

    def button(self) -> str:
        return _("Start writing")

    def fields(self) -> Iterator[Widget]:
        yield HeadlineField()
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

    def act(self) -> Done:
        given = self.query_one(HeadlineField)
        text = Text(headline=given.headline, body=clean.paragraphs(given.body))
        return Done(_("A new draft."), self._begun(text).id)

    def _begun(self, text: Text) -> Dossier:
        template = next((one.value for one in self.query(Choice)), NONE)
        if template:
            return self.desk.templates.new(template, text)
        return self.desk.copy.new(text)
