"""What became of one article at one target, and the notes about it in the ledger."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple, Protocol, Self

import msgspec

from redaksi.delivery import secrets
from redaksi.delivery.base import TargetRefused
from redaksi.delivery.ledger import cut
from redaksi.domain.delivery import State, Step, StepKind, signed
from redaksi.domain.holdings import Holding
from redaksi.errors import RedaksiError
from redaksi.exporters.base import Sealed
from redaksi.i18n import _


class Outcome(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What became of one article at one target.

    `revision` is the number of the sealed revision, `id` and `link` lead to the article at the
    target. `message` says what a person should know: why it was refused, or what differs.
    """

    target: str
    article: str
    revision: int
    state: State
    id: str = ""
    link: str = ""
    message: str = ""


class Permission(NamedTuple):
    """What a chief allowed: to write over a change at the target, and to adopt what is there.

    `only` are the articles that were named; None when all that differ are meant.
    """

    overwrite: bool = False
    adopt: bool = False
    only: frozenset[str] | None = None

    def overwrites(self, article: str) -> bool:
        """Whether a change of the article, or of `manifest.ALL`, may be written over."""
        return self.overwrite and (self.only is None or article in self.only)


NOTHING = Permission()


class Work(NamedTuple):
    """An article to deliver: its last sealed text, and the texts that were sealed before."""

    piece: Sealed
    earlier: tuple[Sealed, ...] = ()


class PieceKey(NamedTuple):
    """The text that a step is about, without the text itself."""

    article: str
    version: int
    revision: int
    text: str
    sign_off: str

    @classmethod
    def of(cls, piece: Sealed) -> Self:
        return cls(
            piece.article.id,
            piece.article.version,
            piece.sign_off.revision,
            piece.sign_off.sha256,
            signed(piece.sign_off),
        )

    @classmethod
    def of_step(cls, step: Step) -> Self:
        """The text that `step` is about."""
        return cls(step.article, step.version, step.revision, step.text, step.sign_off)


class Engine(Protocol):
    """Serves one target while its ledger is held."""

    def deliver(self, work: Iterable[Work], allowed: Permission) -> Iterator[Outcome]:
        """Deliver each article of `work`, and yield what became of each.

        Raises:
            Unreachable: when the target cannot be reached; the rest of `work` is left.
        """

    def plan(self, work: Iterable[Work], allowed: Permission) -> Iterator[Outcome]:
        """Yield what `deliver` would do; nothing is written, neither there nor here."""

    def wants_all(self, allowed: Permission) -> bool:
        """Whether this delivery must be given all articles that the target shows."""

    def withdraw(self, article_id: str, reason: str, others: Iterable[Work]) -> Outcome:
        """Take the article from the readers of the target, and read that back.

        `others` are all other articles that the target shows.

        Raises:
            Unreachable: when the target cannot be reached.
            TargetRefused: when the target still shows the article.
        """


class Book(Protocol):
    """The ledger of one target, held by this process (see `ledger.OpenLedger`)."""

    @property
    def holdings(self) -> Mapping[str, Holding]:
        """What the ledger says about each article, by its id."""

    def append(self, *steps: Step) -> object:
        """Add `steps` durably, each with its number and the hash of the step before."""


class Sender(NamedTuple):
    """Who delivers, by which clock."""

    name: str
    clock: Callable[[], datetime]


class StepLog:
    """StepLog the steps of `sender` at one target in its ledger, and makes outcomes."""

    def __init__(self, target: str, book: Book, sender: Sender) -> None:
        self._target = target
        self._book = book
        self._sender = sender

    @property
    def target(self) -> str:
        """The name of the target."""
        return self._target

    @property
    def holdings(self) -> Mapping[str, Holding]:
        """What the ledger says about each article."""
        return self._book.holdings

    def holding(self, article_id: str) -> Holding | None:
        """What the ledger says about the article; None when it says nothing."""
        return self._book.holdings.get(article_id)

    def step(self, kind: StepKind, article_id: str, **fields: Any) -> None:
        """Add a step about the article, with the other `fields` of `Step`."""
        self._book.append(self._made(kind, article_id, fields))

    def about(self, kind: StepKind, piece: Sealed, **fields: Any) -> None:
        """Add a step about `piece`, with the other `fields` of `Step`."""
        self.many(kind, [PieceKey.of(piece)], **fields)

    def many(self, kind: StepKind, subjects: Iterable[PieceKey], **fields: Any) -> None:
        """Add a step about each of `subjects`, all durable together."""
        self._book.append(
            *(self._made(kind, one.article, {**one._asdict(), **fields}) for one in subjects)
        )

    def _made(self, kind: StepKind, article_id: str, fields: Mapping[str, Any]) -> Step:
        told = {"by": self._sender.name, **fields, "article": article_id}
        told["message"] = secrets.redacted(told.get("message", ""))
        return Step(number=0, at=self._sender.clock(), kind=kind, **told)

    def failed(
        self,
        subject: PieceKey,
        message: str,
        state: State = State.FAILED,
        place: Mapping[str, str] = {},
    ) -> Outcome:
        """The outcome of a failure, noted unless the last step says the same already.

        `place` is the `id` and the `link` at the target.
        """
        named = state.value if state is not State.FAILED else ""
        fields = {**subject._asdict(), "state": named, "message": message}
        step = cut(self._made(StepKind.FAILED, subject.article, fields))
        holding = self.holding(subject.article)
        last = holding.last if holding else None
        if not last or (last.kind, last.state, last.message) != (
            step.kind,
            step.state,
            step.message,
        ):
            self._book.append(step)
        return self.outcome(subject, state, message=message, **place)

    def outcome(self, subject: PieceKey, state: State, **fields: Any) -> Outcome:
        """The outcome about `subject`, with the other `fields` of Outcome."""
        told = {**fields, "message": secrets.redacted(fields.get("message", ""))}
        return Outcome(
            target=self._target,
            article=subject.article,
            revision=subject.revision,
            state=state,
            **told,
        )

    @contextmanager
    def withdrawing(self, article_id: str, reason: str) -> Iterator[None]:
        """Withdraw the article inside; until that is finished, the ledger says so.

        An error is noted, and the next delivery or withdrawal goes on.
        """
        holding = self.holding(article_id)
        subject = PieceKey.of_step(holding.last)._asdict() if holding else {}
        if not (holding and holding.withdrawal):
            fields = {**subject, "state": State.WITHDRAWN.value, "message": reason}
            self.step(StepKind.INTENT, article_id, **fields)
        try:
            yield
        except RedaksiError as error:
            held = self.holding(article_id)
            if held:
                self.failed(PieceKey.of_step(held.last), whole(error))
            raise
        self.step(StepKind.WITHDRAWN, article_id, message=reason)

    def withdrawn(self, article_id: str, before: Holding | None, reason: str) -> Outcome:
        """The outcome of a withdrawal, when the ledger said `before`."""
        return Outcome(
            target=self._target,
            article=article_id,
            revision=before.last.revision if before else 0,
            state=State.WITHDRAWN,
            message=reason,
        )


def whole(error: RedaksiError) -> str:
    """The sentence and the advice of `error` in one line."""
    return f"{error.sentence} {error.advice()}".strip()


def not_held() -> TargetRefused:
    """The refusal to withdraw an article that the target does not have."""
    return TargetRefused(_("The target does not have it."), _("See what it has: redaksi status."))
