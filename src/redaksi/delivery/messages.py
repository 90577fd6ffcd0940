"""Deliveries to targets that take an article once, as a message to each recipient.

A message cannot be taken back or changed. When its answer is lost, only a person can find out
whether it arrived: it is never sent again by itself.
"""

import time
from collections.abc import Callable, Iterable, Iterator

from redaksi.delivery.base import MessageTarget, TargetRefused
from redaksi.delivery.outcome import NOTHING, Outcome, Permission, PieceKey, StepLog, Work
from redaksi.delivery.posting import Posting
from redaksi.domain.delivery import State
from redaksi.exporters.base import Sealed
from redaksi.i18n import _


def cannot_be_taken_back() -> TargetRefused:
    """The refusal to withdraw an article that went out as a message."""
    return TargetRefused(
        _("A message that was sent cannot be taken back."),
        _("Publish a correction: it is sent as a new message."),
    )


class MessageEngine:
    """The engine of one message target, while its ledger is held."""

    def __init__(
        self, target: MessageTarget, log: StepLog, pause: Callable[[float], object] = time.sleep
    ) -> None:
        """`pause` waits some seconds before another try."""
        self._target = target
        self._log = log
        self._pause = pause

    def deliver(self, work: Iterable[Work], allowed: Permission = NOTHING) -> Iterator[Outcome]:
        """Send each article of `work`, unless this sign-off of it was sent already.

        Raises:
            Unreachable: when the target cannot be reached; the rest of `work` is left.
        """
        for piece, _earlier in work:
            planned = self._planned(piece)
            if planned.state is State.DELIVERED:
                yield planned
            else:
                yield Posting(self._target, self._log, piece, self._pause).send(allowed)

    def plan(self, work: Iterable[Work], allowed: Permission = NOTHING) -> Iterator[Outcome]:
        """Yield what `deliver` would do; nothing is sent."""
        for piece, _earlier in work:
            planned = self._planned(piece)
            if planned.state is State.DELIVERED:
                yield planned
            else:
                yield Posting(self._target, self._log, piece, self._pause).plan(allowed)

    def withdraw(self, article_id: str, reason: str, others: Iterable[Work] = ()) -> Outcome:
        """Refuse: a message that was sent cannot be taken back.

        Raises:
            TargetRefused: always.
        """
        raise cannot_be_taken_back()

    def wants_all(self, allowed: Permission) -> bool:
        """Each article stands alone."""
        return False

    def _planned(self, piece: Sealed) -> Outcome:
        """Whether `piece` was sent to everybody."""
        holding = self._log.holding(piece.article.id)
        shown = holding.shown if holding else None
        subject = PieceKey.of(piece)
        if holding and shown and shown.sign_off == subject.sign_off and not holding.attempts:
            place = {"id": shown.id, "link": shown.link}
            return self._log.outcome(subject, State.DELIVERED, **place)
        return self._log.outcome(subject, State.OUTDATED if shown else State.WAITING)
