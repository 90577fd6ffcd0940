"""Times as people type them: what is understood, what is said back, what is refused."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from redaksi import i18n
from redaksi.desk import moments
from redaksi.desk.moments import Clock
from redaksi.errors import BadInput, UnclearTime

WIB = ZoneInfo("Asia/Jakarta")
WIT = ZoneInfo("Asia/Jayapura")
NOW = datetime(2026, 11, 30, 3, 20, 15, tzinfo=UTC)
"""Monday 30 November 2026, 10.20 in Jakarta."""


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def moment(value: str, zone: ZoneInfo = WIB, *, due: bool = False) -> datetime | None:
    return moments.moment(value, Clock(zone, NOW), end_of_day=due)


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-24 10:00",
        "2026-11-24T10:00",
        "2026-11-24 10:00:00",
        "2026-11-24 10.00",
        "2026-11-24T10",
        "2026-11-24 10",
        "20261124T1000",
        "24/11/2026 10.00",
        "24/11/2026 10:00",
        "24-11-2026 10.00",
        "24/11/2026 10.00 WIB",
        "24/11/2026 10.00 wib",
        "24/11/2026 11.00 WITA",
        "24/11/2026 12.00 WIT",
        "2026-11-24 12:00+09:00",
        "2026-11-24T03:00Z",
        "  24/11/2026\u00a010.00  ",
    ],
)
@pytest.mark.parametrize("due", [True, False])
def test_ten_in_the_morning_in_jakarta_in_every_form(value: str, due: bool) -> None:
    assert moment(value, due=due) == utc(2026, 11, 24, 3, 0)


def test_a_time_without_zone_is_the_newsrooms() -> None:
    assert moment("2026-11-24 10:00", WIT) == utc(2026, 11, 24, 1, 0)
    assert moment("2026-11-24 10:00 WIB", WIT) == utc(2026, 11, 24, 3, 0)
    assert moment("4/1/2026 9.05") == utc(2026, 1, 4, 2, 5)


@pytest.mark.parametrize("value", ["2026-11-24", "24/11/2026", "20261124", "2026-W48-2"])
def test_a_date_alone_is_the_end_of_a_due_day_and_the_beginning_of_an_embargo(value: str) -> None:
    assert moment(value, due=True) == utc(2026, 11, 24, 16, 59)
    assert moment(value, due=False) == utc(2026, 11, 23, 17, 0)


@pytest.mark.parametrize("value", ["", " ", "-", "\u200b"])
def test_an_empty_time_clears_it(value: str) -> None:
    assert moment(value) is None


@pytest.mark.parametrize(
    "value",
    [
        "besok jumat",
        "besok 25.00",
        "31/02/2026",
        "31/02",
        "29/2",
        "2026-13-01",
        "2026-11-24 25:00",
        "+",
        "+2",
        "jam",
        "besok 5 pagi sore",
        "12/13 5pm",
        "1/1/2300",
        "+9999 pekan",
        "0001-01-01",
        "0000-01-01",
        "1/1/0000",
        "1 Januari 0000 17.00",
        "9999-12-31T23:59Z",
        "1899-12-31",
        "2026-11-24 10.00 CET",
        "2026-11-24 10:00 \U0001d7d8",
    ],
)
def test_what_is_no_time_is_refused_with_two_that_are(value: str) -> None:
    with pytest.raises(BadInput, match="is not a time") as refused:
        moment(value)
    assert "24/11/2026 10.00" in refused.value.hint


@given(
    st.datetimes(datetime(1900, 1, 2), datetime(2200, 12, 30)),  # noqa: DTZ001 - the test adds the newsroom's zone
    st.sampled_from(
        ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "UTC", "Pacific/Kiritimati"]
    ),
)
def test_what_the_form_shows_can_be_typed_in_again(naive: datetime, zone: str) -> None:
    there = ZoneInfo(zone)
    at = naive.replace(second=0, microsecond=0, tzinfo=there)
    if (at.utcoffset() or timedelta()) % timedelta(minutes=1):
        return  # old local times have offsets with seconds
    assume(is_told(at, there))
    assert moment(at.isoformat(), WIB) == at
    shown = moments.written(at, there)
    assert moment(shown, there) == at
    if at.tzname() in {"WIB", "WITA", "WIT"} and at.year > 1970:
        assert moment(f"{shown} {at.tzname()}", ZoneInfo("UTC")) == at


@given(st.text(max_size=30))
def test_no_text_is_more_than_refused(value: str) -> None:
    for due in (True, False):
        try:
            made = moment(value, due=due)
        except BadInput:
            continue
        assert made is None or made.astimezone(timezone(timedelta(hours=14))).year


def is_told(at: datetime, zone: ZoneInfo) -> bool:
    """Whether the clocks of `zone` show the local time `at` exactly once."""
    back = at.astimezone(UTC).astimezone(zone)
    return back == at and at.utcoffset() == at.replace(fold=1).utcoffset() == back.utcoffset()


@pytest.mark.parametrize(
    ("value", "local"),
    [
        ("besok 17.00", (12, 1, 17)),
        ("17.00 besok", (12, 1, 17)),
        ("besok 17", (12, 1, 17)),
        ("besok jam 5 sore", (12, 1, 17)),
        ("besok jam setengah 6 sore", (12, 1, 17, 30)),
        ("besok setengah 6", (12, 1, 5, 30)),
        ("setengah 1 siang", (11, 30, 12, 30)),
        ("besok setengah 12 siang", (12, 1, 11, 30)),
        ("lusa setengah 1", (12, 2, 0, 30)),
        ("besok pagi pukul 9", (12, 1, 9)),
        ("lusa 8.30", (12, 2, 8, 30)),
        ("lusa", (12, 2, 23, 59)),
        ("hari ini", (11, 30, 23, 59)),
        ("17.00", (11, 30, 17)),
        ("10.21", (11, 30, 10, 21)),
        ("10.20", (12, 1, 10, 20)),
        ("jam 5", (12, 1, 5)),
        ("+2j", (11, 30, 12, 20)),
        ("+2h", (11, 30, 12, 20)),
        ("+30m", (11, 30, 10, 50)),
        ("+1j30m", (11, 30, 11, 50)),
        ("2 jam lagi", (11, 30, 12, 20)),
        ("in 2 hours", (11, 30, 12, 20)),
        ("+3 hari", (12, 3, 10, 20)),
        ("Jumat 9 pagi", (12, 4, 9)),
        ("Jum'at, 9 pagi", (12, 4, 9)),
        ("fri 9am", (12, 4, 9)),
        ("senin 11", (11, 30, 11)),
        ("senin 9", (12, 7, 9)),
        ("senin depan", (12, 7, 23, 59)),
        ("jumat pekan depan", (12, 11, 23, 59)),
        ("minggu", (12, 6, 23, 59)),
        ("nanti malam 19.30", (11, 30, 19, 30)),
        ("nanti malam 7.30", (11, 30, 19, 30)),
        ("tonight 8", (11, 30, 20)),
        ("tomorrow 5pm", (12, 1, 17)),
        ("tomorrow 5:30 p.m.", (12, 1, 17, 30)),
        ("tomorrow noon", (12, 1, 12)),
        ("30/11 17.00", (11, 30, 17)),
        ("30/11", (11, 30, 23, 59)),
        ("24/11/26", (11, 24, 23, 59)),
        ("24/11", (11, 24, 23, 59)),
        ("30.11.2026 17.00", (11, 30, 17)),
        ("1 Desember 17.00", (12, 1, 17)),
        ("Dec 1, 5pm", (12, 1, 17)),
        ("December 1st 2026 5pm", (12, 1, 17)),
        ("Selasa 1 Desember 2026 17.00 WIB", (12, 1, 17)),
        ("besok 18.00 WITA", (12, 1, 17)),
        ("hari Rabu tanggal 2 Desember pukul 14.00 WIT", (12, 2, 12)),
    ],
)
def test_words_are_understood(value: str, local: tuple[int, ...]) -> None:
    assert moment(value, due=True) == datetime(2026, *local, tzinfo=WIB)  # type: ignore[misc,arg-type]
    assert moment(value.upper(), due=True) == moment(value, due=True)


def test_a_date_without_a_year_is_the_nearest() -> None:
    assert moment("5/1") == datetime(2027, 1, 5, tzinfo=WIB)
    assert moment("5/7") == datetime(2026, 7, 5, tzinfo=WIB)


@pytest.mark.parametrize(
    ("value", "both"),
    [
        ("17", ("17.00", "17/12")),
        ("jumat depan", ("04/12/2026 00.00", "11/12/2026 00.00")),
        ("next friday 9am", ("04/12/2026 09.00", "11/12/2026 09.00")),
        ("minggu depan", ("06/12/2026", "13/12/2026")),
        ("besok sore", ("16.00",)),
        ("12 malam", ("0 to 24",)),
        ("besok 1 malam", ("0 to 24",)),
        ("besok setengah 12 malam", ("0 to 24",)),
        ("Rabu 1 Desember 2026", ("01/12/2026 is a Tuesday",)),
    ],
)
def test_an_unclear_time_says_so(value: str, both: tuple[str, ...]) -> None:
    with pytest.raises(UnclearTime) as refused:
        moment(value)
    told = f"{refused.value.sentence} {refused.value.hint}"
    assert all(one in told for one in both), told
    assert moments.echo(value, Clock(WIB, NOW), end_of_day=False) == told


def test_a_past_time_says_so_and_an_unfinished_word_says_nothing() -> None:
    clock = Clock(WIB, NOW)
    assert moments.echo("24/11", clock, end_of_day=True).endswith("23:59 WIB · past already")
    assert moments.echo("hari ini", clock, end_of_day=False).endswith("past already")
    assert "past" not in moments.echo("hari ini", clock, end_of_day=True)
    assert [moments.echo(word, clock, end_of_day=True) for word in ("", "beso", "jum 9 p")] == [
        ""
    ] * 3


def test_what_is_said_back_is_in_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(WIB, NOW)
    assert moments.echo("besok 17.00", clock, end_of_day=True) == (
        "Tuesday 1 December 2026 17:00 WIB"
    )
    monkeypatch.setattr(i18n, "_language", "id")
    assert moments.echo("tomorrow 5pm", clock, end_of_day=True) == (
        "Selasa 1 Desember 2026 17.00 WIB"
    )


BERLIN = ZoneInfo("Europe/Berlin")


def test_the_hour_that_clocks_show_twice_asks_for_its_zone() -> None:
    with pytest.raises(UnclearTime, match=r"CEST or 25/10/2026 02\.30 CET"):
        moment("25/10/2026 02.30", BERLIN)
    assert moment("25/10/2026 2.30 CEST", BERLIN) == utc(2026, 10, 25, 0, 30)
    assert moment("25/10/2026 2.30 CET", BERLIN) == utc(2026, 10, 25, 1, 30)
    with pytest.raises(UnclearTime, match="skip"):
        moment("29/3/2026 02.30", BERLIN)


ZONES = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "UTC", "Europe/Berlin"]
ZONES += ["Asia/Dubai", "America/Sao_Paulo", "Pacific/Kiritimati", "Europe/London"]


@given(
    st.datetimes(datetime(1970, 1, 2), datetime(2200, 12, 30)),  # noqa: DTZ001 - UTC is added
    st.datetimes(datetime(1990, 1, 2), datetime(2100, 12, 30)),  # noqa: DTZ001 - UTC is added
    st.sampled_from(ZONES),
    st.sampled_from(["id", "en"]),
)
def test_what_is_said_back_is_understood_as_the_same_moment(
    at: datetime, now: datetime, zone: str, language: str
) -> None:
    there = ZoneInfo(zone)
    at, now = at.replace(microsecond=0, tzinfo=UTC), now.replace(tzinfo=UTC)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(i18n, "_language", language)
        full = moments.spelled(at, there)
    assert moments.moment(full, Clock(there, now), end_of_day=True) == at
    if language == "en":
        assert moments.echo(full, Clock(there, now), end_of_day=True).startswith(full)


WORDS = ["besok", "lusa", "jumat", "mon", "nanti malam", "hari ini", "pekan depan", "depan"]
WORDS += ["9 pagi", "17.00", "5pm", "+2j", "+30m", "30/11", "1 des", "jam 7", "WITA", "sore", "9"]


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join),
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 - UTC is added
    st.booleans(),
)
def test_what_is_understood_is_said_back_as_the_same_moment(
    value: str, now: datetime, due: bool
) -> None:
    clock = Clock(WIB, now.replace(tzinfo=UTC))
    try:
        at = moments.moment(value, clock, end_of_day=due)
    except BadInput:
        return
    assert at is not None
    assert moments.moment(moments.spelled(at, WIB), clock, end_of_day=due) == at


@pytest.mark.parametrize(("value", "day"), [("9", "9/12"), ("17", "17/12"), ("1", "1/12")])
def test_a_bare_number_is_answered_with_a_day_that_lies_ahead(value: str, day: str) -> None:
    with pytest.raises(UnclearTime) as refused:
        moment(value)
    assert refused.value.hint == f"Write {value}.00, or {day}."
