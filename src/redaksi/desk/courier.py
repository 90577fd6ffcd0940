"""Brings articles to targets: each target is opened while its ledger is held."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from redaksi.delivery import kinds, ledger, opening, trust
from redaksi.delivery.base import TargetRefused
from redaksi.delivery.ledger import OpenLedger
from redaksi.delivery.opening import OpenTarget, Surroundings
from redaksi.delivery.outcome import NOTHING, Engine, Outcome, Permission, Sender, StepLog
from redaksi.desk.context import Context
from redaksi.desk.delivery_queue import Progress, Queue
from redaksi.desk.delivery_reports import DeliveryReport, Trouble
from redaksi.desk.leaving import site
from redaksi.desk.public_link import public_link
from redaksi.domain.delivery import StepKind, Target
from redaksi.errors import DiskFull, ReadOnlyNewsroom, RedaksiError, Stopped
from redaksi.i18n import _


class Errand(NamedTuple):
    """Bring the articles `ids`, or all that are due for none, to some targets.

    With `with_old`, targets of messages get named articles that are no news there. With `dry_run`
    nothing is written. `progress` is called with the number of articles done and of all, for each
    target; when it raises `Stopped`, the deliveries end after the present article.
    """

    ids: Sequence[str] = ()
    allowed: Permission = NOTHING
    progress: Progress = lambda _done, _total: None
    dry_run: bool = False
    with_old: bool = False


class Courier:
    """Opens the targets of a newsroom."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def around(self) -> Surroundings:
        """What a target needs of the newsroom."""
        address = self._context.newsroom.address
        return Surroundings(
            address=os.path.realpath(address),
            folder=Path(address),
            site=partial(site, self._context),
            link=partial(public_link, self._context),
        )

    @contextmanager
    def open(
        self, target: Target, present: Sequence[Target]
    ) -> Iterator[tuple[OpenTarget, OpenLedger]]:
        """`target`, one of the `present` ones, and its ledger, both held until the end.

        Raises:
            BadInput: when its settings cannot be used.
            Refused: when the person has not trusted it.
            RecordBroken: when its ledger was altered, or is another target's.
        """
        kind = kinds.check(target, present)
        around = self.around._replace(sources=tuple(one.secret for one in present))
        with ledger.opened(self._context.store, target.name) as book:
            log = StepLog(target.name, book, self._sender)
            served = opening.open_target(target, kind, around, log)
            try:
                yield served, book
            except (DiskFull, ReadOnlyNewsroom) as error:
                error.hint = _(
                    "Mend that, then repeat: what is done stands in the ledger, and is done once."
                )
                raise
            finally:
                served.connection.close()

    def deliver(
        self, targets: Iterable[Target], present: Sequence[Target], errand: Errand
    ) -> DeliveryReport:
        """Do `errand` at each of `targets`, which are some of the `present` ones."""
        outcomes: list[Outcome] = []
        troubles: list[Trouble] = []
        is_stopped = False
        for target in targets:
            try:
                self._deliver(target, present, errand, outcomes)
            except Stopped:
                is_stopped = True
                break
            except RedaksiError as error:
                troubles.append(Trouble(target=target.name, error=error))
        return DeliveryReport(
            outcomes=tuple(outcomes), troubles=tuple(troubles), is_stopped=is_stopped
        )

    def _deliver(
        self, target: Target, present: Sequence[Target], errand: Errand, outcomes: list[Outcome]
    ) -> None:
        """Do `errand` at `target`; what became of each article is added to `outcomes`."""
        with self.open(target, present) as ((engine, _connection), book):
            if not errand.dry_run:
                self._begin(target, book)
            queue = Queue(self._context, target, book.summary)
            ids = self._withdraw(engine, queue, errand, outcomes)
            if errand.ids and not ids:
                return
            work = queue.work(
                ids,
                errand.progress,
                everything=engine.wants_all(errand.allowed),
                with_settled=errand.allowed != NOTHING,
                with_old=errand.with_old,
            )
            act = engine.plan if errand.dry_run else engine.deliver
            first = len(outcomes)
            try:
                done = act(work, errand.allowed)
                outcomes.extend(one for one in done if not ids or one.article in ids)
            finally:  # what was done before an error is reported beside it
                outcomes.extend(queue.held_back)
            outcomes.extend(queue.untold(ids, outcomes[first:]))

    def _withdraw(
        self, engine: Engine, queue: Queue, errand: Errand, outcomes: list[Outcome]
    ) -> Sequence[str]:
        """Finish the withdrawals that were begun; the ids of `errand` that are left.

        An article that a chief names to write over is not withdrawn.
        """
        kept = errand.ids if errand.allowed.overwrite else ()
        leaving = {one: step for one, step in queue.leaving().items() if one not in kept}
        for article_id, intent in leaving.items():
            with suppress(TargetRefused):  # the ledger tells why, and that it is not finished
                if not errand.dry_run:
                    engine.withdraw(article_id, intent.message, queue.shown(without=article_id))
            outcomes.extend(queue.states([article_id]))
        return [one for one in errand.ids if one not in leaving]

    def begin(self, target: Target) -> None:
        """Begin `target` now, if it is one of messages, trusted, and did not begin before."""
        store = self._context.store
        if (
            kinds.sends_messages(target)
            and trust.is_trusted(target, self.around.address)
            and ledger.begun(store, target.name) is None
        ):
            with ledger.opened(store, target.name) as book:
                self._begin(target, book)

    def _begin(self, target: Target, book: OpenLedger) -> None:
        if kinds.sends_messages(target) and book.summary.begun is None:
            StepLog(target.name, book, self._sender).step(StepKind.BEGUN, "")

    @property
    def _sender(self) -> Sender:
        return Sender(self._context.person.name, self._context.clock)
