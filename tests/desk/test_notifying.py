"""Notifications at any moment: a program that dies, a clock that jumps, hours of quiet."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import Any

import msgspec
import pytest

from redaksi import config
from redaksi.delivery.base import TargetRefused, Uncertain
from redaksi.delivery.notification_ledger import OpenNotificationLedger
from redaksi.delivery.notify import commands
from redaksi.delivery.notify.rests import Rests
from redaksi.desk import Desk, Identity, notifying
from redaksi.domain.article import Stage
from redaksi.domain.notification import NotificationStep
from redaksi.errors import DiskFull, StorageError
from redaksi.store.dossiers.ledgers import FolderLedger
from tests.desk.rooms import CHIEF, LOGIN, Room, rooms
from tests.waiting import soon

ANI = "Ani Editor"
NIGHT = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
"""23.00 in Jakarta."""


class Killed(BaseException):
    """The program ends here."""


class Teller:
    """A command that people are told by; it keeps what it was given, and may misbehave."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []
        self.troubles: list[Exception] = []

    def __call__(self, _words: object, document: bytes, _without: object) -> None:
        if self.troubles and not isinstance(self.troubles[0], Uncertain):
            raise self.troubles.pop(0)
        self.told.append(msgspec.json.decode(document))
        if self.troubles:
            raise self.troubles.pop(0)

    @property
    def events(self) -> dict[tuple[str, str], set[str]]:
        """The ids of the messages by article and kind of event."""
        found: dict[tuple[str, str], set[str]] = {}
        for one in self.told:
            found.setdefault((one["id"], one["kind"]), set()).add(one["message"])
        return found


@pytest.fixture
def teller(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Teller:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    found = Teller()
    monkeypatch.setattr(commands, "tell", found)
    return found


@pytest.fixture
def room(tmp_path: Path, teller: Teller) -> Iterator[Room]:
    for one in rooms(tmp_path):
        settings = one.folder / "newsroom.toml"
        command = '[notify.commands]\nany = ["tell"]\n'
        settings.write_text(settings.read_text("utf-8") + command, "utf-8")
        told = one.desk(CHIEF).notifying
        told.trust(told.facts())
        notify(one)
        yield one


def teller_desk(room: Room, clock: Callable[[], datetime]) -> Desk:
    identity = Identity(name=CHIEF, login=LOGIN, host="host")
    return Desk(room.store, config.load_house(room.folder), identity, clock)


def notify(room: Room, clock: Callable[[], datetime] | None = None) -> None:
    teller_desk(room, clock or room.clock).notifying.once(print)


def assigned(room: Room, count: int = 1) -> list[str]:
    """The ids of new articles that are assigned to Ani."""
    ids = [room.draft("Budi Editor").id for _number in range(count)]
    for one in ids:
        room.desk(CHIEF).moves.assign(one, Stage.DRAFT, ANI)
    return ids


def dying(monkeypatch: pytest.MonkeyPatch, number: int, kept: int | None) -> Callable[[], bool]:
    """Let the program die at append `number` to the ledger; its first `kept` lines are there.

    Returns whether it came so far.
    """
    count = 0
    append = OpenNotificationLedger.append

    def dies(
        self: OpenNotificationLedger, *steps: NotificationStep
    ) -> tuple[NotificationStep, ...]:
        nonlocal count
        count += 1
        if count < number:
            return append(self, *steps)
        if count == number:
            append(self, *steps[:kept])
        raise Killed

    monkeypatch.setattr(OpenNotificationLedger, "append", dies)
    return lambda: count >= number


@pytest.mark.parametrize("kept", [0, 1, 3, None])
@pytest.mark.parametrize("number", range(1, 9))
def test_whenever_the_program_dies_each_event_is_told_once_or_as_the_same_message(
    room: Room, teller: Teller, monkeypatch: pytest.MonkeyPatch, number: int, kept: int | None
) -> None:
    ids = assigned(room, 3)
    with monkeypatch.context() as context:
        came = dying(context, number, kept)
        try:
            notify(room)
        except Killed:
            assert came()
    notify(room)
    notify(room)
    assert teller.events.keys() == {(one, "assigned") for one in ids}
    assert all(len(messages) == 1 for messages in teller.events.values())
    assert len(teller.told) <= len(ids) + 1, "only what is unknown is told again"


def test_the_program_dies_so_often_in_these_tests(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    assigned(room, 3)
    came = dying(monkeypatch, 7, None)  # notes, then intent and outcome of three
    with pytest.raises(Killed):
        notify(room)
    assert came()


@pytest.mark.parametrize("number", [2, 3])
def test_where_the_ledger_cannot_be_written_nothing_is_sent_again_and_again(
    room: Room, teller: Teller, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    (article,) = assigned(room)
    count, append = 0, FolderLedger.append

    def fails(self: FolderLedger, *lines: bytes) -> None:
        nonlocal count
        count += 1
        if count >= number:
            raise DiskFull(room.folder)
        append(self, *lines)

    with monkeypatch.context() as context:
        context.setattr(FolderLedger, "append", fails)
        for _time in range(3):
            with pytest.raises(DiskFull):
                notify(room)
    assert len(teller.told) == number - 2, "the outcome of one message could not be written"
    notify(room)
    assert teller.events.keys() == {(article, "assigned")}
    assert len(teller.events[article, "assigned"]) == 1
    assert len(teller.told) == number - 1


def test_a_watch_goes_on_after_failures_and_says_each_once(
    room: Room, teller: Teller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notifying, "_TICK", 0.05)
    monkeypatch.setattr(notifying, "Rests", partial(Rests, first=0.01))
    teller.troubles = [TargetRefused("The server is away.") for _time in range(3)]
    said: list[str] = []
    stop = Event()
    desk = teller_desk(room, lambda: NIGHT)  # the clock of the room is for one thread
    watch = Thread(target=desk.notifying.watch, args=(stop, said.append))
    watch.start()
    try:
        (article,) = assigned(room)
        assert soon(lambda: teller.told)
    finally:
        stop.set()
        watch.join()
    assert [one["id"] for one in teller.told] == [article]
    assert said == ["The server is away."]


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(days=400)])
def test_a_clock_that_jumps_loses_nothing_and_tells_nothing_twice(
    room: Room, teller: Teller, jump: timedelta
) -> None:
    first = assigned(room)
    notify(room)
    moment = room.clock() + jump
    later = assigned(room)
    notify(room, lambda: moment)
    notify(room)
    notify(room, lambda: moment)
    assert [one["id"] for one in teller.told] == [*first, *later]


def test_a_clock_of_another_century_tells_nobody_and_the_right_one_tells_all(
    room: Room, teller: Teller
) -> None:
    ids = assigned(room)
    with pytest.raises(StorageError, match="cannot be saved: a time lies outside"):
        notify(room, lambda: datetime(2201, 1, 1, tzinfo=UTC))
    assert teller.told == []
    notify(room)
    assert [one["id"] for one in teller.told] == ids


def test_a_due_time_is_told_once_however_the_clock_jumps(room: Room, teller: Teller) -> None:
    (article,) = assigned(room)
    room.desk(CHIEF).copy.set(article, {"due": "30/11/2026 22:00"})
    notify(room)
    assert [one["kind"] for one in teller.told] == ["assigned"], "it is due in a week"
    for hours in (-2, -400, 10_000, -1.5, 3):
        notify(room, lambda hours=hours: NIGHT + timedelta(hours=hours))  # type: ignore[misc]
    assert [one["kind"] for one in teller.told] == ["assigned", "due", "overdue"]


def test_what_is_unknown_is_told_again_as_the_same_message(room: Room, teller: Teller) -> None:
    teller.troubles = [Uncertain("?")]
    assigned(room)
    notify(room)
    teller.troubles = [TargetRefused("no")]
    notify(room)  # nobody knows still whether the first one arrived
    notify(room)
    notify(room)
    first, again = teller.told
    assert first == again


def test_what_failed_is_told_later(room: Room, teller: Teller) -> None:
    teller.troubles = [TargetRefused("no")]
    ids = assigned(room, 2)
    notify(room)
    assert teller.told == []  # the second one waits as well, for the same command
    notify(room)
    assert sorted(one["id"] for one in teller.told) == sorted(ids)


def test_one_that_always_fails_holds_up_no_other(
    room: Room, teller: Teller, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison, *others = assigned(room, 3)

    def picky(words: object, document: bytes, without: object) -> None:
        if poison.encode() in document:
            raise TargetRefused("no")
        teller(words, document, without)

    monkeypatch.setattr(commands, "tell", picky)
    notify(room)
    notify(room)
    assert {one["id"] for one in teller.told} == {*others}


def test_quiet_hours_are_in_the_zone_of_the_newsroom_and_what_falls_in_them_comes_after(
    room: Room, teller: Teller
) -> None:
    room.desk(ANI).reach.quiet(ANI, "22.00-06.00")
    (article,) = assigned(room)
    for hours in (0, 3, 6.5):
        notify(room, lambda hours=hours: NIGHT + timedelta(hours=hours))  # type: ignore[misc]
        assert teller.told == []
    notify(room, lambda: NIGHT + timedelta(hours=7))
    assert [one["id"] for one in teller.told] == [article]


def test_quiet_hours_that_are_none_are_not_obeyed(room: Room, teller: Teller) -> None:
    room.desk(ANI).reach.quiet(ANI, "22.00-06.00")
    team = room.folder / "team.json"
    team.write_text(team.read_text("utf-8").replace("22.00-06.00", "malam"), "utf-8")
    (article,) = assigned(room)
    notify(room)
    assert [one["id"] for one in teller.told] == [article]


def test_an_article_that_came_back_older_tells_of_its_next_events(
    room: Room, teller: Teller
) -> None:
    (article,) = assigned(room)
    (file,) = room.folder.rglob(f"{article}.json")
    old = file.read_bytes()
    room.desk(CHIEF).notes.add(article, "Cek.")
    notify(room)
    file.write_bytes(old)
    notify(room)
    room.desk(CHIEF).notes.add(article, "Cek lagi.")
    notify(room)
    kinds = [one["kind"] for one in teller.told if one["person"] == ANI]
    assert kinds == ["assigned", "noted", "noted"]


def test_an_article_that_cannot_be_read_stops_nobody_and_is_told_of_once_it_can(
    room: Room, teller: Teller
) -> None:
    bad, good = assigned(room, 2)
    (file,) = room.folder.rglob(f"{bad}.json")
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    notify(room)
    assert [one["id"] for one in teller.told] == [good]
    file.write_bytes(whole)
    notify(room)
    assert [one["id"] for one in teller.told] == [good, bad]
