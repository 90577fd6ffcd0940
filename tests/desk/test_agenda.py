"""The agenda of a newsroom, and due times that are moved from there."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.desk.agenda import by_day, entries
from redaksi.desk.schedule import Appointment, AppointmentKind
from redaksi.domain import days
from redaksi.domain.article import Stage
from redaksi.errors import MoveRefused, NotFound
from redaksi.store.base import Row
from tests.desk.rooms import BEGIN, CHIEF, Room

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
times = st.none() | st.integers(-100, 100).map(lambda hours: NOW + timedelta(hours=hours))


@st.composite
def rows(draw: st.DrawFn) -> list[Row]:
    facts = draw(st.lists(st.tuples(st.sampled_from(Stage), times, times), max_size=12))
    return [
        Row(str(number), "Judul", stage, "", "", 1, NOW, NOW, due, embargo, False)
        for number, (stage, due, embargo) in enumerate(facts)
    ]


@given(rows(), st.integers(-5, 5), st.integers(1, 10))
def test_every_time_in_the_span_is_told_once_on_its_day(
    found: list[Row], first: int, count: int
) -> None:
    day = days.day_of(NOW, UTC) + timedelta(first)
    span = days.span(day, count, UTC)
    told = entries(found, span)
    assert [one.at for one in told] == sorted(one.at for one in told)
    expected = {
        (row.id, kind)
        for row in found
        for kind, at in (
            ("due", None if row.stage is Stage.PUBLISHED else row.due),
            ("embargo", row.embargo),
        )
        if at and span.since <= at < span.until
    }
    assert {(one.row.id, one.kind) for one in told} == expected
    planned = by_day(told, day, count, UTC)
    assert list(planned) == [day + timedelta(number) for number in range(count)]
    assert [one for of_day in planned.values() for one in of_day] == told
    assert all(one.at.date() == day for day, of_day in planned.items() for one in of_day)


def test_a_schedule_from_today_begins_with_what_is_overdue(room: Room) -> None:
    desk = room.desk(CHIEF)
    made = {hours: room.draft().id for hours in (-80, -1, 2, 30, 24 * 9)}
    for hours, one in made.items():
        desk.copy.set(one, {"due": (BEGIN + timedelta(hours=hours)).isoformat()})
    today = days.day_of(BEGIN, desk.house.zone)
    schedule = desk.agenda.schedule(today, 7)
    assert [one.row.id for one in schedule.overdue] == [made[-80], made[-1]]
    assert [len(of_day) for of_day in schedule.days.values()] == [1, 1, 0, 0, 0, 0, 0]
    earlier = desk.agenda.schedule(today - timedelta(7), 7)
    assert earlier.overdue == ()
    assert [one.row.id for one in earlier.entries] == [made[-80]]


def test_a_due_time_is_moved_and_taken_back(room: Room) -> None:
    desk, article = room.desk("Ani Editor"), room.draft().id
    due = BEGIN + timedelta(hours=2)
    desk.copy.set(article, {"due": due.isoformat()})
    assert desk.agenda.postpone(article, hours=-3).article.due == due - timedelta(hours=3)
    assert desk.agenda.postpone(article, days=2).article.due == due + timedelta(hours=45)
    desk.moves.undo(article)
    assert desk.reading.article(article).article.due == due - timedelta(hours=3)


def test_who_may_not_change_a_due_time_may_not_move_it(room: Room) -> None:
    desk, article = room.desk(CHIEF), room.submitted().id
    desk.copy.set(article, {"due": (BEGIN + timedelta(hours=2)).isoformat()})
    before = desk.reading.article(article)
    with pytest.raises(MoveRefused):
        room.desk("Gita Guest").agenda.postpone(article, hours=1)
    desk.copy.set(article, {"due": ""})
    with pytest.raises(NotFound):
        desk.agenda.postpone(article, hours=1)
    assert desk.reading.article(article).version == before.version + 1


def test_a_published_text_under_an_embargo_leaves_when_it_ends(room: Room) -> None:
    desk = room.desk("Budi Editor")
    article, draft = room.published().id, room.draft().id
    for one in (article, draft):
        desk.copy.set(one, {"embargo": (BEGIN + timedelta(hours=20)).isoformat()})
    schedule = desk.agenda.schedule(date(2026, 11, 23), 2)
    assert {one.row.id: one.holds_back for one in schedule.entries} == {
        article: True,
        draft: False,
    }
    assert not Appointment(NOW, AppointmentKind.DUE, schedule.entries[0].row).holds_back
