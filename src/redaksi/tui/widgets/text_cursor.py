"""The cursor in the text of an article: which paragraph or note it is on, and which one it goes
to next.
"""

from collections.abc import Callable, Sequence

from redaksi.tui.widgets.line_layout import LineLayout, Stop


class TextCursor:
    """Stands on one of the stops of a layout; `moved` hears of it when that is another one."""

    def __init__(self, layout: LineLayout, moved: Callable[[], None]) -> None:
        self._layout = layout
        self._moved = moved
        self._stop = Stop()

    @property
    def stop(self) -> Stop:
        """Where it is."""
        return self._stop

    def go(self, stop: Stop) -> None:
        """Go to `stop`."""
        if stop != self._stop:
            self._stop = stop
            self._moved()

    def settle(self, layout: LineLayout) -> None:
        """Stand in another layout: on the same stop, else on its paragraph, else at the top."""
        self._layout = layout
        if self._stop not in layout.stops:
            paragraph = Stop(self._stop.paragraph)
            self.go(paragraph if paragraph in layout.stops else layout.stops[0])

    def next(self, step: int) -> Stop | None:
        """The stop that is `step` places on; None where there is none."""
        return self._among(self._layout.stops, step)

    def next_paragraph(self, step: int) -> Stop | None:
        """The paragraph that is `step` places on; None where there is none."""
        return self._among(
            [stop for stop in self._layout.stops if not stop.note or stop == self._stop], step
        )

    def _among(self, stops: Sequence[Stop], step: int) -> Stop | None:
        place = stops.index(self._stop) + step
        return stops[place] if 0 <= place < len(stops) else None

    def next_note(self, step: int) -> Stop | None:
        """The next note (`step` 1) or the one before (-1), in a ring; None where there is no
        other.
        """
        stops, here = self._layout.stops, self._layout.stops.index(self._stop)
        order = [*stops[here + 1 :], *stops[:here]]
        return next((stop for stop in (order if step > 0 else reversed(order)) if stop.note), None)
