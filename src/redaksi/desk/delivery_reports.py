"""What the verbs about targets answer."""

from datetime import datetime

import msgspec

from redaksi.delivery.base import TargetRefused
from redaksi.delivery.kinds import EngineName
from redaksi.delivery.messages import cannot_be_taken_back
from redaksi.delivery.outcome import Outcome, whole
from redaksi.domain.delivery import UNHELD, UNSETTLED, State
from redaksi.domain.holdings import Holding
from redaksi.errors import RecordBroken, RedaksiError, Refused, StorageError
from redaksi.i18n import _
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

    `engine` is how the target is served. `embargo` is the time before which the article does not
    leave. `at` and `by` are the time and the person of the last step in the ledger, None and ""
    where there is no step.
    """

    outcome: Outcome
    headline: str
    engine: EngineName = EngineName.PAGE
    embargo: datetime | None = None
    at: datetime | None = None
    by: str = ""

    @classmethod
    def of(
        cls, row: Row, outcome: Outcome, holding: Holding | None, engine: EngineName
    ) -> "Delivery":
        """The delivery of the article of `row`, about which the ledger says `holding`."""
        return cls(
            outcome=outcome,
            headline=row.headline,
            engine=engine,
            embargo=row.embargo,
            at=holding.last.at if holding else None,
            by=holding.last.by if holding else "",
        )

    @property
    def may_overwrite(self) -> bool:
        """Whether a chief may write over what is there, or have a message sent again."""
        return self.outcome.state in UNSETTLED

    @property
    def may_adopt(self) -> bool:
        """Whether a chief may take over the page there, or say that a message arrived."""
        if self.engine is EngineName.MESSAGE:
            return self.outcome.state is State.SENT
        return self.outcome.state in UNSETTLED

    @property
    def may_withdraw(self) -> bool:
        """Whether the target may show the article and can take it from its readers."""
        return self.engine is not EngineName.MESSAGE and self.outcome.state not in UNHELD

    def check_withdraw(self) -> None:
        """Raise TargetRefused when the target cannot take the article from its readers."""
        if self.engine is EngineName.MESSAGE:
            raise cannot_be_taken_back()
        if not self.may_withdraw:
            raise TargetRefused(
                _("{target} does not show it: nothing can be withdrawn there.").format(
                    target=self.outcome.target
                )
            )

    def check_adopt(self) -> None:
        """Raise TargetRefused when nothing is there that a chief could take over."""
        if not self.may_adopt:
            raise TargetRefused(
                _("{target} has nothing of it to adopt.").format(target=self.outcome.target)
            )
