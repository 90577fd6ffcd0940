"""The commands of the agenda that move the due time of the selected entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from redaksi.desk import due_words
from redaksi.desk.schedule import AppointmentKind
from redaksi.errors import Refused
from redaksi.i18n import _
from redaksi.tui.commands.article import Particulars, Undo

if TYPE_CHECKING:
    from collections.abc import Callable

    from redaksi.desk.schedule import Appointment
    from redaksi.tui.desk_screen import DeskScreen


class DueMoves:
    """Makes the article of an entry due earlier or later."""

    def __init__(self, screen: DeskScreen[Any], entry: Callable[[], Appointment]) -> None:
        """`entry` gives the selected entry, and raises RedaksiError when there is none."""
        self._screen = screen
        self._entry = entry

    def do_hourlater(self) -> None:
        self._postpone(hours=1)

    def do_hourearlier(self) -> None:
        self._postpone(hours=-1)

    def do_daylater(self) -> None:
        self._postpone(days=1)

    def do_dayearlier(self) -> None:
        self._postpone(days=-1)

    def _postpone(self, *, days: int = 0, hours: int = 0) -> None:
        entry = self._entry()
        if entry.kind is AppointmentKind.EMBARGO:
            raise Refused(
                _("This is the end of an embargo, not a due time."),
                _("{key} changes it, in the particulars.").format(key=Particulars.key()),
            )
        desk, host = self._screen.desk, self._screen.host
        article = desk.agenda.postpone(entry.row.id, days=days, hours=hours).article
        host.tell({article.id})
        now, zone = desk.now(), desk.house.zone
        due = due_words.full(article.due, zone) if article.due else ""
        urgency = due_words.left(article, now, zone)
        host.say(
            _("Due {when}. {key} takes it back.").format(
                when=f"{due} ({urgency})" if urgency else due, key=Undo.key()
            )
        )
