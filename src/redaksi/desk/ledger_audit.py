"""Whether a ledger is intact, by itself and against the end of it that was anchored."""

from collections.abc import Iterator

from redaksi.delivery import ledger, notification_ledger
from redaksi.domain import chain
from redaksi.domain.chain import LedgerLine
from redaksi.domain.notification import LEDGER
from redaksi.i18n import _
from redaksi.store.base import LedgerStore


def end_of(store: LedgerStore, target: str) -> tuple[int, str]:
    """The number of lines in the ledger of `target`, and the hash of its last line.

    Raises:
        UnreadableDossier: when the ledger or one of its lines cannot be read.
    """
    last: LedgerLine | None = None
    count = 0
    for step in _evidence(store, target):
        last, count = step, count + 1
    return count, last.sha256() if last else ""


def faults(store: LedgerStore, target: str, anchored: tuple[int, str]) -> Iterator[str]:
    """The faults of the ledger of `target`, one sentence each.

    `anchored` is the end of the ledger in an anchor (see `end_of`); (0, "") without one.

    Raises:
        UnreadableDossier: when the ledger or one of its lines cannot be read.
    """
    number, wanted = anchored
    count, found = 0, ""

    def counted() -> Iterator[LedgerLine]:
        nonlocal count, found
        for count, step in enumerate(_evidence(store, target), start=1):
            if count == number:
                found = step.sha256()
            yield step

    steps = counted()
    yield from chain.faults(target, steps)
    for _step in steps:  # those behind a fault
        pass
    if count < number:
        yield _("lines after number {number} are missing: the anchor knows {count}").format(
            number=count, count=number
        )
    elif found != wanted:
        yield _("line {number} is not the one that was anchored").format(number=number)


def _evidence(store: LedgerStore, name: str) -> Iterator[LedgerLine]:
    """The lines of the ledger `name` exactly as stored."""
    return notification_ledger.evidence(store) if name == LEDGER else ledger.evidence(store, name)
