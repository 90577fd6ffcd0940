"""The figures in words, on the screen and on the command line alike."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from redaksi import i18n
from redaksi.domain.article import Stage
from redaksi.domain.figures import FigureKind, SentBack, Tally
from redaksi.domain.workflow import stage_name
from redaksi.i18n import _


def kind_name(kind: FigureKind) -> str:
    """The heading of the figures of `kind`."""
    return {
        FigureKind.TURNAROUND: _("turnaround"),
        FigureKind.RETURNS: _("returns"),
        FigureKind.PUNCTUALITY: _("punctuality"),
        FigureKind.RUBRICS: _("published by rubric"),
        FigureKind.PEOPLE: _("published by person"),
    }[kind]


def name_of(one: Tally) -> str:
    """The name of the figure `one` within its kind."""
    if one.kind is FigureKind.TURNAROUND:
        whole = _("begin to publication")
        return whole if one.name == "whole" else stage_name(Stage(one.name))
    if one.kind is FigureKind.PUNCTUALITY:
        named = {"on-time": _("on time"), "late": _("late"), "overdue": _("overdue now")}
        return named[one.name]
    return one.name or "–"


def reasons(returns: Iterable[SentBack]) -> Mapping[str, str]:
    """Who returned each article and why, by its id, as one line in the order of `returns`."""
    told: dict[str, list[str]] = {}
    for one in returns:
        told.setdefault(one.article, []).append(f"{one.by}: {one.why}")
    return {article: " · ".join(lines) for article, lines in told.items()}


def lasting(time: timedelta | None) -> str:
    """`time` in short: `25m`, `5.5h`, `3.2d`; "" for None."""
    if time is None:
        return ""
    hours = time / timedelta(hours=1)
    if hours < 1:
        return _("{n}m").format(n=round(hours * 60))
    if hours < 48:  # noqa: PLR2004 - two days
        return _("{n}h").format(n=_tenths(hours))
    return _("{n}d").format(n=_tenths(hours / 24))


def _tenths(value: float) -> str:
    """`value` to a tenth, with the decimal sign of the language."""
    return f"{value:.1f}" if i18n.current() == "en" else f"{value:.1f}".replace(".", ",")
