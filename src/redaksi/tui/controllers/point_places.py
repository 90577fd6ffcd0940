"""The places where the open points of an article are mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from redaksi.domain import workflow
from redaksi.domain.article import Stage
from redaksi.domain.workflow import PointPlace
from redaksi.i18n import _
from redaksi.tui.commands.desk import Leave
from redaksi.tui.widgets.dialog_box import DialogBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from redaksi.domain.article import Dossier
    from redaksi.domain.workflow import OpenPoint
    from redaksi.tui.desk_screen import DeskScreen
    from redaksi.tui.host import Done, Host


async def visit(
    dialog: DeskScreen[Any], dossier: Dossier, point: OpenPoint, back: Callable[[], None]
) -> None:
    """Open the place of `point` in `dossier` over `dialog`; `back` is called afterwards.

    Raises:
        MoveRefused: when the person may not mend it there.
    """
    host = dialog.host

    def returned(done: Done | None) -> None:
        if done:
            host.tell({done.article_id})
        back()

    await host.push_screen(_place(host, dossier, point), returned)
    if point.place is not PointPlace.ASSIGNMENT:
        heading = dialog.query_one(DialogBox).heading
        host.say(_("{key} goes back to: {dialog}.").format(key=Leave.key(), dialog=heading))


def _place(host: Host, dossier: Dossier, point: OpenPoint) -> Screen[Any]:
    if point.place is PointPlace.ASSIGNMENT:
        return host.screens.assign(dossier, Stage.REVIEW)
    workflow.check_edit(dossier, host.desk.person)
    host.inbox.opened(dossier)
    if point.place is PointPlace.PARTICULARS:
        return host.screens.edit(dossier, "particulars", 0, None, point.field)
    note = next((one for one in dossier.notes if one.id == point.note), None)
    number = dossier.article.numbers().get(note.paragraph, 1) if note else 1
    return host.screens.edit(dossier, "text", number - 1, point.finding)
