"""Times in the words of people, Indonesian or English: `besok 17.00`, `fri 9am`, `+2j`.

`read` tells which day and which hour such words name. It knows no present moment and no zone.
"""

import re
from collections.abc import Mapping
from datetime import time
from typing import NamedTuple

from redaksi.text.calendar import DAYS, ENGLISH_DAYS, ENGLISH_MONTHS, MONTHS


class TimeWords(NamedTuple):
    """The day and the hour that words name; None for a part that they do not name.

    The day is `offset` days from today, or the `weekday` (0 for Monday) in the `week` that is "",
    "next" (which some people take for the coming one) or "next week", or the `date` as day, month
    and year (0 for none). `is_bare` marks an hour that could be the number of a day: `17`.
    `is_vague` marks a part of the day whose hour is missing or unclear: `besok sore`, `12 malam`.
    `later` is the distance from now in days and in minutes.
    """

    offset: int | None = None
    weekday: int | None = None
    week: str = ""
    date: tuple[int, int, int] | None = None
    clock: time | None = None
    is_bare: bool = False
    is_vague: bool = False
    later: tuple[int, int] | None = None


def _named(*languages: tuple[str, ...]) -> dict[str, int]:
    """The places of the names, whole and by their first three letters."""
    named: dict[str, int] = {}
    for names in languages:
        for place, name in enumerate(names):
            named[name.casefold()] = named[name[:3].casefold()] = place
    return named


_WEEKDAYS = _named(DAYS, ENGLISH_DAYS) | {"jum'at": 4, "ahad": 6, "tues": 1, "thurs": 3}
_MONTHS = _named(MONTHS, ENGLISH_MONTHS) | {"agt": 7, "sept": 8, "nop": 10, "nopember": 10}
_OFFSETS = {
    "day after tomorrow": 2,
    "besok lusa": 2,
    "hari ini": 0,
    "lusa": 2,
    "besok": 1,
    "esok": 1,
    "bsk": 1,
    "tomorrow": 1,
    "tmr": 1,
    "today": 0,
    "nanti": 0,
    "kemarin": -1,
    "yesterday": -1,
}
_DIAL = range(1, 13)
_MORNING = {hour: hour for hour in range(1, 12)}
_EVENING = {hour: hour + 12 for hour in range(5, 12)}
_PARTS: Mapping[str, Mapping[int, int]] = {
    "dini hari": {hour: hour for hour in range(6)},
    "tengah malam": {},
    "midnight": {},
    "pagi": _MORNING,
    "morning": _MORNING,
    "siang": {10: 10, 11: 11, 12: 12, 1: 13, 2: 14, 3: 15},
    "noon": {12: 12},
    "sore": {hour: hour + 12 for hour in range(2, 7)},
    "petang": {hour: hour + 12 for hour in range(4, 8)},
    "afternoon": {12: 12, **{hour: hour + 12 for hour in range(1, 7)}},
    "malam": {hour: hour + 12 for hour in range(6, 12)},
    "evening": _EVENING,
    "tonight": _EVENING,
    "night": _EVENING,
    "am": {**_MORNING, 12: 0},
    "pm": {12: 12, **{hour: hour + 12 for hour in range(1, 12)}},
}
"""The hours of each part of the day, as people number them there, with their hours of 24."""
_UNITS = {
    **dict.fromkeys(("m", "mnt", "menit", "min", "mins", "minute", "minutes"), (0, 1)),
    **dict.fromkeys(("j", "jam", "h", "hour", "hours"), (0, 60)),
    **dict.fromkeys(("hari", "d", "day", "days"), (1, 0)),
    **dict.fromkeys(("minggu", "pekan", "w", "week", "weeks"), (7, 0)),
}
"""The units of a distance from now, in days and minutes."""


def _any(words: Mapping[str, object]) -> str:
    """A pattern for any of `words`, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_ONE_LATER = re.compile(rf"(\d{{1,4}}) ?({_any(_UNITS)})(?![a-z])")
_LATER = re.compile(
    rf"(?:\+ ?|in |dalam )((?:{_ONE_LATER.pattern} ?)+)|((?:{_ONE_LATER.pattern} )+)lagi"
)
_NUMBERS = re.compile(
    r"(?<!\d)(?:(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)(?:[/-](\d\d?)(?:[/-](\d{4}|\d\d))?|\.(\d\d?)\.(\d{4})))"
    r"(?![\d/.:-])"
)
_NAME_LAST = re.compile(rf"\b(\d\d?)(?:st|nd|rd|th)? ({_any(_MONTHS)})\b(?: (\d{{4}})(?![\d.:]))?")
_NAME_FIRST = re.compile(
    rf"\b({_any(_MONTHS)}) (\d\d?)(?:st|nd|rd|th)?(?![\d.:])(?: (\d{{4}})(?![\d.:]))?"
)
_OFFSET = re.compile(rf"\b({_any(_OFFSETS)})\b")
_WEEKDAY = re.compile(
    rf"\b(?:(next) )?({_any(_WEEKDAYS)})\b(?: (depan|(?:pekan|minggu) depan|next week|ini)\b)?"
)
_THIS = re.compile(r"\b(?:this|hari|pada|on|tanggal|tgl|at) ")
_PART = re.compile(rf"(?<![a-z])({_any(_PARTS)})(?![a-z])")
_CLOCK = re.compile(r"(jam |pukul |pkl )?(setengah )?(\d\d?)(?:[.:](\d\d))?(?:[.:](\d\d))?")


def read(value: str) -> TimeWords:
    """The day and the hour that `value` names.

    Raises:
        ValueError: when `value` names neither, or holds anything else.
    """
    words = " ".join(value.casefold().replace(",", " ").split())
    words = words.replace("a.m.", "am").replace("p.m.", "pm")
    if match := _LATER.fullmatch(words):
        return TimeWords(later=_distance(match[0]))
    day, rest = _day(words)
    return _with_clock(day, _THIS.sub("", f"{rest} ").strip())


def _distance(words: str) -> tuple[int, int]:
    """The distance from now, in days and in minutes."""
    counted = [(int(number), _UNITS[unit]) for number, unit in _ONE_LATER.findall(words)]
    return (
        sum(number * days for number, (days, _minutes) in counted),
        sum(number * minutes for number, (_days, minutes) in counted),
    )


def _day(words: str) -> tuple[TimeWords, str]:
    """The day that `words` name, and the words without it.

    Raises:
        ValueError: when they name two days, or the year 0.
    """
    day = TimeWords()
    date, words = _date(words)
    if offset := _OFFSET.search(words):
        words = _without(words, offset)
        day = day._replace(offset=_OFFSETS[offset[1]])
    if weekday := _WEEKDAY.search(words):
        words = _without(words, weekday)
        ahead = weekday[1] or weekday[3] or ""
        week = {"": "", "ini": "", "next": "next", "depan": "next"}.get(ahead, "next week")
        day = day._replace(weekday=_WEEKDAYS[weekday[2]], week=week)
    if day.offset is not None and (date or weekday):
        raise ValueError(words)  # two days
    return day._replace(date=date), words


def _date(words: str) -> tuple[tuple[int, int, int] | None, str]:
    """The date in `words`, and the words without it.

    Raises:
        ValueError: when the year is 0.
    """
    if found := _NUMBERS.search(words):
        year, month, day, first, *rest = found.groups()
        if first:
            day, month, year = first, rest[0] or rest[2], rest[1] or rest[3]
            year = f"20{year}" if year and len(year) == len("26") else year
        return (int(day), int(month), _year(year)), _without(words, found)
    if found := _NAME_LAST.search(words):
        date = int(found[1]), _MONTHS[found[2]] + 1, _year(found[3])
    elif found := _NAME_FIRST.search(words):
        date = int(found[2]), _MONTHS[found[1]] + 1, _year(found[3])
    else:
        return None, words
    return date, _without(words, found)


def _year(written: str | None) -> int:
    """The year as it was `written`; 0 for none.

    Raises:
        ValueError: when the year 0 was written.
    """
    year = int(written or 0)
    if written and not year:
        raise ValueError(written)
    return year


def _with_clock(day: TimeWords, words: str) -> TimeWords:
    """`day` with the hour that `words` name.

    Raises:
        ValueError: when `words` hold anything but an hour, or there is neither day nor hour.
    """
    part = _PART.search(words)
    hours = _PARTS[part[1]] if part else {}
    if part:
        words = _without(words, part)
        if part[1] == "tonight":
            day = day._replace(offset=0)
        if part[1] == "noon" and not words:
            words = "12"
    if not words:
        if not part and day == TimeWords():
            raise ValueError(words)
        return day._replace(is_vague=bool(part))
    clock = _CLOCK.fullmatch(words)
    if not clock:
        raise ValueError(words)
    said, half, hour, minute, second = clock.groups()
    number = int(hour)
    if half and (minute or number not in _DIAL):
        raise ValueError(words)
    if number in hours:
        number = hours[number]
    elif part and number not in hours.values():
        return day._replace(is_vague=True)
    bare = not (said or half or minute or part)
    return day._replace(
        clock=_half_before(number) if half else time(number, int(minute or 0), int(second or 0)),
        is_bare=bare and day == TimeWords(),
    )


def _half_before(hour: int) -> time:
    """Half an hour before `hour` of 24: `setengah 6` is half past five."""
    return time((hour - 1) % 24, 30)


def _without(words: str, match: re.Match[str]) -> str:
    return " ".join(f"{words[: match.start()]} {words[match.end() :]}".split())
