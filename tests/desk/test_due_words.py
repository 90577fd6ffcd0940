"""The urgency of a due time is told in words, in both languages."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from redaksi import i18n
from redaksi.desk import due_words
from redaksi.domain.article import Stage

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # Tuesday, 10:00 in Jakarta
WIB = ZoneInfo("Asia/Jakarta")


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    i18n.install("en")


@pytest.mark.parametrize(
    ("ahead", "english", "indonesian"),
    [
        (timedelta(minutes=-150), "! overdue 2 hours", "! terlambat 2 jam"),
        (timedelta(seconds=-1), "! overdue 1 minute", "! terlambat 1 menit"),
        (timedelta(days=-3), "! overdue 3 days", "! terlambat 3 hari"),
        (timedelta(minutes=25, seconds=59), "in 25 minutes", "25 menit lagi"),
        (timedelta(hours=5, minutes=59), "in 5 hours", "5 jam lagi"),
        (timedelta(hours=13), "in 13 hours", "13 jam lagi"),
        (timedelta(hours=23), "due tomorrow 09:00", "tenggat besok 09.00"),
        (timedelta(days=3), "due Friday 10:00", "tenggat Jumat 10.00"),
        (timedelta(days=10), "due Dec 4 10:00", "tenggat 4/12 10.00"),
    ],
)
def test_a_row_says_how_urgent_it_is(ahead: timedelta, english: str, indonesian: str) -> None:
    one = SimpleNamespace(due=NOW + ahead, stage=Stage.REVIEW)
    assert due_words.sign(one, NOW, WIB) == english
    i18n.install("id")
    assert due_words.sign(one, NOW, WIB) == indonesian


def test_hours_over_midnight_are_counted_when_they_are_few() -> None:
    late = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # 22:00 in Jakarta
    assert due_words.when(late + timedelta(hours=3), late, WIB) == "in 3 hours"
    assert due_words.when(late + timedelta(hours=11), late, WIB) == "tomorrow 09:00"


@pytest.mark.parametrize(
    ("due", "stage"), [(None, Stage.DRAFT), (NOW - timedelta(hours=1), Stage.PUBLISHED)]
)
def test_what_is_published_or_has_no_due_time_is_not_due(
    due: datetime | None, stage: Stage
) -> None:
    assert due_words.sign(SimpleNamespace(due=due, stage=stage), NOW, WIB) == ""


def test_the_counts_leave_out_what_there_is_none_of() -> None:
    assert due_words.counted(0, 0) == ""
    assert due_words.counted(2, 1) == "2 overdue · 1 due today"
    i18n.install("id")
    assert due_words.counted(2, 0) == "2 terlambat"
    assert due_words.counted(0, 5) == "5 hari ini"
