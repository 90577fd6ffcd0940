"""The figures of one kind as bars, drawn by plotext."""

from collections.abc import Sequence
from datetime import timedelta

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from redaksi.desk.figure_words import kind_name, name_of
from redaksi.domain.figures import FigureKind, Tally
from redaksi.i18n import _

LEAST = (24, 5)
"""The least width and height in cells of a plot."""
LABEL = 24
"""The most characters of a name beside its bar."""
LONG = timedelta(hours=2)
"""The time from which on hours are counted, and not minutes."""


class FigurePlot(Widget):
    """Bars of `tallies`, which are of one kind; the greatest is on top."""

    tallies: reactive[Sequence[Tally]] = reactive(())

    def render(self) -> Content:
        width, height = self.content_size
        if not self.tallies or width < LEAST[0] or height < LEAST[1]:
            return Content("")
        title = titled(self.tallies)
        most = max(1, (height - 3) // 2)
        drawn = bars(self.tallies[:most], width, min(height - 1, 3 * len(self.tallies) + 3))
        return Content(title).truncate(width, ellipsis=True) + Content(f"\n{drawn}")


def titled(tallies: Sequence[Tally]) -> str:
    """What the bars of `tallies` count."""
    kind = tallies[0].kind
    if kind is not FigureKind.TURNAROUND:
        return kind_name(kind)
    if _unit(tallies) < timedelta(hours=1):
        return _("{kind}: minutes that half of all take").format(kind=kind_name(kind))
    return _("{kind}: hours that half of all take").format(kind=kind_name(kind))


def bars(tallies: Sequence[Tally], width: int, height: int) -> str:
    """The bars of `tallies` in `width` and `height` cells, without colours."""
    import plotext  # noqa: PLC0415 - only this screen needs it

    unit = _unit(tallies)
    names = [
        Content(name_of(one)).truncate(LABEL, ellipsis=True).plain for one in reversed(tallies)
    ]
    values = [_value(one, unit) for one in reversed(tallies)]
    figure = plotext.figure
    figure.clear()
    figure.plot_size(width, height)
    figure.draw(figure.bar(names, values, orientation="h", width=0.4))
    figure.ruler("x").lim(0, max(values) or 1)  # of equal values plotext would cut the others
    drawn: str = plotext.uncolorize(str(figure.build()))
    return drawn.rstrip("\n")


def _unit(tallies: Sequence[Tally]) -> timedelta:
    """The time that the axis of `tallies` counts: hours, or minutes where none takes long."""
    longest = max((one.half for one in tallies if one.half is not None), default=LONG)
    return timedelta(hours=1) if longest >= LONG else timedelta(minutes=1)


def _value(one: Tally, unit: timedelta) -> float:
    return one.total if one.half is None else one.half / unit
