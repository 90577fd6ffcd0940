"""What waits for a person until they have read it, and the file that keeps what is read."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from stat import S_IMODE

import pytest

from redaksi.desk import Desk
from redaksi.desk.inbox import HORIZON
from redaksi.desk.read_marks import MOST, ReadMark, ReadMarks
from redaksi.domain.urgency import SOON
from redaksi.errors import StorageError
from tests.desk.rooms import BEGIN, Room

ANI, BUDI = "Ani Editor", "Budi Editor"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "redaksi" / "read"


def unread(desk: Desk) -> list[str]:
    return [one.concern.kind.value for one in desk.inbox.waiting().unread]


def test_a_concern_waits_until_the_article_is_opened(room: Room) -> None:
    budi, sent = room.desk(BUDI), room.submitted(to=BUDI)
    assert unread(budi) == ["submitted"]
    budi.inbox.opened({sent.id: sent.version})
    assert unread(budi) == []
    assert unread(room.desk(BUDI)) == [], "another desk of the same person knows that it is read"
    room.desk(ANI).notes.add(sent.id, "Sudah dicek?")
    assert unread(budi) == ["noted"]
    assert [one.unread for one in budi.inbox.told()] == [True, False]


def test_what_one_person_read_is_not_read_by_another(room: Room) -> None:
    sent = room.submitted(to=BUDI)
    room.desk(ANI).inbox.opened({sent.id: sent.version})
    assert unread(room.desk(BUDI)) == ["submitted"]


def test_an_older_version_does_not_make_a_newer_one_unread(room: Room) -> None:
    budi, sent = room.desk(BUDI), room.submitted(to=BUDI)
    budi.inbox.opened({sent.id: sent.version})
    budi.inbox.opened({sent.id: 1})
    assert unread(budi) == []


def test_an_article_is_marked_when_others_change_it_and_not_for_an_act_of_one_s_own(
    room: Room,
) -> None:
    ani, budi, mine = room.desk(ANI), room.desk(BUDI), room.draft(ANI)
    assert budi.inbox.waiting().marked == frozenset()
    for desk in (ani, budi):
        desk.inbox.opened({mine.id: mine.version})
    budi.copy.set(mine.id, {"rubric": "Kota"})
    assert ani.inbox.waiting().changed == {mine.id}
    assert budi.inbox.waiting().changed == frozenset()
    ani.inbox.opened({mine.id: ani.reading.article(mine.id).version})
    assert ani.inbox.waiting().marked == frozenset()


def test_an_article_that_breaks_after_a_change_hides_no_other(room: Room) -> None:
    ani, budi = room.desk(ANI), room.desk(BUDI)
    broken, whole = room.draft(ANI), room.draft(ANI)
    ani.inbox.opened({broken.id: broken.version, whole.id: whole.version})
    for one in (broken, whole):
        budi.copy.set(one.id, {"rubric": "Kota"})
    (file,) = room.folder.rglob(f"{broken.id}.json")
    file.write_text("{")
    assert ani.inbox.waiting().changed == {whole.id}


def test_everything_can_be_read_at_once(room: Room) -> None:
    budi, sent = room.desk(BUDI), room.submitted(to=BUDI)
    other = room.draft(BUDI)
    budi.inbox.opened({other.id: other.version})
    room.desk(ANI).copy.set(other.id, {"rubric": "Kota"})
    assert budi.inbox.read_all() == len({sent.id, other.id})
    assert budi.inbox.waiting() == ((), frozenset())
    assert budi.inbox.read_all() == 0


def at(room: Room, moment: datetime) -> Desk:
    """The desk of BUDI at that moment."""
    desk = room.desk(BUDI)
    return Desk(room.store, desk.house, desk._context.identity, lambda: moment)


def test_a_due_time_waits_until_the_article_is_opened_and_once_more_when_it_is_over(
    room: Room,
) -> None:
    sent, due = room.submitted(to=BUDI), BEGIN + timedelta(days=1)
    sent = room.desk(BUDI).copy.set(sent.id, {"due": due.isoformat()})
    version = {sent.id: sent.version}
    at(room, due - SOON * 2).inbox.opened(version)
    assert unread(at(room, due - SOON)) == []
    assert unread(at(room, due - SOON / 2)) == ["due"]
    at(room, due - SOON / 2).inbox.opened(version)
    assert unread(at(room, due)) == []
    assert unread(at(room, due + SOON)) == ["overdue"]
    at(room, due + SOON).inbox.opened(version)
    assert unread(at(room, due + SOON)) == []


def test_a_due_time_that_somebody_else_moves_near_waits_again(room: Room) -> None:
    """Also where the article was opened already within the last hours before that time."""
    sent = room.submitted(to=BUDI)
    now = BEGIN + timedelta(days=1)
    at(room, now).inbox.opened({sent.id: sent.version})
    assert unread(at(room, now)) == []
    for due, kind in ((now + SOON / 2, "due"), (now - SOON, "overdue")):
        moved = room.desk(ANI).copy.set(sent.id, {"due": due.isoformat()})
        assert unread(at(room, now)) == [kind]
        at(room, now).inbox.opened({sent.id: moved.version})
        assert unread(at(room, now)) == []
    other = room.desk(ANI).copy.set(sent.id, {"rubric": "Kota"})
    assert unread(at(room, now)) == [], "only an act on the due time counts"
    at(room, now).inbox.opened({sent.id: other.version})
    room.desk(BUDI).copy.set(sent.id, {"due": (now + SOON / 3).isoformat()})
    assert unread(at(room, now)) == [], "nobody is told of an act of their own"
    room.desk(ANI).copy.set(sent.id, {"due": (now + 2 * SOON).isoformat()})
    assert unread(at(room, now)) == [], "it is not near"


def test_what_is_older_than_two_weeks_does_not_wait(room: Room) -> None:
    room.submitted(to=BUDI)
    assert unread(at(room, BEGIN + HORIZON)) == ["submitted"]
    assert unread(at(room, BEGIN + HORIZON + timedelta(days=1))) == []


def test_a_lost_or_damaged_file_is_no_error_and_the_next_opening_is_kept(
    room: Room, home: Path
) -> None:
    budi, sent = room.desk(BUDI), room.submitted(to=BUDI)
    budi.inbox.opened({sent.id: sent.version})
    (file,) = home.glob("*.json")
    for content in (b"", b"{", b'{"a": 1}', b'{"a": [1, "2026-11-23"]}', b"\xff", b"[" * 100_000):
        file.write_bytes(content)
        assert unread(budi) == ["submitted"], content
    file.unlink()
    file.symlink_to(room.folder / "newsroom.toml")
    assert unread(budi) == ["submitted"]
    file.unlink()
    budi.inbox.opened({sent.id: sent.version})
    assert unread(budi) == []


def test_only_the_person_can_read_the_file(room: Room, home: Path) -> None:
    sent = room.submitted(to=BUDI)
    room.desk(BUDI).inbox.opened({sent.id: sent.version})
    assert S_IMODE(home.stat().st_mode) == 0o700
    assert {S_IMODE(file.stat().st_mode) for file in home.iterdir()} == {0o600}


def test_two_desks_that_write_at_once_lose_no_opening() -> None:
    marks = [ReadMarks("uuid", BUDI) for _desk in range(8)]
    with ThreadPoolExecutor(8) as pool:
        for number, mark in enumerate(marks):
            for place in range(5):
                pool.submit(mark.opened, {f"n{number}-{place}": 1}, BEGIN)
    assert len(marks[0].load()) == 40


def test_the_file_keeps_the_articles_that_were_opened_last() -> None:
    marks = ReadMarks("uuid", BUDI)
    marks.opened({f"n{number}": 1 for number in range(MOST)}, BEGIN)
    marks.opened({"n0": 2, "neu": 1}, BEGIN)
    kept = marks.load()
    assert len(kept) == MOST
    assert kept["n0"] == ReadMark(2, BEGIN)
    assert "neu" in kept
    assert "n1" not in kept


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_home_that_cannot_be_written_is_told(room: Room, home: Path) -> None:
    home.parent.mkdir(parents=True)
    home.parent.chmod(0o500)
    with pytest.raises(StorageError):
        room.desk(BUDI).inbox.opened({"a": 1})


def test_a_file_in_place_of_the_folder_is_told(room: Room, home: Path) -> None:
    home.parent.mkdir(parents=True)
    home.write_text("")
    assert unread(room.desk(BUDI)) == []
    with pytest.raises(StorageError):
        room.desk(BUDI).inbox.opened({"a": 1})


def test_newsrooms_and_names_have_files_of_their_own() -> None:
    ReadMarks("satu", BUDI).opened({"a": 1}, BEGIN)
    assert ReadMarks("satu", "BUDI  editor").load() == {"a": ReadMark(1, BEGIN)}
    assert ReadMarks("dua", BUDI).load() == ReadMarks("satu", ANI).load() == {}
