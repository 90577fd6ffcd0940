"""Stale saves that are merged or kept, earlier texts, and the presence of others."""

import os
import signal
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from redaksi.config import load_house
from redaksi.desk import Desk, Identity
from redaksi.desk.conflict import SaveConflict
from redaksi.domain import audit
from redaksi.domain.article import Stage, Text
from redaksi.errors import MoveRefused, NotFound
from redaksi.text.word_diff import PieceKind, difference
from tests.desk.rooms import BEGIN, CHIEF, TEXT, Room
from tests.store.test_processes import in_a_child

ANI, BUDI, GITA = "Ani Editor", "Budi Editor", "Gita Guest"


def desk_at(room: Room, at: datetime, name: str = ANI) -> Desk:
    """A desk on a machine whose clock always shows `at`."""
    identity = Identity(name=name, login="meja", host="host")
    return Desk(room.store, load_house(room.folder), identity, lambda: at)


def with_paragraph(place: int, text: str) -> Callable[[Text], Text]:
    return lambda old: replace(old, body=(*old.body[:place], text, *old.body[place + 1 :]))


class TestStaleSaves:
    def test_different_paragraphs_and_fields_merge_and_the_record_says_so(
        self, room: Room
    ) -> None:
        base = room.draft()
        room.desk(BUDI).copy.edit(base.id, with_paragraph(0, "Air surut sejak subuh."))
        mine = replace(with_paragraph(1, "Warga membersihkan sekolah.")(TEXT), rubric="Kota")
        merged = room.desk(ANI).copy.save(base.id, mine, base.version)
        assert merged.article.text.body == (
            "Air surut sejak subuh.",
            "Warga membersihkan sekolah.",
        )
        assert merged.article.text.rubric == "Kota"
        assert merged.events[-1].data["merged"] == base.version
        assert audit.faults(merged) == ()

    def test_one_paragraph_changed_by_both_is_kept_with_both_texts(self, room: Room) -> None:
        base = room.draft()
        stored = room.desk(BUDI).copy.edit(base.id, with_paragraph(0, "Air surut sejak subuh."))
        mine = with_paragraph(0, "Air surut sejak siang.")(TEXT)
        with pytest.raises(SaveConflict) as found:
            room.desk(ANI).copy.save(base.id, mine, base.version)
        conflict = found.value
        assert (conflict.ancestor, conflict.mine, conflict.stored) == (TEXT, mine, stored)
        assert not conflict.moved
        assert [one.theirs for one in conflict.merge.conflicts] == [("Air surut sejak subuh.",)]
        assert room.desk(ANI).reading.article(base.id) == stored

    def test_nothing_merges_by_itself_across_a_move(self, room: Room) -> None:
        base = room.draft()
        room.desk(BUDI).moves.submit(base.id, to=BUDI)
        with pytest.raises(SaveConflict) as found:
            room.desk(ANI).copy.save(base.id, replace(TEXT, rubric="Kota"), base.version)
        assert found.value.moved
        assert found.value.merge.conflicts == ()

    def test_the_move_that_one_saw_is_no_obstacle(self, room: Room) -> None:
        seen = room.submitted()
        room.desk(BUDI).copy.edit(seen.id, with_paragraph(0, "Air surut sejak subuh."))
        saved = room.desk(ANI).copy.save(seen.id, replace(TEXT, rubric="Kota"), seen.version)
        assert (saved.article.text.body[0], saved.article.text.rubric) == (
            "Air surut sejak subuh.",
            "Kota",
        )

    def test_over_a_base_that_never_was_a_person_decides(self, room: Room) -> None:
        mine = with_paragraph(0, "Air surut sejak subuh.")(TEXT)
        with pytest.raises(SaveConflict) as found:
            room.desk(ANI).copy.save(room.draft().id, mine, 0)
        assert (found.value.mine, found.value.ancestor) == (mine, Text())

    def test_a_revision_stands_for_the_last_version_at_which_it_was_the_newest(
        self, room: Room
    ) -> None:
        desk, dossier = room.desk(ANI), room.draft()
        desk.moves.assign(dossier.id, Stage.REVIEW, BUDI)
        after = desk.copy.edit(dossier.id, with_paragraph(0, "Air surut sejak subuh."))
        after = desk.moves.submit(after.id)
        assert (after.version, len(after.revisions)) == (4, 2)
        assert [desk.revisions.version(after, name) for name in ("1", "2", "latest")] == [2, 4, 4]
        for name in ("0", "3", "x"):
            with pytest.raises(NotFound):
                desk.revisions.version(after, name)

    def test_over_a_file_that_was_put_back_both_texts_are_kept(self, room: Room) -> None:
        first = room.draft()
        (file,) = room.folder.glob(f"articles/*/{first.id}.json")
        older = file.read_bytes()
        seen = room.desk(ANI).copy.edit(first.id, with_paragraph(0, "Air surut sejak subuh."))
        file.write_bytes(older)  # as a git checkout does
        mine = with_paragraph(1, "Warga membersihkan sekolah.")(seen.article.text)
        with pytest.raises(SaveConflict, match="changed in between by Ani Editor") as found:
            room.desk(ANI).copy.save(first.id, mine, seen.version)
        assert found.value.put_back
        assert (found.value.mine, found.value.stored) == (mine, first)
        assert [(one.mine, one.theirs) for one in found.value.merge.conflicts] == [
            (mine.body, TEXT.body)
        ]
        assert file.read_bytes() == older

    def test_a_text_changed_by_hand_under_its_number_is_not_overwritten(self, room: Room) -> None:
        """The version is the same; a comparison with the seen text shows the change."""
        opened = room.draft()
        (file,) = room.folder.glob(f"articles/*/{opened.id}.json")
        file.write_text(
            file.read_text().replace("Air surut sejak pagi.", "Air surut sejak subuh.")
        )
        ani = room.desk(ANI)
        mine = with_paragraph(0, "Air surut sejak siang.")(TEXT)
        with pytest.raises(SaveConflict) as found:
            ani.copy.save(opened.id, mine, opened.version, TEXT)
        assert (found.value.by_hand, found.value.put_back, found.value.ancestor) == (
            True,
            False,
            TEXT,
        )
        saved = ani.copy.save(
            opened.id,
            with_paragraph(1, "Warga membersihkan sekolah.")(TEXT),
            opened.version,
            opened.article.text,
        )
        assert saved.article.text.body == ("Air surut sejak subuh.", "Warga membersihkan sekolah.")
        assert [event.kind for event in saved.events] == [
            *("created", "assigned"),
            *("altered_outside", "edited"),
        ]

    def test_an_assignment_in_between_is_no_conflict(self, room: Room) -> None:
        base = room.draft()
        room.desk(BUDI).moves.assign(base.id, Stage.DRAFT, BUDI)
        saved = room.desk(ANI).copy.save(base.id, replace(TEXT, rubric="Kota"), base.version)
        assert (saved.article.text.rubric, saved.article.editor()) == ("Kota", BUDI)


class TestRevisions:
    def test_saves_that_follow_closely_are_one_line_and_a_move_parts_them(
        self, room: Room
    ) -> None:
        desk, dossier = room.desk(ANI), room.draft()
        for headline in ("Satu", "Dua", "Tiga"):
            desk.copy.save(
                dossier.id,
                replace(TEXT, headline=headline),
                desk.reading.article(dossier.id).version,
            )
        desk.moves.submit(dossier.id, to=BUDI)
        desk.copy.edit(dossier.id, lambda text: replace(text, headline="Empat"))
        room.desk(BUDI).copy.edit(dossier.id, lambda text: replace(text, headline="Lima"))
        runs = desk.revisions.list(dossier.id)
        assert [(run.first, run.last, run.by) for run in runs] == [
            (1, 4, ANI),
            (5, 5, ANI),
            (6, 6, BUDI),
        ]

    @pytest.mark.parametrize(("seconds", "lines"), [(600, 1), (601, 2), (-600, 1), (-601, 2)])
    def test_ten_minutes_part_two_lines_also_where_a_clock_went_back(
        self, room: Room, seconds: int, lines: int
    ) -> None:
        dossier = desk_at(room, BEGIN).copy.new(TEXT)
        later = desk_at(room, BEGIN + timedelta(seconds=seconds))
        later.copy.edit(dossier.id, lambda text: replace(text, headline="Dua"))
        assert len(later.revisions.list(dossier.id)) == lines

    def test_differences_are_shown_word_by_word(self, room: Room) -> None:
        desk, dossier = room.desk(ANI), room.draft()
        desk.copy.edit(dossier.id, with_paragraph(0, "Air surut sejak subuh."))
        (change,) = desk.revisions.diff(dossier.id)
        assert change.field == "body"
        assert [tuple(piece) for piece in change.pieces if piece.kind is not PieceKind.SAME] == [
            (PieceKind.GONE, "pagi"),
            (PieceKind.NEW, "subuh"),
        ]
        assert desk.revisions.diff(dossier.id, "2", "latest") == ()

    def test_since_published_and_since_i_approved(self, room: Room) -> None:
        dossier = room.published()
        room.desk(ANI).moves.reopen(dossier.id, "Ralat.")
        room.desk(ANI).copy.edit(dossier.id, lambda text: replace(text, deck="Ralat: 40 batang."))
        assert [one.field for one in room.desk(BUDI).revisions.diff(dossier.id, "approved")] == [
            "deck"
        ]
        assert [one.field for one in room.desk(ANI).revisions.diff(dossier.id, "published")] == [
            "deck"
        ]
        with pytest.raises(NotFound):
            room.desk(ANI).revisions.diff(dossier.id, "approved")
        room.desk(ANI).moves.submit(dossier.id, to=BUDI)
        room.desk(BUDI).moves.publish(dossier.id)
        for name in ("approved", "published"):
            assert room.desk(BUDI).revisions.diff(dossier.id, name) == (), "the last time counts"
        room.desk(BUDI).moves.reopen(dossier.id, "Ralat.")
        room.desk(BUDI).copy.edit(dossier.id, lambda text: replace(text, rubric="Kota"))
        assert [one.field for one in room.desk(BUDI).revisions.diff(dossier.id)] == ["rubric"]

    @pytest.mark.parametrize("name", ["0", "3", "-1", "x", "", "²"])
    def test_a_revision_that_is_not_there_is_named(self, room: Room, name: str) -> None:
        with pytest.raises(NotFound):
            room.desk(ANI).revisions.restore(room.draft().id, name)

    def test_restoring_makes_a_revision_of_its_own(self, room: Room) -> None:
        desk, dossier = room.desk(ANI), room.draft()
        desk.copy.edit(dossier.id, with_paragraph(0, "Air surut sejak subuh."))
        restored = desk.revisions.restore(dossier.id, "1")
        assert restored.article.text == TEXT
        assert len(restored.revisions) == 3
        assert restored.events[-1].data["restored"] == 1

    def test_a_sealed_text_is_not_restored_over(self, room: Room) -> None:
        with pytest.raises(MoveRefused):
            room.desk(ANI).revisions.restore(room.published().id, "1")

    def test_the_pieces_of_a_difference_make_up_both_texts(self) -> None:
        pieces = difference("Air surut, warga pulang.", "Air pasang: warga tidak pulang.")
        assert (
            "".join(text for kind, text in pieces if kind is not PieceKind.NEW)
            == "Air surut, warga pulang."
        )
        assert (
            "".join(text for kind, text in pieces if kind is not PieceKind.GONE)
            == "Air pasang: warga tidak pulang."
        )


def test_clocks_that_are_wrong_lose_nothing_and_change_no_order(room: Room) -> None:
    """Versions are counted, not timed: wrong times are only recorded."""
    base = desk_at(room, BEGIN).copy.new(TEXT)
    ahead, behind = (
        desk_at(room, BEGIN + timedelta(days=3650), BUDI),
        desk_at(room, BEGIN - timedelta(days=400)),
    )
    ahead.copy.edit(base.id, with_paragraph(0, "Air surut sejak subuh."))
    merged = behind.copy.save(
        base.id, with_paragraph(1, "Warga membersihkan sekolah.")(TEXT), base.version
    )
    assert merged.article.text.body == ("Air surut sejak subuh.", "Warga membersihkan sekolah.")
    assert [(one.number, one.by) for one in merged.revisions] == [(1, ANI), (2, BUDI), (3, ANI)]
    assert audit.faults(merged) == ()
    undone = behind.moves.undo(base.id)
    assert undone.article.text.body == ("Air surut sejak subuh.", TEXT.body[1])
    assert room.desk(CHIEF).checking.verify() == ()
    assert {one.kind for one in ahead.doctor.examine()} <= {"clock"}
    assert "clock" in {one.kind for one in behind.doctor.examine()}


def test_who_has_an_article_open_shows_until_they_leave(room: Room) -> None:
    article_id = room.draft().id
    with room.desk(ANI).reading.editing(article_id):
        (seen,) = room.desk(BUDI).reading.editors(article_id)
        assert seen.editor == ANI
    assert room.desk(BUDI).reading.editors(article_id) == []


def test_presence_of_a_killed_process_ends_with_it(room: Room) -> None:
    article_id = room.draft().id
    reader, writer = os.pipe()

    def hold() -> None:
        with room.desk(ANI).reading.editing(article_id):
            os.write(writer, b"x")
            signal.pause()

    child = in_a_child(hold)
    os.read(reader, 1)
    assert [one.editor for one in room.desk(BUDI).reading.editors(article_id)] == [ANI]
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    (left,) = (room.folder / ".open").iterdir()
    assert room.desk(BUDI).reading.editors(article_id) == []
    assert not left.exists()
    os.close(reader)
    os.close(writer)
