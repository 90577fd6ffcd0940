"""The urgency of a due time grows as the time comes nearer."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.domain import urgency
from redaksi.domain.urgency import Grade

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # Tuesday, 10:00 in Jakarta
ZONES = [ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Jayapura"), UTC]
minutes = st.integers(-60 * 24 * 400, 60 * 24 * 400).map(lambda count: timedelta(minutes=count))


def at(**time: int) -> datetime:
    return NOW + timedelta(**time)


@pytest.mark.parametrize(
    ("due", "grade"),
    [
        (at(minutes=-1), Grade.OVERDUE),
        (at(), Grade.SOON),
        (at(minutes=119), Grade.SOON),
        (at(hours=2), Grade.TODAY),
        (at(hours=13, minutes=59), Grade.TODAY),
        (at(hours=14), Grade.TOMORROW),
        (at(days=1, hours=14), Grade.WEEK),
        (at(days=6), Grade.WEEK),
        (at(days=6, hours=14), Grade.LATER),
    ],
)
def test_a_day_begins_at_midnight_in_the_newsroom(due: datetime, grade: Grade) -> None:
    assert urgency.grade(due, NOW, ZONES[0]) is grade


@given(minutes, minutes, minutes, st.sampled_from(ZONES))
def test_what_is_due_later_is_never_more_urgent(
    passed: timedelta, first: timedelta, second: timedelta, zone: ZoneInfo
) -> None:
    now, order = NOW + passed, list(Grade)
    early, late = sorted((NOW + first, NOW + second))
    grades = [order.index(urgency.grade(due, now, zone)) for due in (early, late)]
    assert grades == sorted(grades)


@given(minutes, minutes, st.sampled_from(ZONES))
def test_as_time_passes_nothing_becomes_less_urgent(
    due: timedelta, passed: timedelta, zone: ZoneInfo
) -> None:
    order = list(Grade)
    before = urgency.grade(NOW + due, NOW, zone)
    after = urgency.grade(NOW + due, NOW + abs(passed), zone)
    assert order.index(after) <= order.index(before)


@given(minutes, st.sampled_from(ZONES))
def test_a_weekday_names_one_day_only(due: timedelta, zone: ZoneInfo) -> None:
    when = NOW + due
    if urgency.grade(when, NOW, zone) is Grade.WEEK:
        assert when.astimezone(zone).weekday() != NOW.astimezone(zone).weekday()
