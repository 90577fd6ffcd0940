"""The ledger of a target: its lines as steps, and the next step.

A ledger may have been changed by hand: a line that cannot be read is named by its number, and
values that are shown or used are clean. The chain is made and checked with the steps exactly as
they are stored.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from threading import Lock

import msgspec

from redaksi.domain import delivery, limits
from redaksi.domain.delivery import Holding, Step
from redaksi.domain.harmless import harmless, is_harmless
from redaksi.errors import UnreadableDossier
from redaksi.i18n import _, messages
from redaksi.store.base import Ledger, LedgerStore

_decode = msgspec.json.Decoder(Step).decode
_encode = msgspec.json.Encoder().encode
_FIELD = 1_000
"""The most characters of a field; a message of a target may be longer, and is cut.

So a line is never longer than a store takes.
"""


def steps(store: LedgerStore, target: str) -> Iterator[Step]:
    """The steps in the ledger of `target`, the oldest first, safe to show.

    Raises:
        UnreadableDossier: when the ledger or one of its lines cannot be read.
    """
    return (shown for _step, shown in _read(target, store.ledger_lines(target)))


def evidence(store: LedgerStore, target: str) -> Iterator[Step]:
    """The steps exactly as stored, for verification.

    Raises:
        UnreadableDossier: when the ledger or one of its lines cannot be read.
    """
    return (step for step, _shown in _read(target, store.ledger_lines(target)))


def holdings(store: LedgerStore, target: str) -> dict[str, Holding]:
    """What the ledger of `target` says about each article, by the article's id.

    Raises:
        UnreadableDossier: when the ledger or one of its lines cannot be read.
    """
    return delivery.holdings(steps(store, target))


class FollowedLedger:
    """The ledger of a target, whose steps are read once; `holdings` takes in the new ones."""

    def __init__(self, store: LedgerStore, target: str) -> None:
        self._store = store
        self._target = target
        self._lock = Lock()
        self._count = 0
        self._last = b""
        self._holdings: dict[str, Holding] = {}

    def holdings(self) -> Mapping[str, Holding]:
        """What the ledger says about each article now, by the article's id.

        Any thread may ask.

        Raises:
            UnreadableDossier: when the ledger or one of its lines cannot be read.
        """
        with self._lock:
            lines = self._store.ledger_lines(self._target)
            passed = deque(islice(lines, self._count), maxlen=1)
            if self._count and passed != deque([self._last]):  # another ledger is there now
                self._count, self._last, self._holdings = 0, b"", {}
                lines = self._store.ledger_lines(self._target)
            for _step, shown in _read(self._target, self._counted(lines), self._count + 1):
                known = self._holdings.get(shown.article)
                self._holdings[shown.article] = delivery.after(known, shown)
            return dict(self._holdings)

    def _counted(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """`lines`, each counted once the step in it was taken in."""
        for line in lines:
            yield line
            self._count, self._last = self._count + 1, line


class OpenLedger:
    """The ledger of a target, held by this process; `holdings` follow each step."""

    def __init__(self, target: str, ledger: Ledger) -> None:
        self._target = target
        self._ledger = ledger
        self._last: Step | None = None
        self._read()

    def _read(self) -> None:
        self._is_read = True
        self._last = None
        self.holdings: dict[str, Holding] = {}
        for step, shown in _read(self._target, self._ledger.lines()):
            self._follow(step, shown)

    def _follow(self, step: Step, shown: Step) -> None:
        self._last = step
        self.holdings[shown.article] = delivery.after(self.holdings.get(shown.article), shown)

    def append(self, *steps: Step) -> tuple[Step, ...]:
        """Add `steps`, each with its number and the hash of the step before, durably together.

        Returns the steps as they are in the ledger.

        Raises:
            StorageError: when they cannot be written; then none is in the ledger.
        """
        if not self._is_read:
            self._read()
        made: list[Step] = []
        for step in steps:
            made.append(delivery.in_chain(made[-1] if made else self._last, cut(step)))
        self._is_read = False  # after an error nobody knows whether the lines are there
        self._ledger.append(*map(_encode, made))
        self._is_read = True
        for step in made:
            self._follow(step, step)
        return tuple(made)


@contextmanager
def opened(store: LedgerStore, target: str) -> Iterator[OpenLedger]:
    """Hold the ledger of `target` among all processes, to read it and append to it.

    Raises:
        UnreadableDossier: when the ledger or one of its lines cannot be read.
    """
    with store.ledger(target) as ledger:
        yield OpenLedger(target, ledger)


def cut(step: Step) -> Step:
    """`step` as a ledger takes it: with clean fields of one line, none longer than `_FIELD`."""
    cut = {
        name: value[:_FIELD]
        for name in step.__struct_fields__
        if type(value := getattr(step, name)) is str
    }
    return harmless(msgspec.structs.replace(step, **cut))


def _read(target: str, lines: Iterable[bytes], first: int = 1) -> Iterator[tuple[Step, Step]]:
    """Each step in `lines`, as stored and safe to show; `first` is the number of the first one."""
    for number, line in enumerate(lines, start=first):
        try:
            step = _decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise _unreadable(target, number, messages.said(error)) from error
        if why := limits.of_step(step):
            raise _unreadable(target, number, why)
        yield step, step if b"\\" not in line and is_harmless(line) else harmless(step)


def _unreadable(target: str, number: int, why: str) -> UnreadableDossier:
    return UnreadableDossier(
        f"{target}.jsonl", _("line {number}: {why}").format(number=number, why=why)
    )
