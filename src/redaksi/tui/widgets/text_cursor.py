"""The cursor in the text of an article: its paragraph or note, and the next ones."""

from collections.abc import Callable, Sequence

from redaksi.tui.widgets.line_layout import LineLayout, Stop


class TextCursor:
    """A cursor on one of the stops of a layout; `moved` is called when the stop changes."""

    def __init__(self, layout: LineLayout, moved: Callable[[], None]) -> None:
        self._layout = layout
        self._moved = moved
        self._stop = Stop()

    @property
    def stop(self) -> Stop:
        """The stop of the cursor."""
        return self._stop

    def go(self, stop: Stop) -> None:
        """Go to `stop`."""
        if stop != self._stop:
            self._stop = stop
            self._moved()

    def settle(self, layout: LineLayout) -> None:
        """Use another layout, at the same stop, or else at its paragraph, or else at the top."""
        self._layout = layout
        if self._stop not in layout.stops:
            paragraph = Stop(self._stop.paragraph)
            self.go(paragraph if paragraph in layout.stops else layout.stops[0])

    def next(self, step: int) -> Stop | None:
        """The stop `step` places further on; None if there is none."""
        return self._among(self._layout.stops, step)

    def next_paragraph(self, step: int) -> Stop | None:
        """The paragraph `step` places further on; None if there is none."""
        return self._among(
            [stop for stop in self._layout.stops if not stop.note or stop == self._stop], step
        )

    def _among(self, stops: Sequence[Stop], step: int) -> Stop | None:
        place = stops.index(self._stop) + step
        return stops[place] if 0 <= place < len(stops) else None

    def next_note(self, step: int) -> Stop | None:
        """The next note (`step` 1) or the one before (-1); None if there is no other.

        The first note follows the last.
        """
        stops, here = self._layout.stops, self._layout.stops.index(self._stop)
        order = [*stops[here + 1 :], *stops[:here]]
        return next((stop for stop in (order if step > 0 else reversed(order)) if stop.note), None)
