"""The doctor names deliveries that a person should look at, with their remedy."""

from datetime import timedelta

import pytest

from redaksi.delivery import ledger
from redaksi.desk import overdue
from redaksi.desk.doctor import DELIVERY, OVERDUE, Ailment
from redaksi.domain.article import Dossier
from redaksi.domain.delivery import Step, StepKind, signed
from tests.desk.conftest import room
from tests.desk.rooms import CHIEF, Room

__all__ = ["room"]  # a fixture
TARGET = """
[[target]]
name = "arsip"
kind = "text"
folder = "/srv/arsip"
"""
AT_ONCE = TARGET + "on_publish = true\n"


def found(room: Room, settings: str) -> list[Ailment]:
    """What the doctor says about deliveries with `settings` at the end of newsroom.toml."""
    file = room.folder / "newsroom.toml"
    before = file.read_text()
    file.write_text(before + settings)
    ailments = room.desk(CHIEF).doctor.examine()
    file.write_text(before)
    return [one for one in ailments if one.kind in {OVERDUE, DELIVERY}]


def noted(room: Room, dossier: Dossier, kind: StepKind, state: str = "") -> None:
    """Note a step about `dossier` in the ledger of the target."""
    step = Step(
        number=0,
        at=room.clock(),
        kind=kind,
        article=dossier.id,
        version=dossier.version,
        state=state,
        sign_off=signed(dossier.article.sign_offs[-1]),
        held="0" * 64,
    )
    with ledger.opened(room.store, "arsip") as book:
        book.append(step)


def wait(room: Room, minutes: int) -> None:
    """Let time pass: the clock of the room moves a minute at each reading."""
    for _ in range(minutes):
        room.clock()


def test_a_publication_that_still_waits_is_overdue_at_a_target_that_gets_each_at_once(
    room: Room,
) -> None:
    article = room.published()
    wait(room, overdue.PATIENCE // timedelta(minutes=1))
    assert found(room, TARGET) == []
    (ailment,) = found(room, AT_ONCE)
    assert (ailment.kind, ailment.names) == (OVERDUE, (article.id,))
    assert "arsip" in ailment.what
    assert "redaksi deliver --all" in ailment.remedy
    assert not ailment.is_harmless
    noted(room, article, StepKind.DELIVERED)
    assert found(room, AT_ONCE) == []


def test_a_publication_of_this_moment_is_not_overdue(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.published()
    monkeypatch.setattr(overdue, "PATIENCE", timedelta(days=1))
    assert found(room, AT_ONCE) == []


def test_what_an_embargo_held_back_is_overdue_after_it_at_every_target(room: Room) -> None:
    article = room.published()
    desk = room.desk(CHIEF)
    desk.copy.set(article.id, {"embargo": (desk.now() + timedelta(hours=1)).isoformat()})
    assert found(room, TARGET) == []
    assert found(room, AT_ONCE) == []
    wait(room, 90)
    for settings in (TARGET, AT_ONCE):
        assert [one.names for one in found(room, settings)] == [(article.id,)]


@pytest.mark.parametrize(
    ("kind", "state", "what", "remedy"),
    [
        (StepKind.SENDING, "", "nobody knows whether it arrived", "redaksi deliver ID"),
        (StepKind.FAILED, "", "failed", "redaksi status ID"),
        (StepKind.FAILED, "changed", "changed it", "--overwrite"),
        (StepKind.FAILED, "gone", "removed it", "redaksi withdraw ID"),
    ],
)
def test_a_delivery_that_needs_a_person_is_named_with_its_remedy(
    room: Room, kind: StepKind, state: str, what: str, remedy: str
) -> None:
    article = room.published()
    noted(room, article, kind, state)
    (ailment,) = found(room, TARGET)
    assert (ailment.kind, ailment.names) == (DELIVERY, (article.id,))
    assert what in ailment.what
    assert remedy in ailment.remedy
    assert found(room, "") == []  # a ledger without a target asks for nothing
