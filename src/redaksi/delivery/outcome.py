"""What became of one article at one target, and the notes about it in the ledger."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

import msgspec

from redaksi.domain.delivery import Holding, State, StepKind, signed
from redaksi.errors import RedaksiError
from redaksi.exporters.base import Sealed


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
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
    """What a chief allowed: to write over a change at the target, and to adopt what is there."""

    overwrite: bool = False
    adopt: bool = False


NOTHING = Permission()


class Work(NamedTuple):
    """An article to deliver: its last sealed text, and the texts that were sealed before."""

    piece: Sealed
    earlier: tuple[Sealed, ...] = ()


class Engine(Protocol):
    """Serves one target while its ledger is held."""

    def deliver(self, work: Iterable[Work], allowed: Permission) -> Iterator[Outcome]:
        """Deliver each article of `work`, and yield what became of each.

        Raises:
            Unreachable: when the target cannot be reached; the rest of `work` is left.
        """

    def plan(self, work: Iterable[Work], allowed: Permission) -> Iterator[Outcome]:
        """Yield what `deliver` would do; nothing is written, neither there nor here."""

    def withdraw(self, article_id: str, reason: str) -> Outcome:
        """Take the article from the readers of the target, and read that back.

        Raises:
            Unreachable: when the target cannot be reached.
            TargetRefused: when the target still shows the article.
        """

    def check(self) -> tuple[str, ...]:
        """Everything that prevents deliveries, a sentence each; () when nothing does."""

    def close(self) -> None:
        """Close what is open."""


class Book(Protocol):
    """The ledger of one target, held by this process."""

    def holding(self, article_id: str) -> Holding | None:
        """What the ledger says about the article; None when it says nothing."""

    def append(self, kind: StepKind, article_id: str, **fields: Any) -> None:
        """Add a step durably, with the other `fields` of `Step`."""


class Notes:
    """Notes the steps of one target in its ledger, and makes outcomes."""

    def __init__(self, target: str, book: Book) -> None:
        self._target = target
        self._book = book

    def holding(self, piece: Sealed) -> Holding | None:
        """What the ledger says about the article of `piece`."""
        return self._book.holding(piece.article.id)

    def step(self, kind: StepKind, piece: Sealed, **fields: Any) -> None:
        """Add a step about `piece`, with the other `fields` of `Step`."""
        self._book.append(
            kind,
            piece.article.id,
            version=piece.article.version,
            revision=piece.sign_off.revision,
            text=piece.sign_off.sha256,
            sign_off=signed(piece.sign_off),
            **fields,
        )

    def failed(
        self,
        piece: Sealed,
        message: str,
        state: State = State.FAILED,
        place: Mapping[str, str] = {},
    ) -> Outcome:
        """The outcome of a failure, noted unless the last step says the same already.

        `place` is the `id` and the `link` at the target.
        """
        named = state.value if state is not State.FAILED else ""
        holding = self.holding(piece)
        last = holding.last if holding else None
        if not last or (last.kind, last.state, last.message) != (StepKind.FAILED, named, message):
            self.step(StepKind.FAILED, piece, state=named, message=message)
        return self.outcome(piece, state, message=message, **place)

    def outcome(self, piece: Sealed, state: State, **fields: Any) -> Outcome:
        """The outcome about `piece`, with the other `fields` of Outcome."""
        return Outcome(
            target=self._target,
            article=piece.article.id,
            revision=piece.sign_off.revision,
            state=state,
            **fields,
        )


def whole(error: RedaksiError) -> str:
    """The sentence and the hint of `error` in one line."""
    return f"{error.sentence} {error.hint}".strip()
