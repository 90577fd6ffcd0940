"""What stands before the move of a dialog, and the ways to where it is mended and back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from textual.widgets import Input

from redaksi.domain.workflow import FROM, Move, PointPlace
from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.tui.controllers.point_places import visit
from redaksi.tui.widgets.dialog_box import DialogBox, label
from redaksi.tui.widgets.open_points import ArticlePoints, OpenPoints
from redaksi.tui.widgets.team_picker import TeamPicker

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence

    from textual.widget import Widget

    from redaksi.domain.article import Dossier
    from redaksi.domain.workflow import OpenPoint, Reason
    from redaksi.tui.desk_screen import DeskScreen


class MoveMending:
    """The reasons against the move of one dialog, and the open points before it.

    The place of a point opens over the dialog. Afterwards the dialog shows the article as it is
    then, with the words that were typed before.
    """

    def __init__(
        self,
        dialog: DeskScreen[Any],
        dossier: Dossier,
        move: Move,
        renew: Callable[[Dossier], Awaitable[None]],
        *,
        against: tuple[Reason, ...] = (),
        stands: Sequence[OpenPoint] = (),
    ) -> None:
        """`renew` makes the fields of `dialog` anew, about the present version of `dossier`."""
        self._dialog = dialog
        self._dossier = dossier
        self._move = move
        self._renew = renew
        self.against = against
        self.stands = stands

    @property
    def possible(self) -> bool:
        """Whether an override may set aside every reason against the move."""
        return all(reason.overridable for reason in self.against)

    def fields(self) -> Iterator[Widget]:
        """The list of what stands; each line goes to its place."""
        if self.stands:
            yield label(_("What stands (Tab and Enter go there)"))
            yield OpenPoints(self._go, [ArticlePoints(self._dossier, self.stands)])

    async def _go(self, dossier: Dossier, point: OpenPoint) -> None:
        pickers = self._dialog.query(TeamPicker)
        if point.place is PointPlace.ASSIGNMENT and pickers:
            pickers.first().query_one(Input).focus()
            return
        try:
            await visit(self._dialog, dossier, point, self._back)
        except RedaksiError as error:
            self._dialog.complain(error)

    def _back(self) -> None:
        self._dialog.run_worker(self._look_again(), exit_on_error=False)

    async def _look_again(self) -> None:
        """Show the article as it is now.

        Raises:
            RedaksiError: when it cannot be read.
        """
        desk, before = self._dialog.desk, self._dossier
        self._dossier = desk.reading.article(before.id)
        self.against = await asyncio.to_thread(desk.moves.against, self._move, self._dossier)
        is_there = self._dossier.article.stage is FROM[self._move]
        self.stands = (
            await asyncio.to_thread(desk.moves.preflight, self._move, self._dossier)
            if is_there
            else ()
        )
        await self._show(self._words())
        if others := _others(before, self._dossier, desk.me.name):
            sentence = _("{who} changed the article meanwhile.").format(who=", ".join(others))
            self._dialog.query_one(DialogBox).report(sentence)

    def _words(self) -> dict[str, str]:
        """The contents of the fields by their ids; of a picker, the chosen name."""
        words = {field.id or "": field.value for field in self._dialog.query(Input)}
        chosen = {
            one.query_one(Input).id or "": one.name_chosen
            for one in self._dialog.query(TeamPicker)
        }
        return words | chosen

    async def _show(self, words: Mapping[str, str]) -> None:
        """Make the dialog anew, with `words`. The next point is selected."""
        dialog = self._dialog
        place = next((one.highlighted or 0 for one in dialog.query(OpenPoints)), 0)
        await self._renew(self._dossier)
        for field in dialog.query(Input):
            field.value = words.get(field.id or "", field.value)
        points = next(iter(dialog.query(OpenPoints)), None)
        if points:
            points.select(place)
        # On the list, Enter goes to the next point; on the button it would act at once.
        dialog.set_focus(points or next(iter(dialog.focus_chain), None))


def _others(before: Dossier, after: Dossier, me: str) -> list[str]:
    """Everybody but `me` who changed the article between two of its versions."""
    version = before.version
    return sorted({event.editor for event in after.events if event.version > version} - {me})
