"""Deliveries to targets that take an article once, as a message.

A message cannot be taken back or changed. When its answer is lost, only a person can find out
whether it arrived: it is never sent again by itself.
"""

from collections.abc import Iterable, Iterator

from redaksi.delivery.base import MessageTarget, TargetRefused, Uncertain, Unreachable
from redaksi.delivery.outcome import NOTHING, Outcome, Permission, PieceKey, StepLog, Work, whole
from redaksi.domain.delivery import Holding, State, StepKind
from redaksi.exporters.base import Sealed
from redaksi.i18n import _


class MessageEngine:
    """The engine of one message target, while its ledger is held."""

    def __init__(self, target: MessageTarget, log: StepLog) -> None:
        self._target = target
        self._log = log

    def deliver(self, work: Iterable[Work], allowed: Permission = NOTHING) -> Iterator[Outcome]:
        """Send each article of `work`, unless this sign-off of it was sent already.

        Raises:
            Unreachable: when the target cannot be reached; the rest of `work` is left.
        """
        for piece, _earlier in work:
            yield self._sent(piece, allowed)

    def plan(self, work: Iterable[Work], allowed: Permission = NOTHING) -> Iterator[Outcome]:
        """Yield what `deliver` would do; nothing is sent."""
        for piece, _earlier in work:
            yield self._planned(piece, allowed)

    def withdraw(self, article_id: str, reason: str, others: Iterable[Work] = ()) -> Outcome:
        """Refuse: a message that was sent cannot be taken back.

        Raises:
            TargetRefused: always.
        """
        raise TargetRefused(
            _("A message that was sent cannot be taken back."),
            _("Publish a correction: it is sent as a new message."),
        )

    @property
    def wants_all(self) -> bool:
        """Each article stands alone."""
        return False

    def check(self) -> tuple[str, ...]:
        """Everything that prevents deliveries, a sentence each; () when nothing does."""
        return self._target.check()

    def close(self) -> None:
        """Close the connections to the target."""
        self._target.close()

    def _sent(self, piece: Sealed, allowed: Permission) -> Outcome:
        if allowed.adopt and _is_lost(self._log.holding(piece.article.id)):
            self._log.about(StepKind.ADOPTED, piece)
        planned = self._planned(piece, allowed)
        if planned.state in {State.DELIVERED, State.SENT}:
            return planned
        self._log.about(StepKind.SENDING, piece)
        try:
            sent, link = self._target.send(piece)
        except Uncertain as error:
            return self._log.outcome(PieceKey.of(piece), State.SENT, message=error.sentence)
        except Unreachable as error:
            self._log.failed(PieceKey.of(piece), error.sentence)
            raise
        except TargetRefused as error:
            return self._log.failed(PieceKey.of(piece), whole(error))
        self._log.about(StepKind.DELIVERED, piece, id=sent, link=link)
        return self._log.outcome(PieceKey.of(piece), State.DELIVERED, id=sent, link=link)

    def _planned(self, piece: Sealed, allowed: Permission) -> Outcome:
        holding = self._log.holding(piece.article.id)
        if _is_lost(holding) and not allowed.overwrite:
            return self._log.outcome(
                PieceKey.of(piece),
                State.SENT,
                message=_(
                    "The answer was lost: look whether it arrived. If it did not, a chief sends "
                    "it again with --overwrite; if it did, a chief says so with --adopt."
                ),
            )
        shown = holding.shown if holding else None
        subject = PieceKey.of(piece)
        if shown and shown.sign_off == subject.sign_off:
            place = {"id": shown.id, "link": shown.link}
            return self._log.outcome(subject, State.DELIVERED, **place)
        return self._log.outcome(subject, State.OUTDATED if shown else State.WAITING)


def _is_lost(holding: Holding | None) -> bool:
    return holding is not None and holding.last.kind is StepKind.SENDING
