"""Deliveries to targets that show each article at an address of its own.

Every step is in the ledger before the next one begins, so that a killed delivery is finished by
the next: never a second page, never over somebody's change, and *delivered* only when the target
was read back.
"""

from collections.abc import Iterable, Iterator, Sequence
from difflib import unified_diff
from typing import NamedTuple

from redaksi.delivery.base import PageTarget, Shown, TargetRefused, Uncertain, Unreachable
from redaksi.delivery.outcome import (
    NOTHING,
    Outcome,
    Permission,
    PieceKey,
    StepLog,
    Work,
    not_held,
    whole,
)
from redaksi.domain.delivery import State, StepKind, signed
from redaksi.domain.hashing import sha256
from redaksi.domain.holdings import Holding
from redaksi.exporters.base import Sealed
from redaksi.i18n import _

_DIFFERENCE = 40
"""The most lines of a difference that are shown."""


class Obstruction(NamedTuple):
    """What stands against a delivery: the state that it leaves, why, and what a chief may do."""

    state: State
    why: str
    hint: str = ""

    def is_set_aside(self, allowed: Permission) -> bool:
        """Whether a chief `allowed` the delivery all the same."""
        return allowed.adopt if self.state is State.FAILED else allowed.overwrite

    def whole(self) -> str:
        """The reason and the hint in one line."""
        return f"{self.why} {self.hint}".strip()

    def record(self) -> str:
        """The reason as the ledger keeps it beside a delivery that a chief allowed.

        A step of its own tells of a page that was adopted.
        """
        if self.state is State.FAILED:
            return ""
        return _("Overwritten by a chief: {why}").format(why=self.why)


class PageEngine:
    """The engine of one page target, while its ledger is held."""

    def __init__(self, target: PageTarget, log: StepLog) -> None:
        self._target = target
        self._log = log

    def deliver(self, work: Iterable[Work], allowed: Permission = NOTHING) -> Iterator[Outcome]:
        """Bring each article of `work` to the target, and read it back.

        Raises:
            Unreachable: when the target cannot be reached; the rest of `work` is left.
        """
        for piece, earlier in work:
            yield self._tried(piece, allowed, earlier)

    def plan(self, work: Iterable[Work], allowed: Permission = NOTHING) -> Iterator[Outcome]:
        """Yield what `deliver` would do, by a look at the target; nothing is written."""
        for piece, earlier in work:
            yield self._planned(piece, allowed, earlier)

    def wants_all(self, allowed: Permission) -> bool:
        """Each article stands alone."""
        return False

    def _tried(self, piece: Sealed, allowed: Permission, earlier: Sequence[Sealed]) -> Outcome:
        """Deliver `piece`.

        `earlier` are the sealed texts of the article before `piece`: a killed delivery may have
        sent one of them.
        """
        try:
            return self._deliver(piece, allowed, earlier)
        except Unreachable as error:
            self._log.failed(PieceKey.of(piece), error.sentence)
            raise
        except Uncertain as error:
            return self._log.outcome(PieceKey.of(piece), State.SENT, message=error.sentence)
        except TargetRefused as error:
            return self._log.failed(PieceKey.of(piece), whole(error))

    def _planned(self, piece: Sealed, allowed: Permission, earlier: Sequence[Sealed]) -> Outcome:
        holding = self._log.holding(piece.article.id)
        found = self._target.look(piece.article.id, holding.id if holding else "")
        against = self._against((piece, *earlier), holding, found)
        if against and not against.is_set_aside(allowed):
            message = against.whole()
            return self._log.outcome(
                PieceKey.of(piece), against.state, message=message, **_place(found)
            )
        if found and self._is_shown(piece, holding, found):
            return self._log.outcome(PieceKey.of(piece), State.DELIVERED, **_place(found))
        is_there = holding is not None and holding.shown is not None
        state = State.OUTDATED if is_there else State.WAITING
        return self._log.outcome(PieceKey.of(piece), state, **_place(found))

    def withdraw(self, article_id: str, reason: str, others: Iterable[Work] = ()) -> Outcome:
        """Take the article from the readers of the target, and read that back.

        Raises:
            Unreachable: when the target cannot be reached.
            TargetRefused: when the target still shows the article.
        """
        holding = self._log.holding(article_id)
        remote_id = holding.id if holding else ""
        if not (holding and holding.begun) and not self._target.look(article_id, remote_id):
            raise not_held()
        with self._log.withdrawing(article_id, reason):  # also while the target is unreachable
            found = self._target.look(article_id, remote_id)
            if found:
                self._target.withdraw(found.id)
                found = self._target.look(article_id, found.id)
            if found and found.visible:
                raise TargetRefused(
                    _("The target still shows it."), _("Take it away there by hand.")
                )
        return self._log.withdrawn(article_id, holding, reason)

    def _deliver(self, piece: Sealed, allowed: Permission, earlier: Sequence[Sealed]) -> Outcome:
        article = piece.article.id
        holding = self._log.holding(article)
        found = self._target.look(article, holding.id if holding else "")
        against = self._against((piece, *earlier), holding, found)
        if against and not against.is_set_aside(allowed):
            return self._log.failed(
                PieceKey.of(piece), against.whole(), against.state, _place(found)
            )
        if found and self._is_shown(piece, holding, found):
            return self._unchanged(piece, holding, found)
        self._target.admit(piece)
        if found is None:
            self._log.about(StepKind.INTENT, piece)
            found = self._target.create(article)
            self._log.about(StepKind.CREATED, piece, **_held(found))
        elif not (holding and holding.id):
            begun = holding is not None and holding.begun
            kind = StepKind.CREATED if begun else StepKind.ADOPTED
            self._log.about(kind, piece, **_held(found))
        return self._sent(piece, found, earlier, against.record() if against else "")

    def _sent(self, piece: Sealed, at: Shown, earlier: Sequence[Sealed], record: str) -> Outcome:
        """Send `piece` to its place `at` the target, and read it back.

        `record` tells what a chief lets it overwrite, "" for nothing.
        """
        expected = self._target.expected(piece)
        self._log.about(StepKind.SENDING, piece, id=at.id, held=expected.held, message=record)
        payload, lost = b"", None
        try:
            payload = self._target.send(piece, at.id)
        except Uncertain as error:
            lost = error
        found = self._target.look(piece.article.id, at.id)
        older = [line for one in earlier for line in self._target.expected(one).lines]
        if found is None or not _shows(found, expected, older):
            if lost:
                raise lost
            why = difference(expected, found)
            return self._log.failed(PieceKey.of(piece), why, place=_place(found))
        digest = sha256(payload) if payload else ""
        self._log.about(StepKind.DELIVERED, piece, payload=digest, **_held(found))
        return self._log.outcome(PieceKey.of(piece), State.DELIVERED, **_place(found))

    def _unchanged(self, piece: Sealed, holding: Holding | None, found: Shown) -> Outcome:
        """The target shows `piece` already: a killed delivery had sent it, or nothing is new."""
        last = holding.last if holding else None
        if not (
            last and last.kind is StepKind.DELIVERED and last.sign_off == signed(piece.sign_off)
        ):
            self._log.about(StepKind.DELIVERED, piece, **_held(found))
        return self._log.outcome(PieceKey.of(piece), State.DELIVERED, **_place(found))

    def _is_shown(self, piece: Sealed, holding: Holding | None, found: Shown) -> bool:
        """Whether the target shows exactly `piece`, so that nothing need be sent."""
        expected = self._target.expected(piece)
        if expected.visible and not found.visible:
            return False
        if found.held == expected.held:
            return True
        if holding is None:
            return False
        return (
            not holding.in_flight
            and holding.shown is not None
            and holding.shown.sign_off == signed(piece.sign_off)
            and found.held in holding.ours
        )

    def _against(
        self, pieces: Sequence[Sealed], holding: Holding | None, found: Shown | None
    ) -> Obstruction | None:
        """What stands against the delivery; None for nothing.

        `pieces` are the text to deliver and the earlier ones.
        """
        if found is None:
            if holding and holding.shown:
                return Obstruction(
                    State.GONE,
                    _("Somebody removed it there."),
                    _("A chief delivers it anew with --overwrite, or withdraws it."),
                )
            return None
        if not (holding and (holding.id or holding.begun)):
            why = _("The target has a page of this article that the ledger does not know: {link}.")
            return Obstruction(
                State.FAILED,
                why.format(link=found.link),
                _("A chief takes it over with --adopt."),
            )
        why = self._changed(pieces, holding, found)
        return Obstruction(State.CHANGED, why) if why else None

    def _changed(self, pieces: Sequence[Sealed], holding: Holding, found: Shown) -> str:
        """How somebody else than a delivery changed the page; "" when nobody did.

        A page that was never read back is the place that the target reserved, or the text that a
        killed delivery sent; the target may have added lines of its own to the text.
        """
        expected = self._target.expected(pieces[0])
        if holding.shown and expected.visible and not found.visible:
            return _("Somebody took it from the readers there.")
        if found.held in holding.ours:
            return ""
        sent = (piece for piece in pieces if signed(piece.sign_off) in holding.in_flight)
        if any(covers(found, self._target.expected(piece)) for piece in sent):
            return ""
        if holding.shown is None and not found.visible:
            return ""
        return difference(expected, found)


def _place(found: Shown | None) -> dict[str, str]:
    """The id and the link of `found`, as fields of Outcome."""
    return {"id": found.id, "link": found.link} if found else {}


def _held(found: Shown) -> dict[str, str]:
    """What is known of `found`, as fields of Step."""
    return {"id": found.id, "link": found.link, "held": found.held}


def covers(found: Shown, expected: Shown) -> bool:
    """Whether `found` has all lines of `expected` in their order.

    Targets may add lines of their own, such as a line to share the article.
    """
    lines = iter(found.lines)
    return all(line in lines for line in expected.lines)


def _shows(found: Shown, expected: Shown, older: Sequence[str]) -> bool:
    """Whether readers see `expected`, with additions of the target at most.

    A line of an `older` text that should have gone is no addition.
    """
    gone = set(older) - set(expected.lines)
    is_seen = found.visible or not expected.visible
    return is_seen and covers(found, expected) and gone.isdisjoint(found.lines)


def difference(expected: Shown, found: Shown | None) -> str:
    """The lines in which the target differs from what was or would be sent, for a person."""
    if found is None:
        return _("The target does not have it.")
    lines = [
        line
        for line in unified_diff(expected.lines, found.lines, n=0, lineterm="")
        if not line.startswith(("---", "+++", "@@"))
    ]
    if not lines:
        return _("The target does not show it to readers.")
    more = ["…"] if len(lines) > _DIFFERENCE else []
    return "\n".join([_("The target shows another text:"), *lines[:_DIFFERENCE], *more])
