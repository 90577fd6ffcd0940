"""Deliveries: bring published articles to the newsroom's targets, and know what each shows."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
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
from redaksi.desk.public_link import public_link
from redaksi.domain import workflow
from redaksi.domain.delivery import SETTLED, Holding, State, Target, urgency
from redaksi.errors import BadInput, RedaksiError, Stopped
from redaksi.i18n import _
from redaksi.store.base import Row
from redaksi.text import clean

__all__ = [
    "NOTHING",
    "Deliveries",
    "Delivery",
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
    is_stopped: bool = False


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """The state of one article at one target, for a person who looks at many of them.

    `embargo` is the time before which the article does not leave. `at` and `by` are the time and
    the person of the last step in the ledger, None and "" where there is no step.
    """

    outcome: Outcome
    headline: str
    embargo: datetime | None = None
    at: datetime | None = None
    by: str = ""


class Deliveries:
    """The verbs about targets."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._ledgers: dict[str, ledger.FollowedLedger] = {}

    @property
    def _targets(self) -> tuple[Target, ...]:
        """The targets of the present settings: an open desk follows them."""
        return config.house_of(*self._context.newsroom.settings).target

    def targets(self) -> tuple[TargetReport, ...]:
        """The targets of the newsroom, in the order of the settings."""
        targets, address = self._targets, self._around.address
        return tuple(self._report(one, targets, address) for one in targets)

    def _report(self, target: Target, targets: Sequence[Target], address: str) -> TargetReport:
        return TargetReport(
            name=target.name,
            kind=target.kind,
            place=target.folder or target.url or target.to,
            trusted=trust.is_trusted(target, address),
            problems=kinds.problems(target, targets),
        )

    def target(self, name: str) -> Target:
        """The settings of the target `name`, before it is trusted.

        Raises:
            NotFound: when no target has this name.
            BadInput: when its settings cannot be used.
        """
        targets = self._targets
        target = kinds.find(targets, name)
        kinds.check(target, targets)
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
        number of articles done and of all, for each target; when it raises `Stopped`, the
        deliveries end after the present article.

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
        present = self._targets
        targets = [kinds.find(present, one) for one in names] or present
        return self._served(targets, ids, allowed, progress, dry_run=dry_run)

    def _served(
        self,
        targets: Iterable[Target],
        ids: Sequence[str],
        allowed: Permission,
        progress: Progress,
        *,
        dry_run: bool = False,
    ) -> DeliveryReport:
        """Deliver `ids`, or all that are due for none, to each of `targets`."""
        outcomes: list[Outcome] = []
        troubles: list[Trouble] = []
        is_stopped = False
        for target in targets:
            try:
                with self._open(target) as (engine, book):
                    queue = Queue(self._context, target, book.holdings)
                    work = queue.work(ids, progress, everything=engine.wants_all)
                    act = engine.plan if dry_run else engine.deliver
                    # What was done before an error is reported beside it.
                    outcomes.extend(act(work, allowed))
                    outcomes.extend(queue.held_back)
            except Stopped:
                is_stopped = True
                break
            except RedaksiError as error:
                troubles.append(_trouble(target, error))
        return DeliveryReport(
            outcomes=tuple(outcomes), troubles=tuple(troubles), is_stopped=is_stopped
        )

    def published(
        self, ids: Sequence[str], progress: Progress = lambda _done, _total: None
    ) -> DeliveryReport:
        """Deliver the articles `ids`, just published, to the targets that get each publication.

        An embargo holds the article back. A failure stands in the report and is not raised: the
        publication itself is done.
        """
        reports = [self._announced(target, ids, progress) for target in self._announcing()]
        return DeliveryReport(
            outcomes=tuple(one for report in reports for one in report.outcomes),
            troubles=tuple(one for report in reports for one in report.troubles),
            is_stopped=any(report.is_stopped for report in reports),
        )

    def _announcing(self) -> tuple[Target, ...]:
        """The targets that get each publication at once."""
        try:
            return tuple(one for one in self._targets if one.on_publish)
        except RedaksiError:  # whoever asks for the state of a target is told of the settings
            return ()

    def _announced(self, target: Target, ids: Sequence[str], progress: Progress) -> DeliveryReport:
        """Deliver those of `ids` that are due at `target`."""
        try:
            workflow.check_deliver(self._context.begin().person)
            known = list(self._queue(target).states(ids))
        except RedaksiError as error:
            return DeliveryReport(troubles=(_trouble(target, error),))
        held = tuple(one for one in known if one.state is State.EMBARGOED)
        due = [one.article for one in known if one.state not in {*SETTLED, State.EMBARGOED}]
        report = self._served([target], due, NOTHING, progress) if due else DeliveryReport()
        return msgspec.structs.replace(report, outcomes=(*report.outcomes, *held))

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
            outcome for target in self._targets for outcome in self._queue(target).states(ids)
        )

    def overview(self) -> tuple[Delivery, ...]:
        """Every article that is held or due at a target; the most urgent ones come first."""
        found = [
            _delivery(row, outcome, holdings.get(row.id))
            for target in self._targets
            for holdings in [self._holdings(target)]
            for row, outcome in Queue(self._context, target, holdings).with_rows()
        ]
        found.reverse()  # the newest ones first
        return tuple(sorted(found, key=lambda one: urgency(one.outcome.state)))

    def most_urgent(self, ids: Sequence[str]) -> dict[str, State]:
        """The most urgent state of each of the articles `ids` at any target, by id.

        An article that no target shows or waits for is left out.
        """
        found: dict[str, State] = {}
        for target in self._targets:
            for one in self._queue(target).states(ids) if ids else ():
                found[one.article] = min(found.get(one.article, one.state), one.state, key=urgency)
        return found

    def _queue(self, target: Target) -> Queue:
        """The articles of `target` as its ledger stands now; nothing is held."""
        return Queue(self._context, target, self._holdings(target))

    def _holdings(self, target: Target) -> Mapping[str, Holding]:
        followed = self._ledgers.setdefault(
            target.name, ledger.FollowedLedger(self._context.store, target.name)
        )
        return followed.holdings()

    @property
    def _around(self) -> Surroundings:
        address = self._context.newsroom.address
        return Surroundings(
            address=os.path.realpath(address),
            folder=Path(address),
            site=partial(site, self._context),
            link=partial(public_link, self._context),
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


def _delivery(row: Row, outcome: Outcome, holding: Holding | None) -> Delivery:
    return Delivery(
        outcome=outcome,
        headline=row.headline,
        embargo=row.embargo,
        at=holding.last.at if holding else None,
        by=holding.last.by if holding else "",
    )


def _trouble(target: Target, error: RedaksiError) -> Trouble:
    return Trouble(
        target=target.name,
        message=whole(error),
        unreachable=isinstance(error, Unreachable),
    )
