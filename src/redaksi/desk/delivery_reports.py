"""What the verbs about targets answer."""

from datetime import datetime

import msgspec

from redaksi.delivery.outcome import Outcome, whole
from redaksi.domain.delivery import Holding
from redaksi.errors import RecordBroken, RedaksiError, Refused, StorageError
from redaksi.store.base import Row


class TargetReport(msgspec.Struct, frozen=True, kw_only=True):
    """A target of the settings: where it leads, whether the person trusts it, what is wrong.

    `begun` is when a target of messages began: only what is published later is due there. None
    when it did not begin yet, and for all other targets.
    """

    name: str
    kind: str
    place: str
    trusted: bool
    problems: tuple[str, ...] = ()
    begun: datetime | None = None


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """A target, by its name, that could not be served at all, and the error that says why."""

    target: str
    error: RedaksiError

    @property
    def message(self) -> str:
        """Why, with the command line that helps."""
        return whole(self.error)

    @property
    def exit_code(self) -> int:
        """The exit code that tells so."""
        is_own = isinstance(self.error, StorageError | RecordBroken)
        return self.error.exit_code if is_own else Refused.exit_code


class DeliveryReport(msgspec.Struct, frozen=True, kw_only=True):
    """What became of each article at each target, and the targets that could not be served."""

    outcomes: tuple[Outcome, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    is_stopped: bool = False


class Delivery(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The state of one article at one target, for a person who looks at many of them.

    `embargo` is the time before which the article does not leave. `at` and `by` are the time and
    the person of the last step in the ledger, None and "" where there is no step.
    """

    outcome: Outcome
    headline: str
    embargo: datetime | None = None
    at: datetime | None = None
    by: str = ""

    @classmethod
    def of(cls, row: Row, outcome: Outcome, holding: Holding | None) -> "Delivery":
        """The delivery of the article of `row`, about which the ledger says `holding`."""
        return cls(
            outcome=outcome,
            headline=row.headline,
            embargo=row.embargo,
            at=holding.last.at if holding else None,
            by=holding.last.by if holding else "",
        )
