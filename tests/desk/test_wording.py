"""Dates, ages and numbers have the form of the language, according to Babel."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_skeleton
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from redaksi import i18n
from redaksi.desk import wording

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
WIB, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Jayapura")


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    i18n.install("en")


@pytest.mark.parametrize(
    ("language", "full", "short"),
    [
        ("id", ["24 Nov 2026 10.00 WIB", "24 Nov 2026 12.00 WIT"], ["24/11 10.00", "2/8 08.05"]),
        (
            "en",
            ["Nov 24, 2026, 10:00 WIB", "Nov 24, 2026, 12:00 WIT"],
            ["Nov 24 10:00", "Aug 2 08:05"],
        ),
    ],
)
def test_a_time_is_written_as_the_language_does(
    language: str, full: list[str], short: list[str]
) -> None:
    i18n.install(language)
    assert [wording.moment(NOW, zone) for zone in (WIB, WIT)] == full
    assert [
        wording.short(at, WIB) for at in (NOW, datetime(2026, 8, 2, 1, 5, tzinfo=UTC))
    ] == short


@pytest.mark.parametrize(("language", "parts"), [("id", "Md"), ("en", "MMMd")])
def test_the_short_times_of_the_board_are_what_babel_writes(language: str, parts: str) -> None:
    i18n.install(language)
    for days in range(366):
        at = (NOW + timedelta(days=days, minutes=days * 7)).astimezone(WIT)
        day, hour = (format_skeleton(one, at, locale=language) for one in (parts, "Hm"))
        assert wording.short(at, WIT) == f"{day} {hour}"


@given(st.integers(0, 10**12), st.sampled_from(i18n.LANGUAGES))
def test_numbers_are_what_babel_writes(count: int, language: str) -> None:
    i18n.install(language)
    assert wording.number(count) == format_decimal(count, locale=language)


@pytest.mark.parametrize(
    ("seconds", "english", "indonesian"),
    [
        (60, "1 minute", "1 menit"),
        (299, "4 minutes", "4 menit"),
        (3599, "59 minutes", "59 menit"),
        (2 * 3600 - 1, "1 hour", "1 jam"),
        (86399, "23 hours", "23 jam"),
        (3 * 86400, "3 days", "3 hari"),
    ],
)
def test_a_long_age_counts_what_is_over(seconds: int, english: str, indonesian: str) -> None:
    for language, expected in (("en", english), ("id", indonesian)):
        i18n.install(language)
        assert wording.minutes(NOW, NOW + timedelta(seconds=seconds)) == expected
