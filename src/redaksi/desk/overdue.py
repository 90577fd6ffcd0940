"""Deliveries that a person should look at: overdue, of unknown outcome, failed, or different."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import NamedTuple

from redaksi import config
from redaksi.delivery import ledger
from redaksi.desk.context import Context
from redaksi.desk.delivery_queue import Queue, all_rows
from redaksi.domain.delivery import UNSETTLED, State, Target
from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.store.base import Row

PATIENCE = timedelta(minutes=10)
"""How long an article that is due may wait for the timer before it is overdue."""
_WAITING = {State.WAITING, State.OUTDATED}


class Ailing(NamedTuple):
    """The articles or people `ids` whose delivery or notification went wrong: `what` says how."""

    ids: tuple[str, ...]
    what: str
    remedy: str
    is_overdue: bool = False


def ailing(context: Context) -> Iterator[Ailing]:
    """All deliveries that went wrong, by target and state."""
    with suppress(RedaksiError):  # others tell of settings that cannot be read
        targets = config.house_of(*context.newsroom.settings).target
        rows = all_rows(context) if targets else ()
        for target in targets:
            with suppress(RedaksiError):  # the store's defects tell of an unreadable ledger
                yield from _at(context, target, rows)


def _at(context: Context, target: Target, rows: Sequence[Row]) -> Iterator[Ailing]:
    queue = Queue(context, target, ledger.summary(context.store, target.name))
    now = context.clock()
    late: list[str] = []
    leaving: list[str] = []
    wrong: defaultdict[State, list[str]] = defaultdict(list)
    for row, outcome in queue.with_rows(rows):
        if queue.is_leaving(row.id):
            leaving.append(row.id)
        elif outcome.state in UNSETTLED:
            wrong[outcome.state].append(row.id)
        elif outcome.state in _WAITING and _is_overdue(row, target, now):
            late.append(row.id)
    if leaving:
        yield Ailing(
            tuple(leaving),
            _("Its withdrawal from the target {target} is not finished.").format(
                target=target.name
            ),
            _("See why: redaksi status ID. Mend that, then: redaksi deliver --all."),
        )
    if late:
        yield _late(target.name, late)
    for state in UNSETTLED:
        if ids := wrong[state]:
            yield Ailing(
                tuple(ids), _whats()[state].format(target=target.name), _remedies()[state]
            )


def _is_overdue(row: Row, target: Target, now: datetime) -> bool:
    """Whether somebody expects that the article was delivered by now.

    An embargo held it back, or the target gets each publication at once.
    """
    begin = max(row.embargo or row.stage_since, row.stage_since)
    was_held_back = begin > row.stage_since
    return (was_held_back or target.on_publish) and begin + PATIENCE < now


def _late(target: str, ids: list[str]) -> Ailing:
    return Ailing(
        tuple(ids),
        _("It is due at the target {target} and was not delivered.").format(target=target),
        _("Deliver it: redaksi deliver --all. A timer does it by itself: docs/delivering.md."),
        is_overdue=True,
    )


def _whats() -> Mapping[State, str]:
    return {
        State.CHANGED: _("Somebody changed it at the target {target}."),
        State.GONE: _("Somebody removed it at the target {target}."),
        State.FAILED: _("Its delivery to the target {target} failed."),
        State.SENT: _("It was sent to the target {target}, and nobody knows whether it arrived."),
    }


def _remedies() -> Mapping[State, str]:
    return {
        State.CHANGED: _(
            "See what differs: redaksi status ID. Carry it over, or write over it: redaksi "
            "deliver ID --overwrite."
        ),
        State.GONE: _(
            "Withdraw it: redaksi withdraw ID --from TARGET. Or make it anew: redaksi deliver ID "
            "--overwrite."
        ),
        State.FAILED: _("See why: redaksi status ID. Mend that, then: redaksi deliver ID."),
        State.SENT: _("Look there and finish it: redaksi deliver ID."),
    }
