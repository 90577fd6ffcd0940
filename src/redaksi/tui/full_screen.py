"""Screens that fill the terminal: they are painted first when they are whole.

Textual paints a new screen four times: before its widgets know their sizes, after each of them
knows, once more when the screen below reports a change, and once more because the screen came to
the top. Opening an article took twice as long.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self

from textual.screen import ScreenResultType

from redaksi.tui.desk_screen import DeskScreen

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.screen import Screen

AT_LEAST = 0.5
"""Seconds after which Textual paints in any case: a screen that is left at once has no layout."""


class FirstPaint:
    """The time before the first layout of a screen, in which Textual does not paint."""

    def __init__(self) -> None:
        self.is_over = False
        self._waiting = ExitStack()

    def begin(self, screen: Screen[Any]) -> None:
        """Wait for the first layout of `screen`."""
        self._waiting.enter_context(screen.app.batch_update())
        screen.screen_layout_refresh_signal.subscribe(screen, self._end, immediate=True)
        screen.app.set_timer(AT_LEAST, self._end)

    def _end(self, _screen: object = None) -> None:
        """Let Textual paint. Its first layout marks everything as to be painted."""
        self.is_over = True
        self._waiting.close()


class FullScreen(DeskScreen[ScreenResultType]):
    """A screen of the desk that hides what is below it, and opens fast."""

    def __init__(self) -> None:
        self.first_paint = FirstPaint()
        super().__init__()

    def on_compose(self) -> None:
        self.first_paint.begin(self)

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Paint again, except before the first paint, which paints all.

        Nor does a change of the screen below, which passes `regions`, show through this one.
        """
        wanted = repaint and self.first_paint.is_over and not regions
        return super().refresh(*regions, repaint=wanted, layout=layout, recompose=recompose)
