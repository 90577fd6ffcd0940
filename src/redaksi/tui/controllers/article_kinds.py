"""The kinds of article among which a person chooses for a new draft: the house's templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from redaksi.desk.templates import ArticleTemplate, BrokenTemplate
from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.tui.widgets.choice import Choice
from redaksi.tui.widgets.dialog_box import DialogBox, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.containers import Vertical

    from redaksi.desk import Desk
    from redaksi.domain.article import Dossier, Text
    from redaksi.tui.desk_screen import DeskScreen

NONE = ""
"""The choice of no template."""


class ArticleKinds:
    """Offers the templates in `place` on the dialog `screen`."""

    def __init__(self, screen: DeskScreen[Any], place: Vertical) -> None:
        self._screen = screen
        self._place = place

    def look(self) -> None:
        """Read the templates, in a thread."""
        self._screen.run_worker(self._look, thread=True, exit_on_error=False)

    def _look(self) -> None:
        """Runs in a thread."""
        try:
            found = self._screen.desk.templates.list()
        except RedaksiError as error:
            self._screen.call_later(self._screen.complain, error)
        else:
            self._screen.call_later(self._offer, found)

    async def _offer(self, found: Sequence[ArticleTemplate | BrokenTemplate]) -> None:
        """Let the person choose among the templates that can be used; name the others."""
        kinds = {one.name: one.label for one in found if isinstance(one, ArticleTemplate)}
        if kinds:
            choice = Choice({NONE: _("no template"), **kinds}, NONE, "template")
            await self._place.mount(label(_("Kind")), choice)
        broken = [one.error.sentence for one in found if isinstance(one, BrokenTemplate)]
        if broken:
            self._screen.query_one(DialogBox).trouble("\n".join(broken))

    @property
    def chosen(self) -> str:
        """The name of the chosen template, or NONE."""
        return next((one.value for one in self._place.query(Choice)), NONE)


def begun(desk: Desk, text: Text, template: str, to: str) -> Dossier:
    """A new draft with `text` from `template`, or NONE, for the person `to`, or "" for oneself.

    Raises:
        EditorNotFound, AmbiguousName: when `to` is no part of a single name of the team.
        RedaksiError: when the template or the newsroom cannot be read or written.
    """
    if template:
        return desk.templates.new(template, text, to)
    return desk.copy.new(text, to)
