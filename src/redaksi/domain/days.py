"""Days of the calendar in a time zone."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple


class Span(NamedTuple):
    """The time from `since` on and before `until`, both in UTC."""

    since: datetime
    until: datetime


def day_of(at: datetime, zone: tzinfo) -> date:
    """The day of `at` in `zone`."""
    return at.astimezone(zone).date()


def midnight(day: date, zone: tzinfo) -> datetime:
    """The beginning of `day` in `zone`, in UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def span(first: date, count: int, zone: tzinfo) -> Span:
    """The `count` days in `zone` from `first` on."""
    return Span(midnight(first, zone), midnight(first + timedelta(days=count), zone))


def moved(at: datetime, zone: tzinfo, *, days: int = 0, hours: int = 0) -> datetime:
    """`at` moved by `days`, which keep the time of day in `zone`, and by `hours`; in UTC."""
    local = at.astimezone(zone) + timedelta(days=days)
    return local.astimezone(UTC) + timedelta(hours=hours)
