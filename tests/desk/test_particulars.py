"""Particulars as people type them: times in the newsroom's zone, lists and photo fields.

An invalid value leaves all particulars unchanged.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from redaksi.desk import particulars, wording
from redaksi.domain.article import Photo, Related, Text
from redaksi.errors import BadInput
from tests.desk.rooms import Room, tree


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
    [
        {"due": "besok sore"},
        {"due": "besok?"},
        {"embargo": "32/01/2026"},
        {"headline": " "},
        {"headline": "x" * 5000},
    ],
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
    assert cleared.article.embargo == datetime(2026, 11, 24, 17, tzinfo=UTC)
