"""What stands before the move of several articles, and the ways to where it is mended and back."""

from __future__ import annotations

import asyncio
from itertools import islice
from typing import TYPE_CHECKING, Any

from redaksi.desk import wording
from redaksi.domain.workflow import PointPlace
from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.tui.controllers.point_places import visit
from redaksi.tui.widgets.dialog_box import label
from redaksi.tui.widgets.open_points import ArticlePoints, OpenPoints

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.widget import Widget

    from redaksi.domain.article import Dossier
    from redaksi.domain.workflow import Move, OpenPoint
    from redaksi.tui.desk_screen import DeskScreen

MOST = 100
"""How many articles are listed: nobody reads more before one act."""


class BulkMending:
    """The open points of the articles of one dialog.

    They are read in a thread, and listed when they are there. The act does not wait for them.
    """

    def __init__(self, dialog: DeskScreen[Any], move: Move, ids: Sequence[str]) -> None:
        self._dialog = dialog
        self._move = move
        self._ids = ids
        self._count = label("")
        self._points = OpenPoints(self._go)

    def fields(self) -> Iterator[Widget]:
        """The list of what stands; each line goes to its place."""
        yield self._count
        yield self._points

    def begin(self) -> None:
        """Read what stands, and list it."""
        self._dialog.run_worker(self._look(), exclusive=True, exit_on_error=False)

    async def _look(self) -> None:
        place = self._points.highlighted
        found = await asyncio.to_thread(self._read)
        self._count.update(_counted(len(found), len(self._ids)))
        self._points.show(found)
        if place is not None:
            self._points.select(place)

    def _read(self) -> list[ArticlePoints]:
        found = self._dialog.desk.bulk.preflight(self._ids, self._move)
        return [
            ArticlePoints(dossier, points, dossier.article.text.headline or dossier.id)
            for dossier, points in islice(found, MOST)
        ]

    async def _go(self, dossier: Dossier, point: OpenPoint) -> None:
        if point.place is PointPlace.ASSIGNMENT:
            self._dialog.query_one("#team-editor").focus()
            return
        try:
            await visit(self._dialog, dossier, point, self.begin)
        except RedaksiError as error:
            self._dialog.complain(error)


def _counted(count: int, total: int) -> str:
    """The sentence about `count` articles of `total` before which something stands."""
    if not count:
        return _("Nothing stands.")
    return _("Something stands at {count} of {total} (Tab and Enter go there)").format(
        count=wording.number(count), total=wording.number(total)
    )
