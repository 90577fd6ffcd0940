"""What the agenda holds: entries by day."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from redaksi.store.base import Row


class AppointmentKind(StrEnum):
    """What happens at the time of an entry."""

    DUE = "due"
    EMBARGO = "embargo"
    """The embargo ends."""


class Appointment(NamedTuple):
    """An article at the time `at` of the agenda."""

    at: datetime
    kind: AppointmentKind
    row: Row

    @property
    def holds_back(self) -> bool:
        """Whether a text that is signed off leaves when the embargo of this entry ends."""
        return self.kind is AppointmentKind.EMBARGO and self.row.sealed


class Schedule(NamedTuple):
    """What is overdue now, and the entries of each day; a day may have none."""

    overdue: Sequence[Appointment]
    days: Mapping[date, Sequence[Appointment]]

    @property
    def entries(self) -> list[Appointment]:
        """All entries in the order of time."""
        return [*self.overdue, *(one for entries in self.days.values() for one in entries)]
