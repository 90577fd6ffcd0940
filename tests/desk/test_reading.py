"""The queries that reading sends to the store."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from msgspec.structs import replace

from redaksi import config
from redaksi.desk import Desk, Identity
from redaksi.domain.article import Stage
from redaksi.store.base import Store
from redaksi.store.query import Query
from tests.desk.rooms import LOGIN, TEXT, Room, rooms


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    yield from rooms(tmp_path)


class Counted:
    """A store that counts its queries."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.questions: Counter[str] = Counter()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def asked(*given: Any, **named: Any) -> Any:
            self.questions[name] += 1
            return getattr(self._store, name)(*given, **named)

        return asked


def counted(room: Room) -> tuple[Counted, Desk]:
    store = Counted(room.store)
    identity = Identity(name="Ani Editor", login=LOGIN, host="host")
    desk = Desk(cast("Store", store), config.load_house(room.folder), identity, room.clock)
    store.questions.clear()
    return store, desk


def test_completion_asks_two_questions_however_many_articles_there_are(room: Room) -> None:
    for number in range(20):
        room.draft(
            text=replace(
                TEXT, headline=f"Judul {number}", rubric=f"Rubrik {number % 3}", tags=("kota",)
            )
        )
    store, desk = counted(room)
    known = desk.reading.known()
    assert store.questions == {"each": 1, "team": 1}
    assert sorted(known["rubric"]) == ["Rubrik 0", "Rubrik 1", "Rubrik 2"]
    assert known["tags"] == ["kota"]
    assert "Budi Editor" in known["byline"]


def test_a_listing_goes_on_from_the_row_before_and_jumps_where_it_must(room: Room) -> None:
    for number in range(9):
        room.draft(text=replace(TEXT, headline=f"Judul {number}"))
    _store, desk = counted(room)
    whole = desk.reading.rows(Query(stage=Stage.DRAFT))
    listing = desk.reading.listings(Query())[Stage.DRAFT]
    pages = [listing.rows(offset, 2) for offset in (0, 2, 6, 4, 8, 2, 10)]
    assert pages == [whole[offset : offset + 2] for offset in (0, 2, 6, 4, 8, 2, 10)]
