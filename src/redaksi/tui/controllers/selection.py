"""The article that is selected in a list, as the subject of the screen's commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from redaksi.domain.article import Stage
from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.tui.commands.base import NOTHING, CommandContext
from redaksi.tui.commands.desk import Import, New

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from redaksi.domain.article import Dossier
    from redaksi.tui.desk_screen import DeskScreen
    from redaksi.tui.widgets.article_list import ArticleList


class Selection:
    """The selection in the active list of a screen."""

    def __init__(self, screen: DeskScreen[Any], active: Callable[[], ArticleList]) -> None:
        self._screen = screen
        self._active = active

    @property
    def articles(self) -> ArticleList:
        """The active list."""
        return self._active()

    @property
    def article_id(self) -> str:
        """The id of the selected article; empty for none."""
        row = self.articles.row
        return row.id if row else ""

    def context(self) -> CommandContext:
        """The subject of the commands."""
        row = self.articles.row
        if row is None:
            return NOTHING
        # A list does not know the acts; that a publication has no undo, it does.
        return CommandContext(row.id, row.stage, undoable=row.stage is not Stage.PUBLISHED)

    def required(self) -> str:
        """The id of the selected article.

        Raises:
            RedaksiError: when no article is selected.
        """
        if self.article_id:
            return self.article_id
        way = (
            _("Press {new} for a new one, or {bring} to import copy.").format(
                new=New.key(), bring=Import.key()
            )
            if {New, Import} <= set(self._screen.commands)
            else ""
        )
        raise RedaksiError(_("No article is selected."), way)

    def dossier(self) -> Dossier:
        """The selected article as it is stored.

        Raises:
            RedaksiError: when no article is selected, or it cannot be read.
        """
        return self._screen.desk.reading.article(self.required())

    def do_open(self) -> Awaitable[object]:
        return self._screen.host.open_article(self.required())
