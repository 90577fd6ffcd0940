"""Times as people type them, and as they are said back. Pure: the present moment is given.

A time is a date with an hour (`2026-11-24 10:00`, `24/11/2026 10.00 WITA`,
`2026-11-24 10:00+09:00`, `24 November 17.00`), words (`besok 17.00`, `Jumat 9 pagi`,
`tomorrow 5pm`), an hour alone (`17.00`: the next one) or a distance from now (`+2j`, `+30m`). A
date alone is the end of that day for a due time, and its beginning for an embargo. English and
Indonesian words are accepted whatever the person's language is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from redaksi import i18n
from redaksi.errors import BadInput, UnclearTime
from redaksi.i18n import _
from redaksi.text import clean
from redaksi.text.calendar import DAYS, ENGLISH_DAYS, ENGLISH_MONTHS, MONTHS

if TYPE_CHECKING:
    from redaksi.text.time_words import TimeWords

_DAY_FIRST = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_HOUR = re.compile(r"(?<=\d[ T])(\d{1,2})[.:](\d{2})")
_ZONE = re.compile(r" *\b(WIB|WITA|WIT|UTC|GMT)$", re.IGNORECASE)
_ZONES = {"WIB": "+07:00", "WITA": "+08:00", "WIT": "+09:00", "UTC": "+00:00", "GMT": "+00:00"}
WEEK = 7
_TWO_MONTHS = 62
"""The days within which every day of a month comes once."""

YEARS = range(1900, 2201)
"""The years that a store accepts in a time (see `domain.limits`)."""


Place = Callable[[datetime], datetime]
"""Gives a local time its zone."""


class Clock(NamedTuple):
    """The time zone of a newsroom, and the present moment."""

    zone: tzinfo
    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()


def moment(value: str, clock: Clock, *, end_of_day: bool) -> datetime | None:
    """`value` as a time in UTC; None for an empty value.

    `end_of_day` sets a date alone to 23:59 instead of 00:00.

    Raises:
        BadInput: when `value` is not a time.
        UnclearTime: when `value` can be several times, or does not say which.
    """
    value = clean.line(value)
    if value in {"", "-"}:
        return None
    try:
        return _parsed(value, clock, time(23, 59) if end_of_day else time()).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadInput(
            _("{value} is not a time.").format(value=value),
            _("Write it as 24/11/2026 10.00, tomorrow 17.00, fri 9am or +2h."),
        ) from error


def echo(value: str, clock: Clock, *, end_of_day: bool) -> str:
    """How `value` is understood, for a person who types it; "" while it is not yet a time."""
    try:
        at = moment(value, clock, end_of_day=end_of_day)
    except UnclearTime as error:
        return f"{error.sentence} {error.hint}"
    except BadInput:
        return ""
    return said(at, clock) if at else ""


def said(at: datetime, clock: Clock) -> str:
    """`at` in full, with a remark when it is past."""
    full = spelled(at, clock.zone)
    return _("{time} · past already").format(time=full) if at < clock.now else full


def spelled(at: datetime, zone: tzinfo) -> str:
    """`at` in full, as a person may type it: `Selasa 1 Desember 2026 17.00 WIB`."""
    local = at.astimezone(zone)
    is_indonesian = i18n.current() == "id"
    days, months = (DAYS, MONTHS) if is_indonesian else (ENGLISH_DAYS, ENGLISH_MONTHS)
    hour = local.strftime("%H:%M:%S" if local.second else "%H:%M")
    hour = hour.replace(":", ".") if is_indonesian else hour
    named = f"{days[local.weekday()]} {local.day} {months[local.month - 1]} {local.year}"
    return f"{named} {hour} {local:%Z}"


def written(at: datetime, zone: tzinfo) -> str:
    """`at` in `zone` as a person types it, in either language: `24/11/2026 10.00`."""
    return f"{at.astimezone(zone):%d/%m/%Y %H.%M}"


def _parsed(value: str, clock: Clock, alone: time) -> datetime:
    """`value` as a time with a zone; a date alone gets the time `alone`.

    Raises:
        ValueError: when `value` is not a time, or its year is not in YEARS.
        UnclearTime: as `moment`.
    """
    try:
        parsed = _of_numbers(value, alone)
    except ValueError:
        parsed = None
    at = _local(parsed, clock.zone) if parsed else _of_words(value, clock, alone)
    if at.year not in YEARS:
        raise ValueError(value)
    return at


def _of_numbers(value: str, alone: time) -> datetime:
    """A date in numbers, as ISO 8601 or with the day first.

    Raises:
        ValueError: when `value` is anything else.
    """
    iso = _ZONE.sub(lambda match: _ZONES[match[1].upper()], _DAY_FIRST.sub(_iso_date, value))
    parsed = datetime.fromisoformat(_HOUR.sub(lambda match: f"{int(match[1]):02}:{match[2]}", iso))
    with suppress(ValueError):
        return datetime.combine(date.fromisoformat(iso), alone)
    return parsed


def _iso_date(match: re.Match[str]) -> str:
    day, month, year = match.groups()
    return f"{year}-{int(month):02}-{int(day):02}"


def _of_words(value: str, clock: Clock, alone: time) -> datetime:
    """The time that the words of `value` name, behind which a zone may stand.

    Raises:
        ValueError: when they name none.
        UnclearTime: as `moment`.
    """
    from redaksi.text.time_words import read  # noqa: PLC0415 - its patterns take milliseconds

    try:
        words = read(value)
    except ValueError:
        return _with_zone(value, clock, alone)
    return _resolved(words, clock, alone, partial(_local, zone=clock.zone))


def _with_zone(value: str, clock: Clock, alone: time) -> datetime:
    """The time in `value`, which ends with the name of a zone.

    That is a name of the own zone at that time, such as CET or CEST, or one of _ZONES.

    Raises:
        ValueError: when there is no such name.
        UnclearTime: as `moment`.
    """
    from redaksi.text.time_words import read  # noqa: PLC0415 - see above

    head, _blank, name = value.rpartition(" ")
    words = read(head)
    for fold in (0, 1):
        at = _resolved(words, clock, alone, partial(_at_fold, zone=clock.zone, fold=fold))
        if at.strftime("%Z").casefold() == name.casefold():
            return at
    zone = datetime.fromisoformat(f"2000-01-01T00:00{_ZONES.get(name.upper(), name)}").tzinfo
    return _resolved(words, clock, alone, partial(_local, zone=zone))


def _resolved(words: TimeWords, clock: Clock, alone: time, place: Place) -> datetime:
    """The time that `words` mean at the moment of `clock`; `place` gives it its zone.

    Raises:
        ValueError: when there is no such day.
        UnclearTime: as `moment`.
    """
    if words.later:
        return _later(*words.later, clock)
    if words.is_bare and words.clock:
        hour = words.clock.hour
        raise UnclearTime(
            _("{number} can be an hour or a day.").format(number=hour),
            _("Write {hour}.00, or {day}.").format(hour=hour, day=_next_day(hour, clock.today)),
        )
    if words.is_vague:
        raise UnclearTime(
            _("That does not say which hour."), _("Write it from 0 to 24, such as 16.00.")
        )
    at = words.clock or alone
    if words.offset is not None:
        return place(datetime.combine(clock.today + timedelta(days=words.offset), at))
    if words.date:
        return place(datetime.combine(_dated(words, clock.today), at))
    if words.weekday is not None:
        return _on_weekday(words, words.weekday, at, clock, place)
    return _first_after(clock, [clock.today, clock.today + timedelta(days=1)], at, place)


def _next_day(number: int, today: date) -> str:
    """The next day of a month with this `number`, as `9/12`."""
    ahead = (today + timedelta(days=days) for days in range(_TWO_MONTHS))
    found = next((day for day in ahead if day.day == number), today)
    return f"{number}/{found.month}"


def _later(days: int, minutes: int, clock: Clock) -> datetime:
    """The time after `days` of the calendar and `minutes` by the clock, in whole minutes."""
    local = clock.now.astimezone(clock.zone).replace(second=0, microsecond=0)
    return (local + timedelta(days=days)).astimezone(UTC) + timedelta(minutes=minutes)


def _dated(words: TimeWords, today: date) -> date:
    """The date that `words` name; without a year the one nearest to `today`.

    Raises:
        ValueError: when there is no such day.
        UnclearTime: when it is another weekday than the one that `words` name.
    """
    day, month, year = words.date or (0, 0, 0)
    found: list[date] = []
    for one in [year] if year else range(today.year - 1, today.year + 2):
        with suppress(ValueError):
            found.append(date(one, month, day))
    if not found:
        raise ValueError(day)
    named = min(found, key=lambda one: abs(one - today))
    if words.weekday not in {None, named.weekday()}:
        days = DAYS if i18n.current() == "id" else ENGLISH_DAYS
        raise UnclearTime(
            _("{date} is a {weekday}.").format(
                date=f"{named:%d/%m/%Y}", weekday=days[named.weekday()]
            ),
            _("Write the date or the day."),
        )
    return named


def _on_weekday(words: TimeWords, weekday: int, at: time, clock: Clock, place: Place) -> datetime:
    """The coming `weekday`, or the one of the next week.

    Raises:
        UnclearTime: when "next" can mean either.
    """
    monday = clock.today - timedelta(days=clock.today.weekday())
    in_next_week = place(datetime.combine(monday + timedelta(days=WEEK + weekday), at))
    if words.week == "next week":
        return in_next_week
    ahead = (weekday - clock.today.weekday()) % WEEK
    # "next Monday" is never today.
    first = clock.today + timedelta(days=ahead or (WEEK if words.week else 0))
    coming = _first_after(clock, [first, first + timedelta(days=WEEK)], at, place)
    if words.week and coming != in_next_week:
        one, other = (written(day, clock.zone) for day in (coming, in_next_week))
        raise _either(one, other)
    return coming


def _first_after(clock: Clock, days: Sequence[date], at: time, place: Place) -> datetime:
    """The first of `days` at the hour `at` that is not past."""
    placed = [place(datetime.combine(day, at)) for day in days]
    return next((one for one in placed if one >= clock.now), placed[-1])


def _local(at: datetime, zone: tzinfo | None) -> datetime:
    """`at`, in `zone` unless it has a zone of its own.

    Raises:
        UnclearTime: when the clocks of `zone` show `at` twice, or never.
    """
    if at.tzinfo:
        return at
    first, second = (_at_fold(at, zone, fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset() and first.tzname() != second.tzname():
        raise _either(*(f"{written(one, zone)} {one:%Z}" for one in (first, second) if zone))
    return first


def _at_fold(at: datetime, zone: tzinfo | None, fold: int) -> datetime:
    """`at` in `zone`; `fold` tells which of two moments with the same local time.

    Raises:
        UnclearTime: when the clocks of `zone` never show `at`.
    """
    placed = at.replace(tzinfo=zone, fold=fold)
    if placed.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != at:
        raise UnclearTime(
            _("The clocks skip {time}.").format(time=f"{at:%d/%m/%Y %H.%M}"),
            _("Write an hour later."),
        )
    return placed


def _either(one: str, other: str) -> UnclearTime:
    return UnclearTime(
        _("That can be {one} or {other}.").format(one=one, other=other), _("Write the date.")
    )
