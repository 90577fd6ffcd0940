"""One article on its way to the recipients of a message target.

The ledger has a step before and a step after each recipient, so that nobody gets a message twice,
wherever a delivery was interrupted.
"""

from collections.abc import Callable, Mapping, Sequence

from redaksi.delivery.base import (
    PATIENCE,
    TRIES,
    Later,
    MessageTarget,
    RecipientRefused,
    TargetRefused,
    Uncertain,
    Unreachable,
)
from redaksi.delivery.outcome import Outcome, Permission, PieceKey, StepLog, whole
from redaksi.domain.delivery import State, Step, StepKind
from redaksi.exporters.base import Sealed
from redaksi.i18n import _, ngettext

_REACHED = {StepKind.DELIVERED, StepKind.ADOPTED}
_MOST_LOST = 3
"""After so many lost answers, the other recipients wait until a person has looked."""
_NAMED = 10
"""The most recipients that a sentence names."""
_FIRST_PAUSE = 5.0
"""Seconds before the second try; twice as many before the third."""


class Posting:
    """One article on its way to each recipient."""

    def __init__(
        self, target: MessageTarget, log: StepLog, piece: Sealed, pause: Callable[[float], object]
    ) -> None:
        self._target = target
        self._log = log
        self._piece = piece
        self._pause = pause
        self._subject = PieceKey.of(piece)
        self._names = target.recipients(piece.article.id)
        self._place = ("", "")
        self._unknown: list[str] = []
        """What was said of each answer that was lost now."""

    def plan(self, allowed: Permission) -> Outcome:
        """The outcome if nothing were sent now."""
        lost = self._lost()
        if lost and not (allowed.overwrite or allowed.adopt):
            return self._uncertain(lost)
        holding = self._log.holding(self._piece.article.id)
        due = self._due(allowed)
        return self._log.outcome(
            self._subject,
            State.OUTDATED if holding and holding.shown else State.WAITING,
            message=ngettext("{count} recipient", "{count} recipients", len(due)).format(
                count=len(due)
            ),
        )

    def send(self, allowed: Permission) -> Outcome:
        """Send the message to everybody who is due, and note what became of each.

        Raises:
            Unreachable: when the target cannot be reached.
        """
        lost = self._lost()
        if lost and not (allowed.overwrite or allowed.adopt):
            return self._uncertain(lost)
        if allowed.adopt:
            self._adopt(lost)
        try:
            self._rounds(self._due(allowed))
        except TargetRefused as error:
            return self._log.failed(self._subject, whole(error))
        return self._settled()

    def _rounds(self, due: Sequence[str]) -> None:
        """Send to each of `due`; whoever cannot take the message now is asked again."""
        for number in range(1, TRIES + 1):
            late = self._round(due)
            if not late or self._is_stopped():
                return
            wait = max(*(error.after for error in late.values()), _FIRST_PAUSE * number)
            if number == TRIES or wait > PATIENCE:
                break
            self._pause(wait)
            due = list(late)
        if len(late) == len(self._names):
            error = next(iter(late.values()))
            self._log.failed(self._subject, whole(error))
            raise error

    def _round(self, due: Sequence[str]) -> Mapping[str, Later]:
        """Send to each of `due` once; those who cannot take the message now, each with why."""
        late: dict[str, Later] = {}
        for recipient in due:
            try:
                self._send(recipient)
            except Later as error:
                late[recipient] = error
            if self._is_stopped():
                break
        return late

    def _send(self, recipient: str) -> None:
        self._tell(StepKind.SENDING, recipient)
        try:
            self._place = self._target.send(self._piece, recipient)
        except Uncertain as error:
            self._unknown.append(error.sentence)
        except RecipientRefused as error:
            self._tell(StepKind.FAILED, recipient, message=error.sentence)
        except (Unreachable, TargetRefused) as error:
            # It was not sent, so it may be sent again.
            self._tell(
                StepKind.FAILED, recipient, state=State.WAITING.value, message=error.sentence
            )
            if isinstance(error, Unreachable) and not isinstance(error, Later):
                self._log.failed(self._subject, whole(error))
            raise
        else:
            self._tell(StepKind.DELIVERED, recipient)

    def _settled(self) -> Outcome:
        """The outcome after everybody who was due was tried."""
        if lost := self._lost():
            return self._uncertain(lost)
        missing = self._missing()
        if missing:
            reached = len(self._names) - len(missing)
            return self._log.failed(
                self._subject,
                _("{count} of {total} recipients have it; not reached: {names}").format(
                    count=reached, total=len(self._names), names=self._told(missing)
                ),
            )
        sent, link = self._place
        self._log.about(StepKind.DELIVERED, self._piece, id=sent, link=link)
        return self._log.outcome(self._subject, State.DELIVERED, id=sent, link=link)

    def _uncertain(self, lost: Mapping[str, Step]) -> Outcome:
        asked = _(
            "The answer was lost ({names}): look whether it arrived. If it did not, a chief "
            "sends it again with --overwrite; if it did, a chief says so with --adopt."
        ).format(names=self._told(lost))
        said = " ".join((*dict.fromkeys(self._unknown), asked))
        return self._log.outcome(self._subject, State.SENT, message=said)

    def _adopt(self, lost: Mapping[str, Step]) -> None:
        """Note that each of `lost` got the text that was sent, by the word of a person."""
        for recipient, step in lost.items():
            self._note(StepKind.ADOPTED, recipient, step.revision, step.sign_off)

    def _due(self, allowed: Permission) -> list[str]:
        """The recipients to send to: who did not get this sign-off, and was not refused it."""
        steps = self._steps()
        return [one for one in self._names if self._is_due(steps.get(one), allowed)]

    def _is_due(self, step: Step | None, allowed: Permission) -> bool:
        if step is None or step.sign_off != self._subject.sign_off:
            return True
        if step.kind is StepKind.FAILED:
            return bool(step.state) or allowed.overwrite
        return step.kind is StepKind.SENDING and not allowed.adopt

    def _missing(self) -> dict[str, Step | None]:
        """Who did not get this sign-off, each with their last step."""
        steps = self._steps()
        return {one: steps.get(one) for one in self._names if not self._has(steps.get(one))}

    def _has(self, step: Step | None) -> bool:
        return bool(step and step.sign_off == self._subject.sign_off and step.kind in _REACHED)

    def _lost(self) -> dict[str, Step]:
        """Those of whom nobody knows whether they got a message, of this sign-off or another."""
        return {
            key: step
            for key, step in self._steps().items()
            if step.kind is StepKind.SENDING and key in self._names
        }

    def _is_stopped(self) -> bool:
        return len(self._unknown) >= _MOST_LOST

    def _steps(self) -> Mapping[str, Step]:
        holding = self._log.holding(self._piece.article.id)
        return holding.recipients() if holding else {}

    def _tell(self, kind: StepKind, recipient: str, **fields: str) -> None:
        """Note a step about `recipient` and this sign-off."""
        self._note(kind, recipient, self._subject.revision, self._subject.sign_off, **fields)

    def _note(
        self, kind: StepKind, recipient: str, revision: int, sign_off: str, **fields: str
    ) -> None:
        self._log.step(
            kind,
            self._subject.article,
            recipient=recipient,
            revision=revision,
            sign_off=sign_off,
            **fields,
        )

    def _told(self, steps: Mapping[str, Step | None]) -> str:
        """The names of recipients for people, each with what the target said."""
        told = [
            f"{self._names[one]} {step.message if step else ''}".strip()
            for one, step in steps.items()
        ]
        more = len(told) - _NAMED
        rest = _(" and {count} more").format(count=more) if more > 0 else ""
        return ", ".join(told[:_NAMED]) + rest
