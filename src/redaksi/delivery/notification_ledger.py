"""The ledger of notifications: its lines as steps, and the next step."""

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from redaksi.delivery import ledger
from redaksi.domain import limits
from redaksi.domain.chain import Chain
from redaksi.domain.notification import LEDGER, NotificationStep, NotificationSummary
from redaksi.store.base import Ledger, LedgerStore

_decode = msgspec.json.Decoder(NotificationStep).decode
_encode = msgspec.json.Encoder().encode


def evidence(store: LedgerStore) -> Iterator[NotificationStep]:
    """The steps exactly as stored, for verification.

    Raises:
        UnreadableDossier: when the ledger or one of its lines cannot be read.
    """
    return (step for step, _shown in _read(store.ledger_lines(LEDGER)))


def summary(store: LedgerStore) -> NotificationSummary:
    """The ledger summed up, safe to show.

    Raises:
        UnreadableDossier: when the ledger or one of its lines cannot be read.
    """
    return NotificationSummary(shown for _step, shown in _read(store.ledger_lines(LEDGER)))


class OpenNotificationLedger:
    """The ledger of notifications, held by this process; its `summary` follows each step.

    A ledger whose chain is broken is not opened: who knows whom it should tell of what.
    """

    def __init__(self, held: Ledger) -> None:
        self._ledger = held
        self._take_all()

    def _take_all(self) -> None:
        self._is_read = True
        self._chain = Chain(LEDGER)
        self.summary = NotificationSummary()
        for step, shown in _read(self._ledger.lines()):
            if fault := self._chain.fault(step):
                raise ledger.broken(LEDGER, fault)
            self._chain.take(step)
            self.summary.take(shown)

    def append(self, *steps: NotificationStep) -> tuple[NotificationStep, ...]:
        """Add `steps`, each with its number and the hash of the step before, durably together.

        Returns the steps as they are in the ledger.

        Raises:
            StorageError: when they cannot be written; then none is in the ledger.
        """
        if not self._is_read:
            self._take_all()
        self._is_read = False  # after an error nobody knows whether the lines are there
        made = tuple(self._chain.link(ledger.cut(step)) for step in steps)
        ledger.check(LEDGER, made, limits.of_notification)
        self._ledger.append(*map(_encode, made))
        self._is_read = True
        for step in made:
            self.summary.take(step)
        return made


@contextmanager
def opened(store: LedgerStore) -> Iterator[OpenNotificationLedger]:
    """Hold the ledger of notifications among all processes, to read it and append to it.

    Raises:
        RecordBroken: when the ledger was altered.
        UnreadableDossier: when the ledger or one of its lines cannot be read.
    """
    with store.ledger(LEDGER) as held:
        yield OpenNotificationLedger(held)


def _read(lines: Iterator[bytes]) -> Iterator[tuple[NotificationStep, NotificationStep]]:
    return ledger.read(LEDGER, lines, _decode, limits.of_notification)
