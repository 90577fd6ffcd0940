"""The hours in which nobody is told: how they are written, and when they hold."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.domain import quiet_hours
from redaksi.domain.quiet_hours import QuietHours
from redaksi.errors import BadInput

JAKARTA = ZoneInfo("Asia/Jakarta")
DAY = datetime(2026, 11, 30, tzinfo=JAKARTA)
minutes = st.integers(0, 24 * 60 - 1)


def at(minute: int) -> datetime:
    return DAY + timedelta(minutes=minute)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("22.00-06.00", "22.00-06.00"),
        ("22:30 - 6", "22.30-06.00"),
        ("13–24", "13.00-00.00"),
        ("0-5.15", "00.00-05.15"),
    ],
)
def test_hours_are_taken_as_people_write_them(written: str, told: str) -> None:
    assert str(quiet_hours.read(written)) == told


@pytest.mark.parametrize(
    "written", ["", "malam", "22", "22-22", "0-24", "25-6", "22.60-6", "24.01-6", "22-6-7", "-6-7"]
)
def test_what_tells_no_hours_is_refused(written: str) -> None:
    with pytest.raises(BadInput, match="tells no quiet hours"):
        quiet_hours.read(written)


def test_over_midnight_the_night_is_quiet_and_the_day_is_not() -> None:
    night = quiet_hours.read("22-6")
    assert [hour for hour in range(24) if night.cover(at(hour * 60))] == [*range(6), 22, 23]
    noon = quiet_hours.read("12-13")
    assert [hour for hour in range(24) if noon.cover(at(hour * 60))] == [12]


@given(begin=minutes, end=minutes, now=minutes)
def test_each_minute_lies_in_the_hours_or_in_those_that_are_left(
    begin: int, end: int, now: int
) -> None:
    if begin == end:
        return
    one, other = time(*divmod(begin, 60)), time(*divmod(end, 60))
    hours, rest = QuietHours(one, other), QuietHours(other, one)
    assert hours.cover(at(now)) is not rest.cover(at(now))
    assert hours.cover(at(begin))
    assert not hours.cover(at(end))
    assert quiet_hours.read(str(hours)) == hours
