"""Message targets: each sign-off is sent once, and a lost answer is a person's to settle."""

import pytest

from redaksi.delivery.base import (
    Later,
    RecipientRefused,
    TargetRefused,
    Uncertain,
    Unreachable,
)
from redaksi.delivery.messages import MessageEngine
from redaksi.delivery.outcome import NOTHING, Outcome, Permission, Work
from redaksi.domain.chain import faults
from redaksi.domain.delivery import State
from redaksi.domain.holdings import state_of
from redaksi.exporters.base import Sealed
from tests.delivery.imitation import Deaths, Killed, LedgerInMemory, again
from tests.exporters.pieces import FIRST, piece

PIECE = piece()
NEWER = again(PIECE, "Banjir Surut, Warga Pulang", 1)


class Mailbox:
    """A message target that keeps what each recipient was sent."""

    def __init__(self, *recipients: str) -> None:
        self.recipients_: list[str] = list(recipients)
        self.sent: list[tuple[str, str]] = []
        self.troubles: dict[str, list[Exception]] = {}
        self.deaths = Deaths()

    def recipients(self, article_id: str) -> dict[str, str]:
        return {one: f"line {number}" for number, one in enumerate(self.recipients_, start=1)}

    def send(self, sealed: Sealed, recipient: str) -> tuple[str, str]:
        if troubles := self.troubles.get(recipient):
            raise troubles.pop(0)
        with self.deaths.around():
            self.sent.append((recipient, sealed.text.headline))
        return "<1@contoh.id>", ""

    def check(self) -> tuple[str, ...]:
        return ()

    def close(self) -> None:
        """Nothing is open."""


class Scene:
    def __init__(self, *recipients: str) -> None:
        self.mailbox, self.book = Mailbox(*recipients or ("ani",)), LedgerInMemory()
        self.pauses: list[float] = []
        self.engine = MessageEngine(self.mailbox, self.book.notes("surat"), self.pauses.append)

    def trouble(self, recipient: str, *errors: Exception) -> None:
        self.mailbox.troubles[recipient] = list(errors)

    def deliver(self, sealed: Sealed = PIECE, allowed: Permission = NOTHING) -> Outcome:
        return next(self.engine.deliver([Work(sealed)], allowed))

    def plan(self, sealed: Sealed = PIECE) -> Outcome:
        return next(self.engine.plan([Work(sealed)]))

    @property
    def reached(self) -> list[str]:
        return [recipient for recipient, _headline in self.mailbox.sent]

    def state(self) -> State | None:
        """What `redaksi status` says."""
        holding = self.book.holdings.get(PIECE.article.id)
        return state_of(PIECE.article, holding, FIRST, wanted=True)


def test_each_sign_off_is_sent_once_to_each() -> None:
    scene = Scene("ani", "budi")
    for _time in range(2):
        assert scene.deliver(PIECE).state is State.DELIVERED
        assert scene.state() is State.DELIVERED
    assert scene.plan(NEWER).state is State.OUTDATED
    assert scene.deliver(NEWER).state is State.DELIVERED
    old, new = PIECE.text.headline, NEWER.text.headline
    assert scene.mailbox.sent == [("ani", old), ("budi", old), ("ani", new), ("budi", new)]


def test_a_dry_run_counts_the_recipients_and_sends_nothing() -> None:
    scene = Scene("ani", "budi")
    planned = scene.plan()
    assert planned.state is State.WAITING
    assert "2 recipients" in planned.message
    assert scene.mailbox.sent == []
    assert scene.book.steps == []


@pytest.mark.parametrize("trouble", [Unreachable("It does not answer."), TargetRefused("No.")])
def test_a_message_that_was_not_sent_is_sent_by_the_next_run(trouble: Exception) -> None:
    scene = Scene("ani", "budi")
    scene.trouble("budi", trouble)
    if isinstance(trouble, Unreachable):
        with pytest.raises(Unreachable):
            scene.deliver(PIECE)
    else:
        assert scene.deliver(PIECE).state is State.FAILED
    assert scene.state() is State.FAILED
    assert scene.deliver(PIECE).state is State.DELIVERED
    assert scene.reached == ["ani", "budi"]


def test_a_recipient_who_cannot_take_it_now_is_tried_three_times() -> None:
    scene = Scene("ani", "budi")
    scene.trouble("ani", Later("451"), Later("451"))
    assert scene.deliver(PIECE).state is State.DELIVERED
    assert scene.reached == ["budi", "ani"]
    assert scene.pauses == [5.0, 10.0]


def test_after_three_tries_the_recipient_is_named_and_waits_for_the_next_run() -> None:
    scene = Scene("ani", "budi")
    scene.trouble("ani", *[Later("451")] * 3)
    outcome = scene.deliver(PIECE)
    assert outcome.state is State.FAILED
    assert "1 of 2" in outcome.message
    assert "line 1 451" in outcome.message
    assert scene.deliver(PIECE).state is State.DELIVERED
    assert scene.reached == ["budi", "ani"]


def test_a_target_that_asks_for_more_patience_than_we_have_is_left() -> None:
    scene = Scene()
    busy = Later("429")
    busy.after = 3600
    scene.trouble("ani", busy)
    with pytest.raises(Later):
        scene.deliver(PIECE)
    assert scene.pauses == []
    assert scene.deliver(PIECE).state is State.DELIVERED


def test_a_refused_recipient_is_named_and_not_asked_again() -> None:
    scene = Scene("ani", "budi")
    scene.trouble("ani", RecipientRefused("550"), AssertionError())
    for _time in range(2):
        outcome = scene.deliver(PIECE)
        assert outcome.state is State.FAILED
        assert "line 1 550" in outcome.message
    scene.mailbox.recipients_.remove("ani")
    assert scene.deliver(PIECE).state is State.DELIVERED
    assert scene.reached == ["budi"]


def test_a_chief_tries_a_refused_recipient_again() -> None:
    scene = Scene("ani", "budi")
    scene.trouble("ani", RecipientRefused("550"))
    scene.deliver(PIECE)
    assert scene.deliver(PIECE, Permission(overwrite=True)).state is State.DELIVERED
    assert scene.reached == ["budi", "ani"]


def test_a_lost_answer_is_never_followed_by_a_second_message() -> None:
    scene = Scene("ani", "budi")
    scene.trouble("ani", Uncertain("The answer was lost."))
    for _time in range(2):
        outcome = scene.deliver(PIECE)
        assert outcome.state is scene.state() is State.SENT
        assert "--overwrite" in outcome.message
        assert "line 1" in outcome.message
    assert scene.reached == ["budi"]


def test_after_several_lost_answers_the_others_wait() -> None:
    scene = Scene(*"abcdef")
    for one in "abcde":
        scene.trouble(one, Uncertain("The answer was lost."))
    assert scene.deliver(PIECE).state is State.SENT
    assert scene.reached == []
    assert scene.mailbox.troubles["d"]


def test_a_chief_says_that_a_lost_message_arrived_and_the_others_get_theirs() -> None:
    scene = Scene(*"abcdef")
    for one in "abc":
        scene.trouble(one, Uncertain("The answer was lost."))
    scene.deliver(PIECE)
    assert scene.deliver(PIECE, Permission(adopt=True)).state is State.DELIVERED
    assert scene.deliver(PIECE).state is State.DELIVERED
    assert scene.reached == ["d", "e", "f"]


def test_a_lost_message_that_arrived_is_no_newer_text() -> None:
    scene = Scene()
    scene.trouble("ani", Uncertain("The answer was lost."))
    scene.deliver(PIECE)
    assert scene.deliver(NEWER).state is State.SENT
    assert scene.deliver(NEWER, Permission(adopt=True)).state is State.DELIVERED
    assert scene.mailbox.sent == [("ani", NEWER.text.headline)]


def test_a_chief_sends_a_lost_message_again() -> None:
    scene = Scene()
    scene.trouble("ani", Uncertain("The answer was lost."))
    scene.deliver(PIECE)
    assert scene.deliver(PIECE, Permission(overwrite=True)).state is State.DELIVERED
    assert scene.reached == ["ani"]


@pytest.mark.parametrize("number", range(1, 18))
def test_a_kill_at_any_step_sends_at_most_once_and_the_next_run_finishes(number: int) -> None:
    scene = Scene("ani", "budi")
    scene.mailbox.deaths = scene.book.deaths = deaths = Deaths(number)
    try:
        scene.deliver(PIECE)
    except Killed:
        deaths.at = 0
    else:
        assert deaths.steps < number
    outcome = scene.deliver(PIECE)
    assert len(scene.reached) == len(set(scene.reached))
    if outcome.state is State.SENT:
        outcome = scene.deliver(PIECE, Permission(adopt=True))
        assert set(scene.reached) >= {"budi"} or number > 6
    else:
        assert scene.reached == ["ani", "budi"]
    assert outcome.state is State.DELIVERED


def test_five_hundred_recipients_and_a_kill_in_the_middle() -> None:
    names = [f"r{number}" for number in range(500)]
    scene = Scene(*names)
    scene.mailbox.deaths = Deaths(503)
    with pytest.raises(Killed):
        scene.deliver(PIECE)
    assert scene.state() is State.SENT
    assert scene.deliver(PIECE).state is State.SENT
    assert "line 252" in scene.deliver(PIECE).message
    assert scene.deliver(PIECE, Permission(overwrite=True)).state is State.DELIVERED
    assert scene.reached == names
    assert faults("web", scene.book.steps) == ()


def test_a_message_cannot_be_taken_back() -> None:
    scene = Scene()
    scene.deliver(PIECE)
    with pytest.raises(TargetRefused):
        scene.engine.withdraw(PIECE.article.id, "salah")
