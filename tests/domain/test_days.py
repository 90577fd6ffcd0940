"""Days begin and end at midnight of the newsroom, also where clocks are changed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from redaksi.domain import days

ZONES = st.sampled_from([ZoneInfo("Asia/Jakarta"), ZoneInfo("Europe/Berlin"), UTC])
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - made aware


@given(moments, ZONES, st.integers(1, 30))
def test_a_moment_lies_in_the_span_of_its_day_and_in_no_other(
    at: datetime, zone: ZoneInfo, count: int
) -> None:
    day = days.day_of(at, zone)
    since, until = days.span(day, count, zone)
    assert since <= at < until
    assert days.span(day - timedelta(count), count, zone).until == since
    assert not days.span(day + timedelta(1), 1, zone).since <= at


@given(moments, ZONES, st.integers(-400, 400))
def test_a_moved_day_keeps_the_time_of_day(at: datetime, zone: ZoneInfo, count: int) -> None:
    wanted = at.astimezone(zone).replace(tzinfo=None) + timedelta(count)
    moved = days.moved(at, zone, days=count).astimezone(zone).replace(tzinfo=None)
    # Where clocks are put forward, an hour does not exist: then it is the one after.
    exists = zone.utcoffset(wanted) == zone.utcoffset(wanted - timedelta(hours=2))
    assert moved == wanted or (not exists and moved - wanted == timedelta(hours=1))


def test_a_day_with_another_length_is_one_day() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    at = datetime(2026, 3, 28, 9, tzinfo=berlin)
    assert days.moved(at, berlin, days=1) - at == timedelta(hours=23)
    assert days.moved(at, berlin, hours=24) - at == timedelta(hours=24)
    since, until = days.span(date(2026, 3, 29), 1, berlin)
    assert until - since == timedelta(hours=23)
