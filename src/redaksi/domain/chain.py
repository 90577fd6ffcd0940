"""The lines of a ledger: each names the hash of the line before it. Pure.

So an altered ledger is noticed.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

import msgspec

from redaksi.domain.hashing import digest
from redaksi.i18n import _


class LedgerLine(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    gc=False,
):
    """One line of a ledger: its number, its time, and the hash of the line before.

    A line with an unknown field is refused, because its hash would leave that field out.
    `previous` is the `sha256` of the line before; the first line names its ledger (see
    `beginning`).
    """

    number: int
    at: datetime
    previous: str = ""

    def sha256(self) -> str:
        """The hash by which the next line names this one, in hexadecimal."""
        return digest(self)


_Line = TypeVar("_Line", bound=LedgerLine)


def beginning(target: str) -> str:
    """The hash that the first line of the ledger of `target` names: no other ledger's fits.

    Ledgers of older programs begin with "".
    """
    return digest({"target": target})


class Chain:
    """The chain of the ledger of `target`, as far as its lines were taken in."""

    def __init__(self, target: str) -> None:
        self._target = target
        self._count = 0
        self._end = beginning(target)

    def fault(self, step: LedgerLine) -> str:
        """Why `step` does not follow in the chain, as a reason; "" when it does."""
        number = self._count + 1
        if step.number != number:
            return _("line {number} of the ledger is missing").format(number=number)
        if step.previous == self._end or (number == 1 and not step.previous):
            return ""
        if number == 1:
            return _("the ledger is not the one of {target}").format(target=self._target)
        return _("the ledger was altered before its line {number}").format(number=number)

    def link(self, step: _Line) -> _Line:
        """`step` with its place in the chain, which it takes: its number, and the hash before."""
        made = msgspec.structs.replace(step, number=self._count + 1, previous=self._end)
        self.take(made)
        return made

    def take(self, step: LedgerLine) -> None:
        """Go on behind `step`."""
        self._count, self._end = step.number, step.sha256()


def faults(target: str, steps: Iterable[LedgerLine]) -> tuple[str, ...]:
    """What is altered or missing in the ledger `steps` of `target`, as reasons; () if nothing."""
    chain = Chain(target)
    for step in steps:
        if fault := chain.fault(step):
            return (fault,)
        chain.take(step)
    return ()
