"""Acts on several articles: each passes its own gate, and the report names every article."""

import pytest

from redaksi.domain.article import Stage
from redaksi.errors import EditorNotFound
from tests.desk.rooms import CHIEF, Room, tree


def test_what_may_be_done_is_done_and_the_rest_is_told_with_every_reason(room: Room) -> None:
    first, second = room.draft(), room.draft()
    submitted, published = room.submitted(), room.published()
    heard: list[tuple[int, int]] = []
    ids = [first.id, published.id, "999999", submitted.id, second.id, second.id[:-1]]
    report = room.desk(CHIEF).bulk.submit(
        ids, "budi editor", lambda done, total: heard.append((done, total))
    )
    assert [one.id for one in report.done] == [first.id, second.id]
    assert [(one.id, one.code) for one in report.refused] == [
        (published.id, 4),
        ("999999", 3),
        (submitted.id, 4),
    ]
    assert all(one.why for one in report.refused)
    assert report.refused[0].headline == "Banjir Surut"
    assert report.code == 4
    assert heard == [(number, 5) for number in range(1, 6)]
    article = room.store.dossier(second.id).article
    assert (article.stage, article.editor()) == (Stage.REVIEW, "Budi Editor")
    assert len(room.store.dossier(second.id).events) == 4


def test_each_is_assigned_for_the_stage_that_it_is_in(room: Room) -> None:
    draft, submitted = room.draft(), room.submitted()
    report = room.desk(CHIEF).bulk.assign([draft.id, submitted.id], None, "Ani Editor")
    assert not report.refused
    assert report.code == 0
    assert room.store.dossier(draft.id).article.editor(Stage.DRAFT) == "Ani Editor"
    assert room.store.dossier(submitted.id).article.editor(Stage.REVIEW) == "Ani Editor"


def test_the_gate_is_the_one_of_a_single_act(room: Room) -> None:
    draft, submitted = room.draft(), room.submitted()
    report = room.desk(CHIEF).bulk.assign([draft.id, submitted.id], None, "Gita Guest")
    assert [one.id for one in report.done] == [draft.id]
    assert "Gita Guest is a guest" in report.refused[0].why
    report = room.desk("Gita Guest").bulk.assign([draft.id], None, "Ani Editor")
    assert [one.code for one in report.refused] == [4]


def test_nobody_is_touched_where_the_editor_is_unknown(room: Room) -> None:
    draft = room.draft()
    before = tree(room.folder)
    with pytest.raises(EditorNotFound, match="Ani Editer"):
        room.desk(CHIEF).bulk.assign([draft.id], None, "Ani Editer")
    with pytest.raises(EditorNotFound, match="Ani Editer"):
        room.desk(CHIEF).bulk.submit([draft.id], "Ani Editer")
    assert tree(room.folder) == before
