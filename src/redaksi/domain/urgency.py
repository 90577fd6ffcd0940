"""How urgent a due time is: pure, with a given present time."""

from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

SOON = timedelta(hours=2)
"""The time before a due time in which an article is due soon."""

NEAR = timedelta(hours=6)
"""The time before a due time that people count in hours, also when midnight is in between."""


class Grade(StrEnum):
    """The grades of urgency, the most urgent first."""

    OVERDUE = "overdue"
    SOON = "soon"
    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEK = "week"
    LATER = "later"


def grade(due: datetime, now: datetime, zone: tzinfo) -> Grade:
    """The grade of what is due at `due`; days begin at midnight in `zone`.

    WEEK ends six days ahead, so that the name of a weekday means only one day.
    """
    if due < now:
        return Grade.OVERDUE
    if due - now < SOON:
        return Grade.SOON
    days = (due.astimezone(zone).date() - now.astimezone(zone).date()).days
    if days == 0:
        return Grade.TODAY
    if days == 1:
        return Grade.TOMORROW
    return Grade.WEEK if days <= 6 else Grade.LATER  # noqa: PLR2004 - the days of a week but one


def is_counted(due: datetime, now: datetime, zone: tzinfo) -> bool:
    """Whether people count the time until `due` in hours instead of naming the clock time."""
    return due - now < NEAR or due.astimezone(zone).date() == now.astimezone(zone).date()
