"""An id holds the date of the article's creation in the newsroom's time zone, not in UTC."""

from datetime import UTC, datetime

import pytest

from redaksi import config
from redaksi.desk import Desk, Identity
from redaksi.domain import record
from tests.desk.rooms import CHIEF, LOGIN, TEXT, Room

NIGHT = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
"""Half past midnight of 24 November in Jakarta."""


@pytest.mark.parametrize(
    ("zone", "at", "day"),
    [
        ("Asia/Jakarta", NIGHT, "261124-"),
        ("Asia/Jayapura", datetime(2026, 12, 31, 15, 0, tzinfo=UTC), "270101-"),
        ("UTC", NIGHT, "261123-"),
        ("America/New_York", datetime(2026, 11, 24, 2, 0, tzinfo=UTC), "261123-"),
    ],
)
def test_new_and_imported_articles_carry_the_newsrooms_day(
    room: Room, zone: str, at: datetime, day: str
) -> None:
    house = config.House(time_zone=zone)
    desk = Desk(room.store, house, Identity(name=CHIEF, login=LOGIN, host="host"), lambda: at)
    assert desk.copy.new(TEXT).id.startswith(day)
    assert desk.imports.data(b"Judul impor\n\nIsi impor.\n", "masuk.txt").id.startswith(day)


def test_an_id_that_is_taken_gives_way_to_one_of_the_same_day(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = iter(["aaaaa", "aaaaa", "bbbbb"])
    random_name = record.random_name
    monkeypatch.setattr(
        record, "random_name", lambda length=5: next(names, None) or random_name(length)
    )
    desk = Desk(
        room.store, config.House(), Identity(name=CHIEF, login=LOGIN, host="host"), lambda: NIGHT
    )
    desk.store.refresh()
    made = [desk.copy.new(TEXT).id for _ in range(2)]
    assert all(one.startswith("261124-") for one in made)
    assert len(set(made)) == 2
