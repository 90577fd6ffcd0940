"""Message targets: each sign-off is sent once, and a lost answer is a person's to settle."""

import pytest

from redaksi.delivery.base import TargetRefused, Uncertain, Unreachable
from redaksi.delivery.messages import MessageEngine
from redaksi.delivery.outcome import NOTHING, Outcome, Permission, Work
from redaksi.domain.delivery import State
from redaksi.exporters.base import Sealed
from tests.delivery.imitation import Deaths, Killed, LedgerInMemory, again
from tests.exporters.pieces import piece

PIECE = piece()
NEWER = again(PIECE, "Banjir Surut, Warga Pulang", 1)


class Mailbox:
    """A message target that keeps what it was sent."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.trouble: Exception | None = None
        self.deaths = Deaths()

    def send(self, sealed: Sealed) -> tuple[str, str]:
        if self.trouble:
            raise self.trouble
        with self.deaths.around():
            self.sent.append(sealed.text.headline)
        return f"<{len(self.sent)}@contoh.id>", ""

    def check(self) -> tuple[str, ...]:
        return ()

    def close(self) -> None:
        """Nothing is open."""


class Scene:
    def __init__(self) -> None:
        self.mailbox, self.book = Mailbox(), LedgerInMemory()
        self.engine = MessageEngine(self.mailbox, self.book.notes("surat"))

    def deliver(self, sealed: Sealed, allowed: Permission = NOTHING) -> Outcome:
        return next(self.engine.deliver([Work(sealed)], allowed))

    def plan(self, sealed: Sealed) -> Outcome:
        return next(self.engine.plan([Work(sealed)]))


def test_each_sign_off_is_sent_once() -> None:
    scene = Scene()
    for _time in range(2):
        assert scene.deliver(PIECE).state is State.DELIVERED
    assert scene.plan(NEWER).state is State.OUTDATED
    assert scene.deliver(NEWER).state is State.DELIVERED
    assert scene.mailbox.sent == [PIECE.text.headline, NEWER.text.headline]


@pytest.mark.parametrize("trouble", [Unreachable("It does not answer."), TargetRefused("No.")])
def test_a_message_that_was_not_sent_is_sent_by_the_next_run(trouble: Exception) -> None:
    scene = Scene()
    scene.mailbox.trouble = trouble
    if isinstance(trouble, Unreachable):
        with pytest.raises(Unreachable):
            scene.deliver(PIECE)
    else:
        assert scene.deliver(PIECE).state is State.FAILED
    scene.mailbox.trouble = None
    assert scene.deliver(PIECE).state is State.DELIVERED
    assert len(scene.mailbox.sent) == 1


def test_a_lost_answer_is_never_followed_by_a_second_message() -> None:
    scene = Scene()
    scene.mailbox.trouble = Uncertain("The answer was lost.")
    assert scene.deliver(PIECE).state is State.SENT
    scene.mailbox.trouble = None
    outcome = scene.deliver(PIECE)
    assert outcome.state is State.SENT
    assert "--overwrite" in outcome.message
    assert scene.mailbox.sent == []


def test_a_chief_says_that_a_lost_message_arrived() -> None:
    scene = Scene()
    scene.mailbox.trouble = Uncertain("The answer was lost.")
    scene.deliver(PIECE)
    assert scene.deliver(PIECE, Permission(adopt=True)).state is State.DELIVERED
    assert scene.deliver(PIECE).state is State.DELIVERED
    assert scene.mailbox.sent == []


def test_a_chief_sends_a_lost_message_again() -> None:
    scene = Scene()
    scene.mailbox.trouble = Uncertain("The answer was lost.")
    scene.deliver(PIECE)
    scene.mailbox.trouble = None
    assert scene.deliver(PIECE, Permission(overwrite=True)).state is State.DELIVERED
    assert len(scene.mailbox.sent) == 1


@pytest.mark.parametrize("number", range(1, 7))
def test_a_kill_at_any_step_sends_at_most_once(number: int) -> None:
    scene = Scene()
    scene.mailbox.deaths = scene.book.deaths = deaths = Deaths(number)
    try:
        scene.deliver(PIECE)
    except Killed:
        deaths.at = 0
    else:
        assert deaths.steps < number
    scene.deliver(PIECE)
    assert len(scene.mailbox.sent) <= 1


def test_a_message_cannot_be_taken_back() -> None:
    scene = Scene()
    scene.deliver(PIECE)
    with pytest.raises(TargetRefused):
        scene.engine.withdraw(PIECE.article.id, "salah")
