"""Particulars as people type them: times in the newsroom's zone, lists and photo fields.

An invalid value leaves all particulars unchanged.
"""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.desk import particulars, wording
from redaksi.domain.article import Photo, Related, Text
from redaksi.errors import BadInput
from tests.desk.rooms import Room, tree

WIB = ZoneInfo("Asia/Jakarta")
WIT = ZoneInfo("Asia/Jayapura")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def moment(value: str, zone: ZoneInfo = WIB, *, due: bool = False) -> datetime | None:
    return particulars.moment(value, zone, end_of_day=due)


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
        "besok",
        "31/02/2026",
        "2026-13-01",
        "24/11/26",
        "2026-11-24 25:00",
        "10.00",
        "0001-01-01",
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
    assert moment(at.isoformat(), WIB) == at
    shown = particulars.written(at, there)
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


def test_pairs_become_fields_and_repeated_lists_add_up() -> None:
    assert particulars.parse(
        ["Rubric=Daerah", "tags=banjir, rob", "tags=cuaca", "deck=a=b", "byline="]
    ) == {
        "rubric": "Daerah",
        "tags": ["banjir, rob", "cuaca"],
        "deck": "a=b",
        "byline": "",
    }


@pytest.mark.parametrize(
    "pair", ["rubric", "warna=merah", "=x", "", "body=Isi.", "stage=published", "version=7"]
)
def test_what_sets_no_field_is_refused_by_name(pair: str) -> None:
    with pytest.raises(BadInput, match="does not set a field") as refused:
        particulars.parse([pair])
    assert "rubric" in refused.value.hint


def test_lists_and_photos_are_made_of_what_was_typed(room: Room) -> None:
    ani, dossier = room.desk("Ani Editor"), room.draft()
    fields = particulars.parse(
        [
            "tags=banjir, rob,,banjir",
            "related=Banjir | Rob Kemarin | https://contoh.example/1",
            "related=Tanpa alamat",
            "photo.caption=Air\x1b[31m setinggi lutut",
            "photo.credit=Ani",
        ]
    )
    text = ani.copy.set(dossier.id, fields).article.text
    assert text.tags == ("banjir", "rob")
    assert text.related == (
        Related(title="Banjir | Rob Kemarin", url="https://contoh.example/1"),
        Related(title="Tanpa alamat"),
    )
    assert text.photos == (Photo(caption="Air setinggi lutut", credit="Ani"),)
    text = ani.copy.set(
        dossier.id, particulars.parse(["photo.alt=Jalan", "photo.credit="])
    ).article.text
    assert text.photos == (Photo(caption="Air setinggi lutut", alt="Jalan"),)
    cleared = ["tags=", "related=", "photo.alt=", "photo.caption="]
    text = ani.copy.set(dossier.id, particulars.parse(cleared)).article.text
    assert (text.tags, text.related, text.photos) == ((), (), ())


def test_only_the_first_photo_is_set_and_the_others_stay(room: Room) -> None:
    photos = (Photo(file="a.jpg"), Photo(file="b.jpg"))
    dossier = room.draft(text=Text(headline="Dua foto", photos=photos))
    text = room.desk("Ani Editor").copy.set(dossier.id, {"photo.alt": "Jalan"}).article.text
    assert text.photos == (Photo(file="a.jpg", alt="Jalan"), Photo(file="b.jpg"))


@pytest.mark.parametrize(
    "bad",
    [{"due": "besok"}, {"embargo": "32/01/2026"}, {"headline": " "}, {"headline": "x" * 5000}],
)
def test_one_bad_value_and_nothing_is_set(room: Room, bad: dict[str, str]) -> None:
    dossier = room.draft()
    before = tree(room.folder)
    with pytest.raises(BadInput):
        room.desk("Ani Editor").copy.set(
            dossier.id, {"rubric": "Daerah", "due": "2026-11-24", **bad}
        )
    assert tree(room.folder) == before


def test_times_and_texts_are_one_version_with_a_line_each_in_the_record(room: Room) -> None:
    dossier = room.draft()
    saved = room.desk("Ani Editor").copy.set(
        dossier.id, {"rubric": "Daerah", "due": "2026-11-24 10:00", "embargo": "25/11/2026"}
    )
    assert saved.version == dossier.version + 1
    assert [wording.event(one, ZoneInfo("Asia/Jakarta")) for one in saved.events[2:]] == [
        "saved revision 2 (rubric)",
        "set due to Nov 24, 2026, 10:00 WIB",
        "set embargo to Nov 25, 2026, 00:00 WIB",
    ]
    cleared = room.desk("Ani Editor").copy.set(dossier.id, {"due": ""})
    assert cleared.article.due is None
    assert cleared.article.embargo == utc(2026, 11, 24, 17, 0)
