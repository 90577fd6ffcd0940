"""JointUndo the last act, and putting an article aside."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC

import pytest
from msgspec.structs import replace

from redaksi.desk import Desk, wording
from redaksi.domain import audit
from redaksi.domain.article import Dossier, Role, Stage, Text
from redaksi.errors import MoveRefused, RedaksiError
from redaksi.store.query import Query
from tests.desk.rooms import CHIEF, TEXT, Room, tree

ANI, BUDI, GITA = "Ani Editor", "Budi Editor", "Gita Guest"


def retitled(text: Text) -> Text:
    return replace(text, headline="Banjir Datang Lagi")


Act = Callable[[Desk, str], Dossier]

ACTS: dict[str, tuple[Stage, Act]] = {
    "edited": (Stage.DRAFT, lambda desk, id_: desk.copy.edit(id_, retitled)),
    "set": (Stage.DRAFT, lambda desk, id_: desk.copy.set(id_, {"due": "2026-12-01 10:00"})),
    "assigned": (Stage.DRAFT, lambda desk, id_: desk.moves.assign(id_, Stage.DRAFT, BUDI)),
    "submitted": (Stage.DRAFT, lambda desk, id_: desk.moves.submit(id_, to=BUDI)),
    "spiked": (Stage.DRAFT, lambda desk, id_: desk.moves.spike(id_)),
    "returned": (
        Stage.REVIEW,
        lambda desk, id_: desk.moves.return_(id_, "Tambah sumber.", to=GITA),
    ),
    "reopened": (Stage.PUBLISHED, lambda desk, id_: desk.moves.reopen(id_, "Ralat.")),
}


def article_in(room: Room, stage: Stage) -> Dossier:
    if stage is Stage.DRAFT:
        return room.draft()
    return room.submitted() if stage is Stage.REVIEW else room.published()


def standing(dossier: Dossier) -> tuple[object, ...]:
    fields = ("stage", "stage_since", "text", "assignments", "due", "embargo", "spiked_at")
    return (*(getattr(dossier.article, field) for field in fields), dossier.notes)


@pytest.mark.parametrize("act", ACTS)
def test_an_undone_act_leaves_everything_as_it_was_and_says_so(room: Room, act: str) -> None:
    stage, do = ACTS[act]
    before = article_in(room, stage)
    desk = room.desk(ANI)
    assert standing(do(desk, before.id)) != standing(before)
    after = desk.moves.undo(before.id)
    assert standing(after) == standing(before)
    assert after.events[-1].kind == "undone"
    assert after.events[-1].data["what"] == act
    assert audit.faults(after) == ()


def test_the_history_tells_which_revision_an_undo_made(room: Room) -> None:
    before = room.desk(ANI).copy.edit(article_in(room, Stage.DRAFT).id, retitled)
    desk = room.desk(ANI)
    number = len(desk.revisions.restore(before.id, "1").revisions)
    after = desk.moves.undo(before.id)
    assert len(after.revisions) == number + 1
    assert (
        wording.event(after.events[-1], UTC)
        == f"took back: the edit; revision {number + 1} is the text before"
    )


def test_undo_goes_back_act_by_act_and_ends_at_the_beginning(room: Room) -> None:
    desk, before = room.desk(ANI), room.draft()
    for act in ("edited", "set", "assigned", "submitted"):
        ACTS[act][1](desk, before.id)
    for _ in range(4):
        last = desk.moves.undo(before.id)
    assert standing(last) == standing(before)
    with pytest.raises(MoveRefused, match="nothing of yours"):
        desk.moves.undo(before.id)


def test_an_act_after_an_undo_is_taken_back_first(room: Room) -> None:
    desk, before = room.desk(ANI), room.draft()
    desk.copy.edit(before.id, retitled)
    desk.moves.undo(before.id)
    desk.copy.set(before.id, {"rubric": "Kota"})
    assert standing(desk.moves.undo(before.id)) == standing(before)
    with pytest.raises(MoveRefused, match="nothing of yours"):
        desk.moves.undo(before.id)


def test_what_was_there_before_ones_own_act_is_not_taken_back_with_it(room: Room) -> None:
    dossier = room.draft()
    room.desk(BUDI).copy.edit(dossier.id, retitled)
    ani = room.desk(ANI)
    ani.copy.set(dossier.id, {"rubric": "Kota"})
    ani.moves.undo(dossier.id)
    with pytest.raises(MoveRefused, match="nothing of yours"):
        ani.moves.undo(dossier.id)


def test_what_was_found_changed_by_hand_is_nobodys_act(room: Room) -> None:
    dossier = room.draft()
    (file,) = room.folder.glob(f"articles/*/{dossier.id}.json")
    file.write_text(file.read_text().replace("Banjir Surut", "Banjir Reda"))
    ani = room.desk(ANI)
    ani.copy.set(dossier.id, {"rubric": "Kota"})
    ani.moves.undo(dossier.id)
    with pytest.raises(MoveRefused, match="nothing of yours"):
        ani.moves.undo(dossier.id)


@pytest.mark.parametrize("who", [BUDI, CHIEF, GITA])
def test_nobody_takes_back_what_another_did(room: Room, who: str) -> None:
    dossier = room.submitted()
    with pytest.raises(MoveRefused):
        room.desk(who).moves.undo(dossier.id)


def test_what_others_built_on_stays(room: Room) -> None:
    dossier = room.draft()
    room.desk(ANI).copy.edit(dossier.id, retitled)
    room.desk(BUDI).copy.set(dossier.id, {"rubric": "Kota"})
    before = tree(room.folder)
    with pytest.raises(MoveRefused, match="Budi Editor has worked"):
        room.desk(ANI).moves.undo(dossier.id)
    room.desk(BUDI).moves.undo(dossier.id)
    with pytest.raises(MoveRefused):
        room.desk(ANI).moves.undo(dossier.id)
    assert tree(room.folder) != before


def test_a_publication_is_not_undone(room: Room) -> None:
    dossier = room.published()
    with pytest.raises(MoveRefused, match="nothing of yours") as refused:
        room.desk(BUDI).moves.undo(dossier.id)
    assert "reopen" in refused.value.hint


def test_a_beginning_is_not_undone_and_the_way_to_put_it_aside_is_named(room: Room) -> None:
    desk = room.desk(ANI)
    arrival = desk.imports.data(b"Salah kirim\n\nBukan untuk kami.\n", "salah.txt")
    with pytest.raises(MoveRefused, match="nothing of yours") as refused:
        desk.moves.undo(arrival.id)
    assert refused.value.hint == "An article that should not be here is put aside: {how}."
    assert refused.value.how == "spike ID"


def test_taking_a_due_time_back_tells_which_one_holds_again(room: Room) -> None:
    desk, article_id = room.desk(ANI), room.draft().id
    for due in ("2026-12-01 10:00", "2026-12-02 11:00"):
        desk.copy.set(article_id, {"due": due})
    told = [wording.event(desk.moves.undo(article_id).events[-1], UTC) for _ in range(2)]
    assert "due is" in told[0]
    assert "Dec 1" in told[0]
    assert "again" in told[0]
    assert told[1] == "took back: the setting; due is empty again"


def test_who_became_a_guest_takes_no_editors_act_back(room: Room) -> None:
    dossier = room.submitted()
    room.desk(BUDI).moves.return_(dossier.id, "Tambah sumber.")
    room.desk(CHIEF).team.role(BUDI, Role.GUEST)
    with pytest.raises(MoveRefused, match="guest"):
        room.desk(BUDI).moves.undo(dossier.id)


class TestSpike:
    def moves_refused(self, desk: Desk, article_id: str) -> None:
        acts: list[Callable[[], Dossier]] = [
            lambda: desk.moves.submit(article_id),
            lambda: desk.copy.edit(article_id, retitled),
            lambda: desk.copy.set(article_id, {"rubric": "Kota"}),
        ]
        for act in acts:
            with pytest.raises(MoveRefused, match="spiked"):
                act()

    def test_a_spiked_article_waits_untouched(self, room: Room) -> None:
        desk, article_id = room.desk(ANI), room.draft().id
        desk.moves.spike(article_id)
        assert [row.id for row in desk.reading.rows()] == []
        assert [row.id for row in desk.reading.rows(Query(spiked=True))] == [article_id]
        self.moves_refused(desk, article_id)
        assert desk.moves.unspike(article_id).article.spiked_at is None
        assert [row.id for row in desk.reading.rows()] == [article_id]

    def test_spiking_twice_is_once(self, room: Room) -> None:
        desk, article_id = room.desk(ANI), room.draft().id
        assert desk.moves.spike(article_id) == desk.moves.spike(article_id)

    def test_what_is_published_is_not_spiked_and_a_guest_spikes_nothing_in_review(
        self, room: Room
    ) -> None:
        with pytest.raises(MoveRefused, match="published"):
            room.desk(BUDI).moves.spike(room.published().id)
        with pytest.raises(MoveRefused, match="guest"):
            room.desk(GITA).moves.spike(room.submitted(text=replace(TEXT, headline="Lain")).id)


@pytest.mark.parametrize("act", ["edited", "set", "spiked"])
def test_who_may_not_do_it_any_more_may_not_take_it_back_either(room: Room, act: str) -> None:
    dossier = room.submitted()
    budi = room.desk(BUDI)
    ACTS[act][1](budi, dossier.id)
    room.desk(CHIEF).team.role(BUDI, Role.GUEST)
    before = tree(room.folder)
    with pytest.raises(MoveRefused, match="guest"):
        budi.moves.undo(dossier.id)
    assert tree(room.folder) == before
    room.desk(CHIEF).team.role(BUDI, Role.EDITOR)
    assert budi.moves.undo(dossier.id).events[-1].kind == "undone"


NONSENSE: dict[str, object] = {
    "nothing": {},
    "numbers": {
        "revision": -1,
        "fields": 5,
        "stage": [],
        "role": {},
        "undone": [],
        "notes": 7,
        "paragraph_ids": 3,
    },
    "far": {
        "revision": 99,
        "field": "due",
        "value": "0001-01-01T00:00:00+07:00",
        "due": "9999-12-31T23:59:59Z",
    },
    "lists": {
        "revision": [],
        "fields": [1, []],
        "field": [],
        "notes": [5, {}],
        "waivers": [{}],
        "stage_since": "x",
    },
}


@pytest.mark.parametrize("told", NONSENSE.values(), ids=NONSENSE)
def test_what_a_hand_made_of_an_event_stops_no_act(room: Room, told: object) -> None:
    article_id = room.submitted().id
    budi = room.desk(BUDI)
    budi.copy.edit(article_id, retitled)
    (path,) = room.folder.glob(f"articles/*/{article_id}.json")
    document = json.loads(path.read_text())
    for event in document["events"].values():
        event.update(data=told, before=told)
    path.write_text(json.dumps(document))
    for event in budi.reading.article(article_id).events:
        assert wording.event(event, room.desk(BUDI).house.zone)
    acts: tuple[Callable[[], object], ...] = (
        lambda: budi.moves.undo(article_id),
        lambda: budi.revisions.restore(article_id, "1"),
        lambda: budi.moves.publish(article_id, "Mendesak."),
        lambda: room.desk(CHIEF).moves.publish(article_id, "Mendesak."),
    )
    for act in acts:
        with suppress(RedaksiError):
            act()
    assert budi.checking.verify()
