"""Every draft has somebody: by its beginning, an import, a return or a reopening."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from redaksi.config import FILE
from redaksi.desk.copy import create
from redaksi.domain import audit, record
from redaksi.domain.article import Dossier, Stage, Text
from redaksi.errors import EditorNotFound, MoveRefused
from tests.desk.rooms import CHIEF, TEXT, Room, tree

ANI, BUDI, GITA = "Ani Editor", "Budi Editor", "Gita Guest"
STRANGER = "Orang Luar"
COPY = b"Kafe Baru\n\nSebuah kafe dibuka.\n"
NAMING = b"---\ntitle: Pasar Baru\neditor: Budi Editor\n---\nIsi.\n"


def shared_desk(room: Room, name: str) -> None:
    """Let the house of `room` name `name` for imported copy."""
    with (room.folder / FILE).open("a") as settings:
        settings.write(f'\n[desk]\nimport_to = "{name}"\n')


@pytest.fixture(autouse=True)
def _without_a_shared_desk(room: Room) -> None:
    """Take the section out that a new newsroom has, so that a test may write its own."""
    path: Path = room.folder / FILE
    path.write_text(path.read_text().partition("[desk]")[0])


def held(dossier: Dossier) -> tuple[str, str]:
    """The person who has the draft, and the person who assigned it; "" for nobody."""
    one = dossier.article.assignments.get(Stage.DRAFT)
    return (one.editor, one.by) if one else ("", "")


def imported(room: Room, data: bytes, by: str = ANI, to: str = "") -> tuple[Dossier, str]:
    """The article that `by` imports, and the message about it."""
    arrival = room.desk(by).imports.data(data, "a.md", to=to)
    return room.store.dossier(arrival.id), arrival.message


def nobodys(room: Room) -> Dossier:
    """A draft without anybody, as archives of earlier versions hold them."""
    context = room.desk(ANI).copy._context
    act = context.begin()
    begun = record.revise(record.begin(context.new_id(act.at), act.at), TEXT, act.at, ANI)
    return create(context, record.log(begun, "created", act.at, act.person), act)


# Beginning


@pytest.mark.parametrize("name", [ANI, GITA, STRANGER])
def test_whoever_begins_an_article_has_its_draft(room: Room, name: str) -> None:
    dossier = room.draft(name)
    assert held(dossier) == (name, name)
    assert dossier.events[-1].data == {"stage": "draft", "to": name, "before": ""}
    assert audit.faults(dossier) == ()


def test_an_editor_begins_a_draft_for_somebody_else(room: Room) -> None:
    for to, member in (("  budi editor", BUDI), (GITA, GITA)):
        assert held(room.desk(ANI).copy.new(TEXT, to)) == (member, ANI)


def test_a_guest_begins_drafts_of_their_own_only(room: Room) -> None:
    before = tree(room.folder)
    for to in (ANI, CHIEF):
        with pytest.raises(MoveRefused, match="is a guest here"):
            room.desk(GITA).copy.new(TEXT, to)
    with pytest.raises(EditorNotFound):
        room.desk(ANI).copy.new(TEXT, STRANGER)
    assert tree(room.folder) == before
    assert held(room.desk(GITA).copy.new(TEXT, "gita guest")) == (GITA, GITA)


def test_what_began_an_article_is_not_taken_back(room: Room) -> None:
    dossier = room.draft()
    with pytest.raises(MoveRefused, match="nothing of yours"):
        room.desk(ANI).moves.undo(dossier.id)


# Importing


def test_whoever_imports_copy_has_its_draft_unless_it_names_its_editor(room: Room) -> None:
    plain, message = imported(room, COPY, GITA)
    assert held(plain) == (GITA, GITA)
    assert "has it" not in message
    named, message = imported(room, NAMING, GITA)
    assert held(named) == (BUDI, GITA)
    assert message.endswith("Budi Editor has it.")


def test_who_imports_for_somebody_else_gives_them_all_copy(room: Room) -> None:
    for data in (COPY, NAMING):
        dossier, message = imported(room, data, to="cici chief")
        assert held(dossier) == (CHIEF, ANI)
        assert message.endswith("Cici Chief has it.")


def test_nobody_is_given_copy_without_the_right_or_a_place_in_the_team(
    room: Room, tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(COPY)
    before = tree(room.folder)
    with pytest.raises(MoveRefused, match="is a guest here"):
        list(room.desk(GITA).imports.paths([str(file)], to=ANI))
    with pytest.raises(EditorNotFound):
        list(room.desk(ANI).imports.paths([str(file)], to=STRANGER))
    assert tree(room.folder) == before


def test_a_shared_desk_has_the_copy_that_names_nobody_from_the_next_import_on(room: Room) -> None:
    gita = room.desk(GITA)
    assert held(room.store.dossier(gita.imports.data(COPY, "a.txt").id)) == (GITA, GITA)
    shared_desk(room, "CICI chief")
    arrival = gita.imports.data(COPY.replace(b"Kafe", b"Toko"), "b.txt")
    assert held(room.store.dossier(arrival.id)) == (CHIEF, GITA)
    assert arrival.message.endswith("Cici Chief has it.")
    assert held(imported(room, NAMING)[0]) == (BUDI, ANI)
    assert held(imported(room, COPY.replace(b"Kafe", b"Kios"), to=BUDI)[0]) == (BUDI, ANI)


def test_a_shared_desk_whom_the_team_does_not_know_stops_no_import(room: Room) -> None:
    shared_desk(room, STRANGER)
    dossier, message = imported(room, COPY)
    assert held(dossier) == (ANI, ANI)
    assert "Orang Luar, whom the settings name" in message
    assert message.endswith("Ani Editor has it.")
    assert "Orang Luar" not in imported(room, NAMING)[1], "the copy names somebody else"


# Returning


def test_a_return_gives_the_draft_to_whoever_submitted_it(room: Room) -> None:
    dossier = room.draft(GITA)
    room.desk(ANI).moves.submit(dossier.id, to=BUDI)
    returned = room.desk(BUDI).moves.return_(dossier.id, "Sumber kedua?")
    assert held(returned) == (ANI, BUDI)
    assert room.desk(BUDI).moves.undo(dossier.id).article.editor(Stage.DRAFT) == GITA


def test_a_return_to_somebody_else_is_theirs(room: Room) -> None:
    dossier = room.submitted()
    assert held(room.desk(BUDI).moves.return_(dossier.id, "Cek.", to=GITA)) == (GITA, BUDI)


def test_a_submission_that_was_taken_back_counts_for_nothing(room: Room) -> None:
    dossier = room.submitted(GITA)
    room.desk(GITA).moves.undo(dossier.id)
    room.desk(ANI).moves.submit(dossier.id)
    assert held(room.desk(BUDI).moves.return_(dossier.id, "Cek.")) == (ANI, BUDI)


def test_a_draft_stays_where_it_was_when_the_submitter_is_not_in_the_team(room: Room) -> None:
    stranger = room.submitted(STRANGER)
    assert held(room.desk(BUDI).moves.return_(stranger.id, "Cek.")) == (STRANGER, STRANGER)
    room.desk(CHIEF).moves.assign(stranger.id, Stage.DRAFT, GITA)
    room.desk(STRANGER).moves.submit(stranger.id)
    assert room.desk(BUDI).moves.returned_to(room.store.dossier(stranger.id)) == GITA
    left = room.submitted()
    room.desk(CHIEF).team.remove(ANI)
    assert held(room.desk(BUDI).moves.return_(left.id, "Cek."))[0] == ANI


# Reopening, and old archives


def test_whoever_reopens_an_article_has_the_new_draft(room: Room) -> None:
    dossier = room.published()
    reopened = room.desk(CHIEF).moves.reopen(dossier.id, "Salah.")
    assert held(reopened) == (CHIEF, CHIEF)
    undone = room.desk(CHIEF).moves.undo(dossier.id)
    assert undone.article.assignments == dossier.article.assignments


def test_a_draft_that_nobody_has_takes_part_in_everything(room: Room) -> None:
    dossier = nobodys(room)
    assert held(dossier) == ("", "")
    assert room.store.page()[0].editor == ""
    room.desk(GITA).moves.submit(dossier.id, to=BUDI)
    assert held(room.desk(BUDI).moves.return_(dossier.id, "Cek.")) == (GITA, BUDI)
    other = nobodys(room)
    assert held(room.desk(CHIEF).moves.assign(other.id, None, ANI)) == (ANI, CHIEF)
    assert held(room.desk(CHIEF).moves.undo(other.id)) == ("", "")


def test_an_edit_gives_a_draft_to_nobody(room: Room) -> None:
    dossier = nobodys(room)
    edited = room.desk(ANI).copy.edit(
        dossier.id, lambda text: replace(text, headline="Lain") if text else Text()
    )
    assert held(edited) == ("", "")
