"""Deliveries: bring published articles to the newsroom's targets, and know what each shows."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import msgspec

from redaksi import config
from redaksi.delivery import kinds, ledger, opening, trust
from redaksi.delivery.base import Unreachable
from redaksi.delivery.opening import Surroundings
from redaksi.delivery.outcome import NOTHING, Engine, Outcome, Permission, Sender, StepLog, whole
from redaksi.desk.context import Context
from redaksi.desk.delivery_queue import Progress, Queue
from redaksi.desk.leaving import site
from redaksi.domain import workflow
from redaksi.domain.delivery import Target
from redaksi.errors import BadInput, RedaksiError
from redaksi.i18n import _
from redaksi.text import clean

__all__ = [
    "NOTHING",
    "Deliveries",
    "DeliveryReport",
    "Outcome",
    "Permission",
    "TargetReport",
    "Trouble",
]


class TargetReport(msgspec.Struct, frozen=True, kw_only=True):
    """A target of the settings: where it leads, whether the person trusts it, what is wrong."""

    name: str
    kind: str
    place: str
    trusted: bool
    problems: tuple[str, ...] = ()


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """A target that could not be served at all, and why; `unreachable` when it did not answer."""

    target: str
    message: str
    unreachable: bool = False


class DeliveryReport(msgspec.Struct, frozen=True, kw_only=True):
    """What became of each article at each target, and the targets that could not be served."""

    outcomes: tuple[Outcome, ...] = ()
    troubles: tuple[Trouble, ...] = ()


class Deliveries:
    """The verbs about targets."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def _targets(self) -> tuple[Target, ...]:
        """The targets of the present settings: an open desk follows them."""
        return config.house_of(*self._context.newsroom.settings).target

    def targets(self) -> tuple[TargetReport, ...]:
        """The targets of the newsroom, in the order of the settings."""
        return tuple(self._report(one) for one in self._targets)

    def _report(self, target: Target) -> TargetReport:
        return TargetReport(
            name=target.name,
            kind=target.kind,
            place=target.folder or target.url or target.to,
            trusted=trust.is_trusted(target, self._around.address),
            problems=kinds.problems(target, self._targets),
        )

    def target(self, name: str) -> Target:
        """The settings of the target `name`, before it is trusted.

        Raises:
            NotFound: when no target has this name.
            BadInput: when its settings cannot be used.
        """
        target = kinds.find(self._targets, name)
        kinds.check(target, self._targets)
        return target

    def facts(self, target: Target) -> dict[str, str]:
        """What a person trusts about `target`: its fields that are set, by name."""
        return trust.facts(target)

    def trust(self, target: Target) -> None:
        """Trust `target` as it is now, in the person's home."""
        trust.add(target, self._around.address)

    def distrust(self, name: str) -> bool:
        """Trust the target `name` no more; whether it was trusted."""
        return trust.remove(name, self._around.address)

    def check(self, name: str) -> tuple[str, ...]:
        """Everything that prevents deliveries to the target `name`; () when nothing does."""
        with self._open(self.target(name)) as (engine, _book):
            return engine.check()

    def deliver(
        self,
        ids: Sequence[str] = (),
        names: Sequence[str] = (),
        *,
        allowed: Permission = NOTHING,
        dry_run: bool = False,
        progress: Progress = lambda _done, _total: None,
    ) -> DeliveryReport:
        """Deliver the articles `ids` (all that are due for none) to the targets `names` (all).

        With `dry_run` nothing is written. `allowed` is a chief's. `progress` is called with the
        number of articles done and of all, for each target.

        Raises:
            MoveRefused: when the person may not.
            NotFound: when an id or a name matches nothing.
        """
        person = self._context.begin().person
        workflow.check_deliver(person)
        if allowed != NOTHING:
            workflow.check_chief(person)
        store = self._context.store
        ids = [store.resolve(one) for one in ids]
        if not ids:
            store.refresh()
        targets = [kinds.find(self._targets, one) for one in names] or list(self._targets)
        outcomes: list[Outcome] = []
        troubles: list[Trouble] = []
        for target in targets:
            try:
                with self._open(target) as (engine, book):
                    queue = Queue(self._context, target, book.holdings)
                    work = queue.work(ids, progress, everything=engine.wants_all)
                    act = engine.plan if dry_run else engine.deliver
                    # What was done before an error is reported beside it.
                    outcomes.extend(act(work, allowed))
                    outcomes.extend(queue.held_back)
            except RedaksiError as error:
                troubles.append(_trouble(target, error))
        return DeliveryReport(outcomes=tuple(outcomes), troubles=tuple(troubles))

    def headlines(self, report: DeliveryReport) -> dict[str, str]:
        """The headlines of the articles in `report`, by id."""
        ids = list(dict.fromkeys(one.article for one in report.outcomes))
        return {row.id: row.headline for row in self._context.store.rows_of(ids)}

    def withdraw(self, article_id: str, name: str, reason: str) -> Outcome:
        """Take the article from the readers of the target `name`; `reason` stands in the ledger.

        Raises:
            MoveRefused: when the person is no chief.
            BadInput: when no reason is given.
            Unreachable: when the target cannot be reached.
            TargetRefused: when the target still shows the article.
        """
        workflow.check_chief(self._context.begin().person)
        reason = clean.line(reason)
        if not reason:
            raise BadInput(
                _("A withdrawal needs a reason."),
                _("Give it along: withdraw ID --from TARGET --reason TEXT"),
            )
        article_id = self._context.store.resolve(article_id)
        target = self.target(name)
        with self._open(target) as (engine, book):
            queue = Queue(self._context, target, book.holdings)
            return engine.withdraw(article_id, reason, queue.shown(without=article_id))

    def status(self, ids: Sequence[str] = ()) -> tuple[Outcome, ...]:
        """What each target shows of the articles `ids`, or of all that are held or due.

        The answer is of the ledgers; no target is asked.
        """
        ids = [self._context.store.resolve(one) for one in ids]
        return tuple(
            outcome
            for target in self._targets
            for outcome in Queue(
                self._context, target, ledger.holdings(self._context.store, target.name)
            ).states(ids)
        )

    @property
    def _around(self) -> Surroundings:
        address = self._context.newsroom.address
        return Surroundings(
            address=os.path.realpath(address),
            folder=Path(address),
            site=partial(site, self._context),
        )

    @contextmanager
    def _open(self, target: Target) -> Iterator[tuple[Engine, ledger.OpenLedger]]:
        """The engine of `target` and its ledger, both held until the end."""
        context = self._context
        kinds.check(target, self._targets)
        sender = Sender(context.person.name, context.clock)
        with ledger.opened(context.store, target.name) as book:
            log = StepLog(target.name, book, sender)
            engine = opening.open_engine(target, self._targets, self._around, log)
            try:
                yield engine, book
            finally:
                engine.close()


def _trouble(target: Target, error: RedaksiError) -> Trouble:
    return Trouble(
        target=target.name,
        message=whole(error),
        unreachable=isinstance(error, Unreachable),
    )
