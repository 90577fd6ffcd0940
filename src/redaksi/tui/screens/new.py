"""The dialog that starts a draft."""

from collections.abc import Iterator
from functools import partial

from textual.containers import Vertical
from textual.widget import Widget

from redaksi.desk import Desk
from redaksi.domain.article import Dossier, Text
from redaksi.i18n import _
from redaksi.text import clean
from redaksi.tui.controllers.article_kinds import ArticleKinds, begun
from redaksi.tui.controllers.background_job import BackgroundJob
from redaksi.tui.host import Done
from redaksi.tui.screens.recoverable_dialog import RecoverableDialog
from redaksi.tui.widgets.headline_field import HeadlineField
from redaksi.tui.widgets.holder_field import chosen_holder, holder_fields

LONG = 20_000
"""The length of a body, in characters, from which the draft is made in a thread.

A shorter one is made at once: the next key belongs to the editor.
"""


class NewDialog(RecoverableDialog):
    """Asks for a headline and makes a draft with it, of a kind that the house has.

    The rest of a pasted text is its body, in place of the skeleton of that kind.
    """

    kind = "new"

    def __init__(self) -> None:
        super().__init__()
        self._templates = Vertical(id="templates")
        self._kinds = ArticleKinds(self, self._templates)
        self.job = BackgroundJob(self)

    def heading(self) -> str:
        return _("New article")

    def button(self) -> str:
        return _("Start writing")

    def fields(self) -> Iterator[Widget]:
        yield HeadlineField()
        yield self._templates
        yield from holder_fields(self.desk, _("yourself, or part of another name"))

    def on_mount(self) -> None:
        self._kinds.look()

    def act(self) -> Done | None:
        given = self.query_one(HeadlineField)
        to, template = chosen_holder(self), self._kinds.chosen
        make = partial(_made, self.desk, given.headline, given.body, template, to)
        if len(given.body) < LONG:
            return _done(make())
        self.job.start(make, self._finished)
        self.job.say(_("Saving the text …"))
        return None

    def do_leave(self) -> None:
        if not self.job.is_busy:
            super().do_leave()

    def _finished(self, dossier: Dossier) -> None:
        self.dismiss(_done(dossier))


def _made(desk: Desk, headline: str, body: str, template: str, to: str) -> Dossier:
    """The new draft; raises as `begun`."""
    return begun(desk, Text(headline=headline, body=clean.paragraphs(body)), template, to)


def _done(dossier: Dossier) -> Done:
    return Done(_("A new draft."), dossier.id)
