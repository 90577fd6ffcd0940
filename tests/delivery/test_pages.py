"""Page targets: never twice, never over somebody's change, delivered only when read back."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from redaksi.delivery.base import TargetRefused, Uncertain, Unreachable
from redaksi.delivery.outcome import NOTHING, Outcome, Permission, Work
from redaksi.delivery.pages import PageEngine
from redaksi.domain.chain import faults
from redaksi.domain.delivery import State, StepKind
from redaksi.exporters.base import Sealed
from tests.delivery.imitation import Deaths, Killed, LedgerInMemory, Website, again
from tests.exporters.pieces import piece

OVERWRITE, ADOPT = Permission(overwrite=True), Permission(adopt=True)
PIECE = piece()
NEWER = again(PIECE, "Banjir Surut, Warga Pulang", 1)


class Scene:
    """One website, its ledger and the engine."""

    def __init__(self, added: tuple[str, ...] = ()) -> None:
        self.site, self.book = Website(added), LedgerInMemory()
        self.pages = PageEngine(self.site, self.book.notes("situs"))

    def deliver(
        self, sealed: Sealed, allowed: Permission = NOTHING, earlier: tuple[Sealed, ...] = ()
    ) -> Outcome:
        return next(self.pages.deliver([Work(sealed, earlier)], allowed))

    def plan(self, sealed: Sealed) -> Outcome:
        return next(self.pages.plan([Work(sealed)]))

    def die_at(self, number: int) -> None:
        self.site.deaths = self.book.deaths = Deaths(number)

    def kinds(self) -> list[str]:
        return [step.kind.value for step in self.book.steps]


def test_a_new_article_is_created_hidden_sent_and_read_back() -> None:
    scene = Scene()
    outcome = scene.deliver(PIECE)
    assert outcome.state is State.DELIVERED
    assert outcome.link == "https://contoh.id/1"
    assert scene.kinds() == ["intent", "created", "sending", "delivered"]
    assert [page.lines[0] for page in scene.site.public()] == [PIECE.text.headline]
    assert faults("web", scene.book.steps) == ()


def test_an_unchanged_article_is_not_written_again() -> None:
    scene = Scene()
    scene.deliver(PIECE)
    writes, steps = scene.site.writes, len(scene.book.steps)
    outcome = scene.deliver(PIECE)
    assert outcome.state is State.DELIVERED
    assert (scene.site.writes, len(scene.book.steps)) == (writes, steps)


def test_a_newer_text_replaces_the_older_on_the_same_page() -> None:
    scene = Scene()
    scene.deliver(PIECE)
    assert scene.deliver(NEWER).state is State.DELIVERED
    assert [page.lines[0] for page in scene.site.public()] == [NEWER.text.headline]
    assert len(scene.site.pages) == 1


@given(added=st.booleans(), first=st.integers(1, 16), second=st.integers(1, 16))
def test_a_kill_at_any_step_leaves_one_page_and_the_next_run_finishes(
    added: bool, first: int, second: int
) -> None:
    scene = Scene(("Bagikan tulisan ini",) if added else ())
    for death, sealed in ((first, PIECE), (second, PIECE), (first, NEWER), (second, NEWER)):
        scene.die_at(death)
        try:
            scene.deliver(sealed, earlier=(PIECE,))
        except Killed:
            assert len(scene.site.pages) <= 1
    scene.die_at(0)
    outcome = scene.deliver(NEWER, earlier=(PIECE,))
    assert outcome.state is State.DELIVERED
    assert [page.lines[0] for page in scene.site.public()] == [NEWER.text.headline]
    assert len(scene.site.pages) == 1
    assert faults("web", scene.book.steps) == ()


@given(first=st.integers(1, 8), second=st.integers(1, 8))
def test_a_kill_at_any_step_of_a_withdrawal_leaves_it_to_be_finished(
    first: int, second: int
) -> None:
    scene = Scene()
    scene.deliver(PIECE)
    is_begun = False
    for death in (first, second, 0):
        scene.die_at(death)
        try:
            scene.pages.withdraw(PIECE.article.id, "salah")
        except Killed:
            holding = scene.book.holdings[PIECE.article.id]
            is_known = holding.withdrawal is not None or holding.last.kind is StepKind.WITHDRAWN
            assert is_known >= is_begun, "it is never forgotten"
            assert is_known or scene.site.public(), "nothing is taken away before the ledger knows"
            is_begun = is_known
        except TargetRefused:
            break  # the run before was killed just after its end
    assert scene.site.public() == []
    assert scene.book.holdings[PIECE.article.id].last.kind is StepKind.WITHDRAWN
    assert faults("web", scene.book.steps) == ()
    assert (scene.kinds().count("withdrawn"), len(scene.site.pages)) == (1, 1)


def test_a_change_at_the_target_is_refused_with_a_difference() -> None:
    scene = Scene()
    scene.deliver(PIECE)
    scene.site.pages[0].lines = ("Judul orang lain", *PIECE.text.body)
    for sealed in (PIECE, NEWER):
        outcome = scene.deliver(sealed)
        assert outcome.state is State.CHANGED
        assert "+Judul orang lain" in outcome.message
    assert scene.site.pages[0].lines[0] == "Judul orang lain"
    assert scene.kinds()[-1] == "failed"


def test_the_same_refusal_stands_once_in_the_ledger() -> None:
    scene = Scene()
    scene.deliver(PIECE)
    scene.site.pages[0].lines = ("Judul orang lain",)
    scene.deliver(PIECE)
    steps = len(scene.book.steps)
    scene.deliver(PIECE)
    assert len(scene.book.steps) == steps


def test_a_chief_writes_over_a_change() -> None:
    scene = Scene()
    scene.deliver(PIECE)
    scene.site.pages[0].lines = ("Judul orang lain",)
    assert scene.deliver(PIECE, OVERWRITE).state is State.DELIVERED
    assert scene.site.public()[0].lines[0] == PIECE.text.headline


def test_what_a_chief_wrote_over_stands_in_the_ledger() -> None:
    scene = Scene()
    scene.deliver(PIECE, OVERWRITE)
    scene.deliver(NEWER, OVERWRITE)
    assert not any(step.message for step in scene.book.steps)  # nothing was there to overwrite
    scene.site.pages[0].lines = ("Judul orang lain",)
    scene.deliver(NEWER, OVERWRITE)
    scene.site.pages[0].binned = True
    scene.deliver(NEWER, OVERWRITE)
    told = [step.message for step in scene.book.steps if step.message]
    assert "+Judul orang lain" in told[0]
    assert told[1] == "Overwritten by a chief: Somebody removed it there."


def test_a_change_that_is_taken_back_there_no_longer_stands_against_us() -> None:
    scene = Scene()
    scene.deliver(PIECE)
    before = scene.site.pages[0].lines
    scene.site.pages[0].lines = ("Judul orang lain",)
    assert scene.deliver(NEWER).state is State.CHANGED
    scene.site.pages[0].lines = before
    assert scene.deliver(NEWER).state is State.DELIVERED


def test_a_page_taken_from_the_readers_there_is_not_published_again() -> None:
    scene = Scene()
    scene.deliver(PIECE)
    scene.site.pages[0].visible = False
    assert scene.deliver(PIECE).state is State.CHANGED
    assert scene.site.public() == []


def test_a_removed_page_is_made_anew_only_by_a_chief() -> None:
    scene = Scene()
    scene.deliver(PIECE)
    scene.site.pages[0].binned = True
    assert scene.deliver(NEWER).state is State.GONE
    assert scene.site.public() == []
    assert scene.deliver(NEWER, OVERWRITE).state is State.DELIVERED
    assert len(scene.site.public()) == 1


def test_without_its_ledger_a_page_is_found_and_adopted_after_asking() -> None:
    scene = Scene()
    scene.deliver(PIECE)
    scene.book.steps.clear()
    outcome = scene.deliver(NEWER)
    assert outcome.state is State.FAILED
    assert "--adopt" in outcome.message
    assert scene.site.pages[0].lines[0] == PIECE.text.headline
    assert scene.deliver(NEWER, ADOPT).state is State.DELIVERED
    assert "adopted" in scene.kinds()
    assert len(scene.site.pages) == 1


def test_a_lost_answer_is_settled_by_reading_back() -> None:
    scene = Scene()
    send = scene.site.send

    def lost(sealed: object, remote_id: str) -> bytes:
        send(PIECE, remote_id)
        raise Uncertain("The answer was lost.")

    scene.site.send = lost  # type: ignore[method-assign, assignment]
    assert scene.deliver(PIECE).state is State.DELIVERED


def test_a_lost_text_stays_unknown_until_the_next_run() -> None:
    scene = Scene()
    scene.site.trouble = _raising("send", Uncertain("The answer was lost."))
    assert scene.deliver(PIECE).state is State.SENT
    scene.site.trouble = lambda _call: None
    assert scene.deliver(PIECE).state is State.DELIVERED
    assert len(scene.site.pages) == 1


@pytest.mark.parametrize("call", ["look", "create", "send"])
def test_a_target_that_cannot_be_reached_is_noted_and_raised(call: str) -> None:
    scene = Scene()
    scene.site.trouble = _raising(call, Unreachable("It does not answer."))
    with pytest.raises(Unreachable):
        scene.deliver(PIECE)
    assert scene.book.steps[-1].kind is StepKind.FAILED
    scene.site.trouble = lambda _call: None
    assert scene.deliver(PIECE).state is State.DELIVERED
    assert len(scene.site.pages) == 1


def test_a_target_that_may_not_take_the_text_says_so_before_anything_is_written() -> None:
    scene = Scene()
    scene.site.trouble = _raising("admit", TargetRefused("You may not publish.", "Ask."))
    outcome = scene.deliver(PIECE)
    assert (outcome.state, outcome.message) == (State.FAILED, "You may not publish. Ask.")
    assert scene.site.writes == 0
    assert scene.kinds() == ["failed"]


def test_a_text_that_the_target_cuts_is_not_delivered() -> None:
    scene = Scene()
    send = scene.site.send

    def cut(sealed: object, remote_id: str) -> bytes:
        payload = send(PIECE, remote_id)
        scene.site.pages[0].lines = scene.site.pages[0].lines[:-1]
        return payload

    scene.site.send = cut  # type: ignore[method-assign, assignment]
    outcome = scene.deliver(PIECE)
    assert outcome.state is State.FAILED
    assert PIECE.text.body[-1] in outcome.message


def test_a_paragraph_that_stays_at_the_target_is_not_delivered_away() -> None:
    scene = Scene()
    scene.deliver(PIECE)
    text = replace(PIECE.text, body=PIECE.text.body[:1])
    shorter = replace(
        PIECE, text=text, sign_off=replace(PIECE.sign_off, revision=2, sha256=text.sha256())
    )
    scene.site.send = lambda piece, remote_id: b"ignored"  # type: ignore[method-assign]
    outcome = scene.deliver(shorter, earlier=(PIECE,))
    assert outcome.state is State.FAILED
    assert PIECE.text.body[1] in outcome.message


def test_a_withdrawn_article_is_in_the_bin_and_can_be_delivered_anew() -> None:
    scene = Scene()
    scene.deliver(PIECE)
    outcome = scene.pages.withdraw(PIECE.article.id, "salah foto")
    assert outcome.state is State.WITHDRAWN
    assert scene.site.public() == []
    assert scene.book.steps[-1].message == "salah foto"
    assert scene.deliver(PIECE).state is State.DELIVERED
    assert len(scene.site.public()) == 1


def test_an_article_that_was_never_there_cannot_be_withdrawn() -> None:
    scene = Scene()
    with pytest.raises(TargetRefused, match="does not have it"):
        scene.pages.withdraw(PIECE.article.id, "salah")
    assert scene.book.steps == []


def test_a_withdrawal_that_the_target_ignores_is_an_error() -> None:
    scene = Scene()
    scene.deliver(PIECE)
    scene.site.withdraw = lambda remote_id: None  # type: ignore[method-assign]
    with pytest.raises(TargetRefused):
        scene.pages.withdraw(PIECE.article.id, "salah foto")
    assert scene.book.steps[-1].kind is not StepKind.WITHDRAWN


def test_a_plan_writes_nothing() -> None:
    scene = Scene()
    assert scene.plan(PIECE).state is State.WAITING
    scene.deliver(PIECE)
    assert scene.plan(PIECE).state is State.DELIVERED
    steps, writes = len(scene.book.steps), scene.site.writes
    assert scene.plan(NEWER).state is State.OUTDATED
    scene.site.pages[0].lines = ("Judul orang lain",)
    assert scene.plan(NEWER).state is State.CHANGED
    assert (len(scene.book.steps), scene.site.writes) == (steps, writes)


def _raising(call: str, error: Exception) -> Callable[[str], object]:
    def trouble(name: str) -> object:
        if name == call:
            raise error
        return None

    return trouble


def test_a_withdrawal_that_was_begun_stays_begun_until_it_is_finished() -> None:
    scene = Scene()
    scene.deliver(PIECE)
    scene.site.trouble = _raising("withdraw", Unreachable("Tidak terjangkau."))
    with pytest.raises(Unreachable):
        scene.pages.withdraw(PIECE.article.id, "salah foto")
    assert scene.book.holdings[PIECE.article.id].withdrawal
    scene.site.trouble = lambda _call: None
    assert scene.pages.withdraw(PIECE.article.id, "salah foto").state is State.WITHDRAWN
    assert not scene.book.holdings[PIECE.article.id].withdrawal
    assert scene.site.public() == []
