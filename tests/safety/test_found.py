"""The faults that the state machine and the failing calls found, each with a plain test."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from redaksi.desk.conflict import SaveConflict
from redaksi.domain.article import Stage, Text
from redaksi.errors import MoveRefused, StorageError
from redaksi.store.index import database
from redaksi.store.index.catalogue import Catalogue
from tests.desk.rooms import Room, rooms


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    yield from rooms(tmp_path)


def longer(text: Text) -> Text:
    return replace(text, body=(*text.body, "Satu alinea lagi."))


def test_nothing_merges_by_itself_across_a_move_that_was_taken_back(room: Room) -> None:
    in_review = room.submitted()
    ani = room.desk("Ani Editor")
    ani.moves.undo(in_review.id)
    with pytest.raises(SaveConflict) as stale:
        ani.copy.edit(in_review.id, longer, in_review.version)
    assert stale.value.moved


def test_a_submission_that_was_taken_back_does_not_stand_in_for_the_first_submitter(
    room: Room,
) -> None:
    article_id = room.submitted(by="Ani Editor", to="Budi Editor").id
    budi = room.desk("Budi Editor")
    budi.copy.edit(article_id, longer)
    budi.moves.return_(article_id, "Tambah sumber.")
    budi.moves.submit(article_id)
    budi.moves.undo(article_id)
    budi.moves.undo(article_id)
    assert room.store.dossier(article_id).article.stage is Stage.REVIEW
    with pytest.raises(MoveRefused, match="Four eyes: Ani Editor"):
        room.desk("Ani Editor").moves.publish(article_id)


def test_a_slug_is_not_given_twice_when_its_first_owner_never_reached_the_index(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = room.submitted(), room.submitted()
    budi = room.desk("Budi Editor")
    with monkeypatch.context() as killed:
        killed.setattr(Catalogue, "saved", lambda *_: None)
        budi.moves.publish(first.id)
    assert budi.moves.publish(second.id).article.slug != room.store.dossier(first.id).article.slug


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    return error


def test_an_index_that_is_taken_away_while_it_is_opened_is_built_anew(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    article_id = room.draft().id
    room.store.refresh()
    room.store.close()
    real = database._connect
    met: list[Path] = []

    def connect(path: Path) -> sqlite3.Connection:
        if met:
            return real(path)
        met.append(path)
        path.unlink()
        raise sqlite_error(sqlite3.SQLITE_IOERR)

    monkeypatch.setattr(database, "_connect", connect)
    assert [row.id for row in room.store.page()] == [article_id]
    assert met


def test_an_index_that_cannot_be_built_is_a_sentence(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.store.close()

    def connect(_path: Path) -> sqlite3.Connection:
        raise sqlite_error(sqlite3.SQLITE_CANTOPEN)

    monkeypatch.setattr(database, "_connect", connect)
    with pytest.raises(StorageError):
        room.store.page()
