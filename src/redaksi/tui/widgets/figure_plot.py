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
LABEL = 16
"""The most characters of a name beside its bar."""


class FigurePlot(Widget):
    """Bars of `tallies`, which are of one kind; the greatest is on top."""

    tallies: reactive[Sequence[Tally]] = reactive(())

    def render(self) -> Content:
        width, height = self.content_size
        if not self.tallies or width < LEAST[0] or height < LEAST[1]:
            return Content("")
        kind = self.tallies[0].kind
        title = kind_name(kind)
        if kind is FigureKind.TURNAROUND:
            title = _("{kind}: hours that half of all take").format(kind=title)
        most = max(1, (height - 3) // 2)
        drawn = bars(self.tallies[:most], width, min(height - 1, 3 * len(self.tallies) + 3))
        return Content(title).truncate(width, ellipsis=True) + Content(f"\n{drawn}")


def bars(tallies: Sequence[Tally], width: int, height: int) -> str:
    """The bars of `tallies` in `width` and `height` cells, without colours."""
    import plotext  # noqa: PLC0415 - only this screen needs it

    names = [name_of(one)[:LABEL] for one in reversed(tallies)]
    values = [_value(one) for one in reversed(tallies)]
    figure = plotext.figure
    figure.clear()
    figure.plot_size(width, height)
    figure.draw(figure.bar(names, values, orientation="h", width=0.4))
    figure.ruler("x").lim(0, max(values) or 1)  # of equal values plotext would cut the others
    drawn: str = plotext.uncolorize(str(figure.build()))
    return drawn.rstrip("\n")


def _value(one: Tally) -> float:
    return one.total if one.half is None else one.half / timedelta(hours=1)
