"""What happened in the newsroom, and what of it concerns whom, through the verbs of the desk."""

from datetime import timedelta
from itertools import islice

from redaksi.domain.urgency import SOON
from tests.desk.rooms import BEGIN, Room

ANI, BUDI, CHIEF = "Ani Editor", "Budi Editor", "Cici Chief"


def told(room: Room, person: str) -> list[tuple[str, str]]:
    found = room.desk(person).activity.concerning(person, BEGIN)
    return [(one.kind.value, one.by) for one in found]


def test_the_acts_of_a_day_concern_those_whose_article_it_is(room: Room) -> None:
    sent = room.submitted(to=BUDI)
    assert told(room, BUDI) == [("submitted", ANI)]
    assert told(room, ANI) == []
    room.desk(BUDI).moves.return_(sent.id, "Cek angkanya.")
    assert told(room, ANI) == [("returned", BUDI)]
    note = room.desk(ANI).notes.add(sent.id, "Sudah dicek?").notes[-1].id
    room.desk(CHIEF).notes.answer(sent.id, note, "Sudah.")
    room.desk(ANI).moves.submit(sent.id)
    room.desk(BUDI).moves.publish(sent.id)
    assert told(room, ANI) == [("published", BUDI), ("answered", CHIEF), ("returned", BUDI)]
    assert told(room, CHIEF) == []


def test_the_newest_events_come_first_with_their_articles(room: Room) -> None:
    sent, other = room.submitted(), room.draft(BUDI)
    found = [(one.row.id, one.event.kind) for one in islice(room.desk(ANI).activity.newest(), 3)]
    assert found == [(other.id, "assigned"), (other.id, "created"), (sent.id, "submitted")]


def test_what_is_due_soon_or_overdue_concerns_its_holder_until_it_is_published(room: Room) -> None:
    article = room.submitted(to=BUDI).id
    desk = room.desk(BUDI)
    for left, kind in ((SOON * 2, ""), (SOON / 2, "due"), (-SOON, "overdue")):
        room.desk(BUDI).copy.set(article, {"due": (desk.now() + left).isoformat()})
        found = [one.kind.value for one in desk.activity.due(BUDI)]
        assert found == ([kind] if kind else [])
    assert list(desk.activity.due(ANI)) == []
    desk.moves.publish(article)
    assert list(desk.activity.due(BUDI)) == []


def test_what_is_older_than_asked_for_is_left_out(room: Room) -> None:
    room.submitted(to=BUDI)
    later = room.desk(BUDI).now() + timedelta(minutes=1)
    assert room.desk(BUDI).activity.concerning(BUDI, later) == []
