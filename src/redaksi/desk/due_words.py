"""The urgency of a due time in words, the same on the board, in the agenda and in the shell."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from redaksi import i18n
from redaksi.desk.wording import short
from redaksi.domain import urgency
from redaksi.domain.article import Stage
from redaksi.domain.urgency import Grade
from redaksi.i18n import _, ngettext
from redaksi.text.calendar import DAYS, MONTHS

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo

    from redaksi.desk.schedule import Appointment

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Planned(Protocol):
    """What may have a due time: an article, its row, where it stands."""

    @property
    def due(self) -> datetime | None: ...

    @property
    def stage(self) -> Stage: ...


def sign(one: Planned, now: datetime, zone: tzinfo) -> str:
    """The urgency of `one` where nothing else says that a due time is meant; "" for none.

    What is overdue begins with `!`. What is published is not due any more.
    """
    if one.due is None or one.stage is Stage.PUBLISHED:
        return ""
    words = when(one.due, now, zone)
    if one.due < now:
        return f"! {words}"
    return words if urgency.is_counted(one.due, now, zone) else _("due {when}").format(when=words)


def when(due: datetime, now: datetime, zone: tzinfo) -> str:
    """`in 5 hours`, `overdue 2 hours`, `tomorrow 09:00`, `Friday 09:00` or `Nov 24 10:00`.

    Hours and minutes are whole: no more time is promised than there is.
    """
    if due < now:
        return _("overdue {span}").format(span=_span(now - due))
    if urgency.is_counted(due, now, zone):
        return _("in {span}").format(span=_span(due - now))
    grade = urgency.grade(due, now, zone)
    if grade is Grade.TOMORROW:
        return _("tomorrow {clock}").format(clock=clock(due, zone))
    if grade is Grade.WEEK:
        return f"{weekday(due, zone)} {clock(due, zone)}"
    return short(due, zone)


def clock(at: datetime, zone: tzinfo) -> str:
    """The time of day of `at` in `zone`: `09.00`, in English `09:00`."""
    local = at.astimezone(zone)
    return f"{local:%H:%M}" if i18n.current() == "en" else f"{local:%H.%M}"


def weekday(at: datetime, zone: tzinfo) -> str:
    """The name of the day of `at` in `zone`."""
    local = at.astimezone(zone)
    # %A is English, since nothing sets the C library's locale.
    return f"{local:%A}" if i18n.current() == "en" else DAYS[local.weekday()]


def embargo(entry: Appointment) -> str:
    """What the end of an embargo means, as short as the urgency of a due time."""
    return _("embargo → live") if entry.holds_back else _("embargo ends")


def full(at: datetime, zone: tzinfo) -> str:
    """`at` in `zone` with its weekday: `Friday Nov 27 10:00`."""
    return f"{weekday(at, zone)} {short(at, zone)}"


def days(first: date, last: date) -> str:
    """The days from `first` to `last`: `Nov 30 – Dec 6`."""
    return " – ".join(dict.fromkeys(map(_short_day, (first, last))))


def _short_day(day: date) -> str:
    return f"{day:%b} {day.day}" if i18n.current() == "en" else f"{day.day}/{day.month}"


def heading(day: date, today: date) -> str:
    """`day` for the heading of its entries: `Tuesday, December 1 · tomorrow`."""
    if i18n.current() == "en":
        named = f"{day:%A}, {day:%B} {day.day}"  # %A and %B are English: nothing sets the locale
    else:
        named = f"{DAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]}"
    near = {0: _("today"), 1: _("tomorrow")}.get((day - today).days, "")
    return f"{named} · {near}" if near else named


def counted(overdue: int, today: int) -> str:
    """How much is overdue and how much else is due today: `2 overdue · 5 today`; "" for none."""
    parts = (
        ngettext("{count} overdue", "{count} overdue", overdue).format(count=overdue)
        if overdue
        else "",
        ngettext("{count} due today", "{count} due today", today).format(count=today)
        if today
        else "",
    )
    return " · ".join(part for part in parts if part)


def _span(time: timedelta) -> str:
    """`time` in whole days, hours or minutes."""
    if time >= _DAY:
        count = time // _DAY
        return ngettext("{count} day", "{count} days", count).format(count=count)
    if time >= _HOUR:
        count = time // _HOUR
        return ngettext("{count} hour", "{count} hours", count).format(count=count)
    count = max(1, time // _MINUTE)
    return ngettext("{count} minute", "{count} minutes", count).format(count=count)
