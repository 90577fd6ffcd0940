"""Deliveries: bring published articles to the newsroom's targets, and know what each shows."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

import msgspec

from redaksi import config
from redaksi.delivery import kinds, ledger, trust
from redaksi.delivery.kinds import EngineName
from redaksi.delivery.local_problems import local_problems
from redaksi.delivery.outcome import NOTHING, Outcome, Permission
from redaksi.desk.context import Context
from redaksi.desk.courier import Courier, Errand
from redaksi.desk.delivery_queue import Progress, Queue, all_rows
from redaksi.desk.delivery_reports import Delivery, DeliveryReport, TargetReport, Trouble
from redaksi.domain import workflow
from redaksi.domain.delivery import SETTLED, State, Target, urgency
from redaksi.domain.holdings import LedgerSummary
from redaksi.errors import BadInput, MoveRefused, RedaksiError
from redaksi.i18n import _
from redaksi.store.base import Row
from redaksi.text import clean

__all__ = [
    "NOTHING",
    "Deliveries",
    "Delivery",
    "DeliveryReport",
    "EngineName",
    "Outcome",
    "Permission",
    "TargetReport",
    "Trouble",
]


class Deliveries:
    """The verbs about targets."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._courier = Courier(context)
        self._ledgers: dict[str, ledger.FollowedLedger] = {}

    @property
    def _targets(self) -> tuple[Target, ...]:
        """The targets of the present settings: an open desk follows them."""
        return config.house_of(*self._context.newsroom.settings).target

    def targets(self) -> tuple[TargetReport, ...]:
        """The targets of the newsroom, in the order of the settings."""
        targets, address = self._targets, self._address
        return tuple(self._report(one, targets, address) for one in targets)

    def _report(self, target: Target, targets: Sequence[Target], address: str) -> TargetReport:
        return TargetReport(
            name=target.name,
            kind=target.kind,
            place=kinds.place(target),
            trusted=trust.is_trusted(target, address),
            problems=self._problems(target, targets),
            begun=self.begun(target),
        )

    def problems(self, target: Target) -> tuple[str, ...]:
        """Everything wrong with `target` that shows without a network; () for nothing."""
        return self._problems(target, self._targets)

    def _problems(self, target: Target, targets: Sequence[Target]) -> tuple[str, ...]:
        return kinds.problems(target, targets) or local_problems(
            target, targets, self._courier.around
        )

    def begun(self, target: Target) -> datetime | None:
        """When `target` began, if it is one of messages (see `TargetReport`)."""
        if kinds.sends_messages(target):
            with suppress(RedaksiError):  # `verify` names a ledger that cannot be read
                return ledger.begun(self._context.store, target.name)
        return None

    def target(self, name: str) -> Target:
        """The settings of the target `name`, before it is trusted.

        Raises:
            NotFound: when no target has this name.
            BadInput: when its settings cannot be used.
        """
        return _usable(name, self._targets)

    def facts(self, target: Target) -> dict[str, str]:
        """What a person trusts about `target`: its fields that are set, by name."""
        return trust.facts(target)

    def trust(self, target: Target) -> None:
        """Trust `target` as it is now, in the person's home.

        A target of messages begins when the first person who may deliver trusts it.
        """
        trust.add(target, self._address)
        with suppress(MoveRefused):
            workflow.check_deliver(self._context.begin().person)
            self._courier.begin(target)

    def distrust(self, name: str) -> bool:
        """Trust the target `name` no more; whether it was trusted."""
        return trust.remove(name, self._address)

    def check(self, name: str) -> tuple[str, ...]:
        """Everything that prevents deliveries to the target `name`; () when nothing does."""
        targets = self._targets
        target = _usable(name, targets)
        if wrong := local_problems(target, targets, self._courier.around):
            return wrong
        with self._courier.open(target, targets) as (served, _book):
            return served.connection.check()

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

        A target of messages gets an article that is no news there only if both are named. With
        `dry_run` nothing is written. `allowed` is a chief's. `progress` is called with the number
        of articles done and of all, for each target; when it raises `Stopped`, the deliveries end
        after the present article.

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
        if ids and allowed != NOTHING:
            allowed = allowed._replace(only=frozenset(ids))
        errand = Errand(ids, allowed, progress, dry_run=dry_run, with_old=bool(names))
        return self._courier.deliver(targets, present, errand)

    def published(
        self, ids: Sequence[str], progress: Progress = lambda _done, _total: None
    ) -> DeliveryReport:
        """Deliver the articles `ids`, just published, to the targets that get each publication.

        An embargo holds the article back. A failure stands in the report and is not raised: the
        publication itself is done.
        """
        targets = self._present()
        reports = [
            self._announced(one, targets, Errand(ids, progress=progress))
            for one in targets
            if one.on_publish
        ]
        return DeliveryReport(
            outcomes=tuple(one for report in reports for one in report.outcomes),
            troubles=tuple(one for report in reports for one in report.troubles),
            is_stopped=any(report.is_stopped for report in reports),
        )

    def _present(self) -> tuple[Target, ...]:
        """The targets of the present settings; () when these cannot be read."""
        try:
            return self._targets
        except RedaksiError:  # whoever asks for the state of a target is told of the settings
            return ()

    def _announced(
        self, target: Target, present: Sequence[Target], errand: Errand
    ) -> DeliveryReport:
        """Deliver those of the articles in `errand` that are due at `target`."""
        try:
            workflow.check_deliver(self._context.begin().person)
            self._courier.begin(target)
            known = list(self._queue(target).states(errand.ids))
        except RedaksiError as error:
            return DeliveryReport(troubles=(Trouble(target=target.name, error=error),))
        held = tuple(one for one in known if one.state is State.EMBARGOED)
        due = [one.article for one in known if one.state not in {*SETTLED, State.EMBARGOED}]
        report = (
            self._courier.deliver([target], present, errand._replace(ids=due))
            if due
            else DeliveryReport()
        )
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
                _("Give it along: {how}."),
                _("withdraw ID --from TARGET --reason TEXT"),
            )
        article_id = self._context.store.resolve(article_id)
        targets = self._targets
        target = _usable(name, targets)
        with self._courier.open(target, targets) as (served, book):
            queue = Queue(self._context, target, book.summary)
            return served.engine.withdraw(article_id, reason, queue.shown(without=article_id))

    def status(self, ids: Sequence[str] = ()) -> tuple[Outcome, ...]:
        """What each target shows of the articles `ids`, or of all that are held or due.

        The answer is of the ledgers; no target is asked.
        """
        ids = [self._context.store.resolve(one) for one in ids]
        targets = self._targets
        rows = self._context.store.rows_of(ids) if ids else self._all_rows(targets)
        return tuple(
            outcome for target in targets for _row, outcome in self._queue(target).with_rows(rows)
        )

    def overview(self) -> tuple[Delivery, ...]:
        """Every article that is held or due at a target; the most urgent ones come first."""
        targets = self._targets
        rows = self._all_rows(targets)
        found = [
            Delivery.of(row, outcome, summary.holdings.get(row.id), engine)
            for target in targets
            for summary, engine in [(self._summary(target), kinds.engine_of(target))]
            for row, outcome in Queue(self._context, target, summary).with_rows(rows)
        ]
        found.reverse()  # the newest ones first
        return tuple(sorted(found, key=lambda one: urgency(one.outcome.state)))

    def _all_rows(self, targets: Sequence[Target]) -> Sequence[Row]:
        return all_rows(self._context) if targets else ()

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
        return Queue(self._context, target, self._summary(target))

    def _summary(self, target: Target) -> LedgerSummary:
        followed = self._ledgers.setdefault(
            target.name, ledger.FollowedLedger(self._context.store, target.name)
        )
        return followed.summary()

    @property
    def _address(self) -> str:
        """The real address of the newsroom, under which its targets are trusted."""
        return self._courier.around.address


def _usable(name: str, targets: Sequence[Target]) -> Target:
    """The target `name` of `targets`; raises as `kinds.find` and `kinds.check`."""
    target = kinds.find(targets, name)
    kinds.check(target, targets)
    return target
