"""An article that is open again stands among the published ones, too: its text is live."""

from redaksi.desk.reading import Query
from redaksi.domain.article import SavedSearch, Stage, Text
from tests.desk.rooms import Room

BUDI = "Budi Editor"
PUBLISHED = Stage.PUBLISHED


def published(room: Room, headline: str) -> str:
    return room.published(Text(headline=headline, body=("Isi.",), rubric="Kota")).id


def reopened(room: Room, headline: str = "Ralat") -> str:
    return room.desk(BUDI).moves.reopen(published(room, headline), "Salah.").id


def column(room: Room, query: Query = Query()) -> tuple[int, list[str], list[str]]:  # noqa: B008 - frozen
    """The published column for `query`: its count, the ids of its rows, and all its ids."""
    listing = room.desk(BUDI).reading.listings(query)[PUBLISHED]
    return listing.total, [row.id for row in listing.rows(0, 64)], list(listing.ids())


def test_the_published_column_counts_and_shows_what_is_live(room: Room) -> None:
    live, again = published(room, "Tetap"), reopened(room)
    assert column(room) == (2, [again, live], [again, live])
    reading = room.desk(BUDI).reading
    drafts = reading.listings(Query())[Stage.DRAFT]
    assert [row.id for row in drafts.rows(0, 9)] == [again]
    assert reading.column_counts()[PUBLISHED] == 2
    assert reading.counts() == {Stage.DRAFT: 1, Stage.REVIEW: 0, PUBLISHED: 1}
    assert sorted(row.id for row in reading.rows()) == sorted([live, again]), "each once"
    assert [row.id for row in reading.rows(Query(stage=PUBLISHED))] == [again, live]
    assert [row.id for row in reading.rows(Query(stage=Stage.DRAFT))] == [again]


def test_it_leaves_the_column_for_one_place_when_it_is_published_again(room: Room) -> None:
    again = reopened(room)
    room.desk("Ani Editor").moves.submit(again, to=BUDI)
    assert column(room) == (1, [again], [again])
    room.desk(BUDI).moves.publish(again)
    assert column(room) == (1, [again], [again])
    draft = room.draft()
    assert draft.id not in column(room)[1], "a draft that was never published is not live"


def test_a_filter_finds_it_in_both_stages_or_in_none(room: Room) -> None:
    live, again = published(room, "Tetap"), reopened(room, "Ralat Banjir")
    reading = room.desk(BUDI).reading
    both = reading.query(SavedSearch(rubric="kota"))
    assert column(room, both) == (2, [again, live], [again, live])
    words = reading.query(SavedSearch(text="banjir"))
    assert column(room, words) == (1, [again], [again])
    assert column(room, reading.query(SavedSearch(rubric="Lain"))) == (0, [], [])
    stage = reading.query(SavedSearch(rubric="Kota", stage=PUBLISHED))
    assert column(room, stage) == (2, [again, live], [again, live])
    assert column(room, reading.query(SavedSearch(rubric="Kota", stage=Stage.DRAFT)))[0] == 0
    room.desk(BUDI).copy.set(again, {"due": "2026-11-24 10:00"})
    assert column(room, reading.query(SavedSearch(due="week")))[0] == 0, "what is live is not due"
    assert sum(reading.due_counts()) <= 1, "the draft counts once"


def test_pages_go_on_over_the_end_of_what_is_open_again(room: Room) -> None:
    live = [published(room, f"Tetap {number}") for number in range(3)]
    again = [reopened(room, f"Ralat {number}") for number in range(3)]
    listing = room.desk(BUDI).reading.listings(Query())[PUBLISHED]
    whole = [*again[::-1], *live[::-1]]
    for size in (1, 2, 3, 4):
        pages = [listing.rows(at, size) for at in range(0, 6, size)]
        assert [row.id for page in pages for row in page] == whole
    reading = room.desk(BUDI).reading
    assert [row.id for row in reading.rows(Query(stage=PUBLISHED), 2, 2)] == whole[2:4]


def test_a_draft_that_is_put_aside_leaves_its_live_text_among_the_published(room: Room) -> None:
    live, other = published(room, "Tetap"), reopened(room, "Kedua")
    again = reopened(room)
    room.desk(BUDI).moves.spike(again)
    assert column(room) == (3, [other, again, live], [other, again, live])
    assert column(room, Query(spiked=True))[0] == 0
    reading = room.desk(BUDI).reading
    assert reading.column_counts()[PUBLISHED] == 3
    assert [row.id for row in reading.rows(Query(stage=PUBLISHED))] == [other, again, live]
    assert [row.id for row in room.store.page(Query(spiked=True))] == [again]
    assert [row.id for row in reading.rows()] == [other, live], "a draft aside is no draft"
    never = room.draft()
    room.desk(BUDI).moves.spike(never.id)
    assert never.id not in column(room)[1]


def test_the_search_finds_it_among_the_published_and_in_its_stage(room: Room) -> None:
    live, again = published(room, "Banjir Tetap"), reopened(room, "Banjir Ralat")
    reading = room.desk(BUDI).reading

    def found(stage: Stage | None) -> list[str]:
        return [row.id for row in reading.search("banjir", stage=stage)]

    assert found(PUBLISHED) == [again, live]
    assert found(Stage.DRAFT) == [again]
    assert sorted(found(None)) == sorted([again, live]), "each once"
    assert found(Stage.REVIEW) == []
    assert [row.id for row in reading.search("banjir", 1, stage=PUBLISHED)] == [again]
