"""Saved searches belong to the newsroom and are recorded with the team."""

import pytest

from redaksi.desk import searching
from redaksi.domain import audit
from redaksi.domain.article import SavedSearch, Stage
from redaksi.errors import BadInput, MoveRefused, NotFound
from tests.desk.rooms import CHIEF, Room


def test_what_one_saves_all_find_however_they_type_its_name(room: Room) -> None:
    search = SavedSearch(
        stage=Stage.REVIEW, editor="me", tag=" banjir  rob ", due="today", sort="due"
    )
    room.desk(CHIEF).searches.save(" Banjir  saya ", search)
    found = room.desk("Ani Editor").searches.find("BANJIR SAYA")
    assert found == SavedSearch(
        name="Banjir saya",
        stage=Stage.REVIEW,
        editor="me",
        tag="banjir rob",
        due="today",
        sort="due",
    )
    assert room.desk("Ani Editor").reading.query(found).editor == "Ani Editor"
    assert searching.described(found) == "review · me · #banjir rob · today · by due"
    room.desk("Ani Editor").searches.save("banjir saya", SavedSearch(rubric="Kota"))
    assert [one.rubric for one in room.desk(CHIEF).searches.list()] == ["Kota"]


def test_saving_the_same_again_writes_nothing(room: Room) -> None:
    searches = room.desk(CHIEF).searches
    searches.save("Kota", SavedSearch(rubric="Kota"))
    version = room.store.team().version
    searches.save("Kota", SavedSearch(rubric="Kota"))
    assert room.store.team().version == version


def test_a_guest_uses_searches_and_changes_none(room: Room) -> None:
    room.desk(CHIEF).searches.save("Kota", SavedSearch(rubric="Kota"))
    guest = room.desk("Gita Guest").searches
    assert guest.find("kota").rubric == "Kota"
    with pytest.raises(MoveRefused, match="guest"):
        guest.save("Tani", SavedSearch(rubric="Tani"))
    with pytest.raises(MoveRefused, match="guest"):
        guest.remove("Kota")


def test_names_and_searches_that_mean_nothing_are_refused(room: Room) -> None:
    searches = room.desk(CHIEF).searches
    for name in ("", " ", "x" * 41):
        with pytest.raises(BadInput, match="1 to 40"):
            searches.save(name, SavedSearch(rubric="Kota"))
    with pytest.raises(BadInput, match="asks for nothing"):
        searches.save("Semua", SavedSearch())
    searches.save("Kota lama", SavedSearch(rubric="Kota"))
    with pytest.raises(NotFound) as caught:
        searches.remove("Kota lame")
    assert "Kota lama" in caught.value.hint


def test_the_record_of_the_team_stays_whole_and_shows_a_search_that_was_slipped_in(
    room: Room,
) -> None:
    searches = room.desk(CHIEF).searches
    searches.save("Kota", SavedSearch(rubric="Kota"))
    team = room.store.team()
    assert audit.team_faults(team) == ()
    path = room.folder / "team.json"
    path.write_text(path.read_text().replace('"rubric":"Kota"', '"rubric":"Desa"', 1))
    assert room.store.team() != team
    assert audit.team_faults(room.store.team()) != ()
    path.write_text(path.read_text().replace('"rubric":"Desa"', '"rubric":"Kota"', 1))
    searches.remove("kota")
    assert searches.list() == ()
    assert audit.team_faults(room.store.team()) == ()
    assert [event.kind for event in room.store.team().events[-2:]] == [
        "search_saved",
        "search_removed",
    ]


def test_days_end_at_midnight_of_the_newsroom(room: Room) -> None:
    desk = room.desk(CHIEF)
    zone = desk.house.zone
    now = desk.now()
    today, tomorrow = (searching.due_before(word, now, zone) for word in ("today", "tomorrow"))
    assert today is not None
    assert tomorrow is not None
    assert (today.astimezone(zone).hour, (tomorrow - today).days) == (0, 1)
    assert 0 < (today - now).total_seconds() <= 86400
    assert searching.due_before("overdue", now, zone) == now


@pytest.mark.parametrize("words", ["nobody", "Tanpa redaktur", "belum-ada", "no editor"])
def test_nobody_finds_what_nobody_has(room: Room, words: str) -> None:
    desk = room.desk("Ani Editor")
    waiting = room.draft()
    desk.moves.submit(waiting.id)  # the review has no editor yet
    room.draft()
    query = desk.reading.query(SavedSearch(editor=words))
    assert [row.id for row in desk.reading.rows(query)] == [waiting.id]
    assert desk.reading.counts(query)[Stage.DRAFT] == 0
    assert not query.is_whole
    assert [row.id for row in desk.reading.search("banjir", editor=words)] == [waiting.id]
    assert searching.described(SavedSearch(editor=words)) == "nobody"


def test_a_member_called_nobody_is_found_by_name(room: Room) -> None:
    room.desk(CHIEF).team.add("Nobody")
    query = room.desk(CHIEF).reading.query(SavedSearch(editor="nobody"))
    assert (query.editor, query.unassigned) == ("Nobody", False)
