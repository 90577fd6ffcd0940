"""Weekdays that do not match the date."""

import re
from collections.abc import Iterator
from datetime import date

from redaksi.copydesk.checks.base import Hit
from redaksi.copydesk.rule import Rule
from redaksi.copydesk.tokens import Page, Passage
from redaksi.text.calendar import DAYS, MONTHS

_DAY_WORDS = frozenset(day.lower() for day in DAYS)
_PARTS = "pagi|siang|sore|petang|malam|dini hari|subuh|kemarin|lalu|besok|mendatang"
_DATED = re.compile(
    rf"(?<!\w)(?P<day>(?>{'|'.join(DAYS)}))(?: (?>{_PARTS})){{0,2}}+,? {{0,2}}+(?:tanggal )?+"
    rf"\(?(?P<date>(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})/(?P<y>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}}) (?P<month>(?>{'|'.join(MONTHS)})) (?P<y2>\d{{4}}))(?!\d)",
    re.IGNORECASE,
)


def weekday(page: Page, _rule: Rule) -> Iterator[Hit]:
    """A weekday on which the date beside it does not fall."""
    for passage, found, day in _dated(page):
        right = DAYS[day.weekday()] if day else ""
        if day and right.lower() != found["day"].lower():
            yield Hit(
                passage, *found.span("day"), right, {"date": f"{day.day}/{day.month}/{day.year}"}
            )


def no_such_day(page: Page, _rule: Rule) -> Iterator[Hit]:
    """A date that does not exist."""
    for passage, found, day in _dated(page):
        if day is None:
            yield Hit(passage, *found.span("date"))


def _dated(page: Page) -> Iterator[tuple[Passage, re.Match[str], date | None]]:
    """Every weekday with a date; None for a date that does not exist."""
    for passage in page.holding(_DAY_WORDS):
        for found in _DATED.finditer(passage.plain):
            yield passage, found, _day(found)


def _day(found: re.Match[str]) -> date | None:
    month = int(found["m"]) if found["m"] else MONTHS.index(found["month"].capitalize()) + 1
    try:
        return date(int(found["y"] or found["y2"]), month, int(found["d"] or found["d2"]))
    except ValueError:
        return None
