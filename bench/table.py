"""One line of the bench: a measured number, a number to compare it with, and the goal."""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

HEAD = ("", "measured", "beside it", "ratio", "goal", "")
WIDTHS = (58, 12, 22, 7, 12, 5)


class Options(NamedTuple):
    """The sizes of the newsrooms, in articles, and a folder on the disk to measure."""

    sizes: tuple[int, ...]
    folder: Path


class Line(NamedTuple):
    """One measurement, in seconds unless `unit` names another unit.

    `other` is the number that `beside` names. The goal `most` is the upper limit of the ratio of
    `measured` to `other`, or without `other` of `measured` itself.
    """

    name: str
    measured: float
    beside: str = ""
    other: float | None = None
    most: float | None = None
    unit: str = ""

    @property
    def ratio(self) -> float | None:
        return self.measured / self.other if self.other else None

    def cells(self) -> tuple[str, ...]:
        """The printed cells of the line."""
        ratio, goal, verdict = "", "", ""
        if self.ratio is not None:
            ratio = f"{self.ratio:.2f}"
        if self.most is not None:
            goal = f"<= {self.most:g} x" if self.other else f"<= {shown(self.most, self.unit)}"
            judged = self.measured if self.ratio is None else self.ratio
            verdict = "ok" if judged <= self.most else "OVER"
        beside = f"{self.beside} {shown(self.other, self.unit)}" if self.other else self.beside
        return (self.name, shown(self.measured, self.unit), beside, ratio, goal, verdict)


def shown(value: float, unit: str = "") -> str:
    """`value` with its `unit`; without `unit`, seconds as s or ms."""
    if unit:
        return f"{value:.2f} {unit}"
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.2f} ms"


def formatted(cells: tuple[str, ...]) -> str:
    """`cells` side by side, padded to the columns of the table."""
    first, *rest = (cell.rjust(width) for cell, width in zip(cells, WIDTHS, strict=True))
    return "  ".join((first.strip().ljust(WIDTHS[0]), *rest))


def timed(act: Callable[[], object]) -> float:
    """The seconds that `act` takes."""
    began = perf_counter()
    act()
    return perf_counter() - began


def usual(act: Callable[[], object], times: int) -> float:
    """The median of the seconds that `act` takes."""
    return median(timed(act) for _ in range(times))
