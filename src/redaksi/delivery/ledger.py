"""The ledger of a target: its lines as steps, and the next step.

A ledger may have been changed by hand: a line that cannot be read is named by its number, and
values that are shown or used are clean. The chain is made and checked with the steps exactly as
they are stored.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from threading import Lock
from typing import TypeVar

import msgspec

from redaksi.domain import limits
from redaksi.domain.chain import Chain, LedgerLine
from redaksi.domain.delivery import Step
from redaksi.domain.harmless import harmless, is_harmless
from redaksi.domain.holdings import Holding, LedgerSummary
from redaksi.errors import RecordBroken, StorageError, UnreadableDossier
from redaksi.i18n import _, messages
from redaksi.store.base import Ledger, LedgerStore

_Line = TypeVar("_Line", bound=LedgerLine)
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


def summary(store: LedgerStore, target: str) -> LedgerSummary:
    """The ledger of `target`, summed up.

    Raises:
        UnreadableDossier: when the ledger or one of its lines cannot be read.
    """
    return LedgerSummary(steps(store, target))


def begun(store: LedgerStore, target: str) -> datetime | None:
    """The time of the first step in the ledger of `target`; None when there is none.

    Raises:
        UnreadableDossier: when the ledger or its first line cannot be read.
    """
    return next((step.at for step in steps(store, target)), None)


_UNREAD = object()
"""The stamp of a ledger that was not read, or not to its end."""


class FollowedLedger:
    """The ledger of a target, whose steps are read once; `summary` takes in the new ones."""

    def __init__(self, store: LedgerStore, target: str) -> None:
        self._store = store
        self._target = target
        self._lock = Lock()
        self._count = 0
        self._last = b""
        self._summary = LedgerSummary()
        self._stamp: object = _UNREAD

    def summary(self) -> LedgerSummary:
        """The ledger summed up as it is now; steps that follow do not change the answer.

        Any thread may ask.

        Raises:
            UnreadableDossier: when the ledger or one of its lines cannot be read.
        """
        with self._lock:
            stamp = self._store.ledger_stamp(self._target)
            if stamp != self._stamp:  # the board asks at each movement, for half a million lines
                self._stamp = _UNREAD
                self._follow()
                self._stamp = stamp
            return self._summary.copy()

    def _follow(self) -> None:
        """Take in the lines that are new."""
        lines = self._store.ledger_lines(self._target)
        passed = deque(islice(lines, self._count), maxlen=1)
        if self._count and passed != deque([self._last]):  # another ledger is there now
            self._count, self._last, self._summary = 0, b"", LedgerSummary()
            lines = self._store.ledger_lines(self._target)
        for _step, shown in _read(self._target, self._counted(lines), self._count + 1):
            self._summary.take(shown)

    def _counted(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """`lines`, each counted once the step in it was taken in."""
        for line in lines:
            yield line
            self._count, self._last = self._count + 1, line


class OpenLedger:
    """The ledger of a target, held by this process; its `summary` follows each step.

    A ledger whose chain is broken is not opened: who knows which message it should tell of.
    """

    def __init__(self, target: str, ledger: Ledger) -> None:
        self._target = target
        self._ledger = ledger
        self._read()

    def _read(self) -> None:
        self._is_read = True
        self._chain = Chain(self._target)
        self.summary = LedgerSummary()
        for step, shown in _read(self._target, self._ledger.lines()):
            if fault := self._chain.fault(step):
                raise broken(self._target, fault)
            self._chain.take(step)
            self._follow(shown)

    def _follow(self, shown: Step) -> None:
        self.summary.take(shown)

    @property
    def holdings(self) -> Mapping[str, Holding]:
        """What the ledger says about each article, by the article's id."""
        return self.summary.holdings

    def append(self, *steps: Step) -> tuple[Step, ...]:
        """Add `steps`, each with its number and the hash of the step before, durably together.

        Returns the steps as they are in the ledger.

        Raises:
            StorageError: when they cannot be written; then none is in the ledger.
        """
        if not self._is_read:
            self._read()
        self._is_read = False  # after an error nobody knows whether the lines are there
        made = tuple(self._chain.link(cut(step)) for step in steps)
        check(self._target, made, limits.of_step)
        self._ledger.append(*map(_encode, made))
        self._is_read = True
        for step in made:
            self._follow(step)
        return made


@contextmanager
def opened(store: LedgerStore, target: str) -> Iterator[OpenLedger]:
    """Hold the ledger of `target` among all processes, to read it and append to it.

    Raises:
        RecordBroken: when the ledger was altered, or is another target's.
        UnreadableDossier: when the ledger or one of its lines cannot be read.
    """
    with store.ledger(target) as ledger:
        yield OpenLedger(target, ledger)


def cut(step: _Line) -> _Line:
    """`step` as a ledger takes it: with clean fields of one line, none longer than `_FIELD`."""
    cut = {
        name: value[:_FIELD]
        for name in step.__struct_fields__
        if type(value := getattr(step, name)) is str
    }
    return harmless(msgspec.structs.replace(step, **cut))


def _read(target: str, lines: Iterable[bytes], first: int = 1) -> Iterator[tuple[Step, Step]]:
    """Each step in `lines`, as stored and safe to show; `first` is the number of the first one."""
    return read(target, lines, _decode, limits.of_step, first)


def read(
    name: str,
    lines: Iterable[bytes],
    decode: Callable[[bytes], _Line],
    beyond: Callable[[_Line], str],
    first: int = 1,
) -> Iterator[tuple[_Line, _Line]]:
    """Each line of the ledger `name` in `lines`, as stored and safe to show.

    `beyond` tells which value of a line is beyond a limit, as a reason. `first` is the number of
    the first line.

    Raises:
        UnreadableDossier: when a line cannot be read.
    """
    for number, line in enumerate(lines, start=first):
        try:
            step = decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise _unreadable(name, number, messages.said(error)) from error
        if why := beyond(step):
            raise _unreadable(name, number, why)
        yield step, step if b"\\" not in line and is_harmless(line) else harmless(step)


def check(name: str, steps: Iterable[_Line], beyond: Callable[[_Line], str]) -> None:
    """Raise StorageError if nobody could read one of `steps` in the ledger `name` again.

    One such line, by a clock of another century, would close the ledger for ever.
    """
    for why in filter(None, map(beyond, steps)):
        raise StorageError(
            _("{file} cannot be saved: {why}.").format(file=f"{name}.jsonl", why=why),
            _("Is the clock of this machine right?"),
        )


def broken(target: str, fault: str) -> RecordBroken:
    """The error of a ledger that was altered: `fault` is the reason."""
    return RecordBroken(
        _("The ledger of {target} is not intact: {fault}.").format(target=target, fault=fault),
        _("Nothing was sent. Bring it back from a backup; see docs/delivering.md, The ledger."),
    )


def _unreadable(target: str, number: int, why: str) -> UnreadableDossier:
    return UnreadableDossier(
        f"{target}.jsonl", _("line {number}: {why}").format(number=number, why=why)
    )
