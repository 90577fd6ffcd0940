"""The preview of the selected article, beside the lists of a very wide screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from redaksi.errors import RedaksiError
from redaksi.tui.widgets.panes import Columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer

    from redaksi.desk.reading import Row
    from redaksi.domain.article import Dossier
    from redaksi.tui.desk_screen import DeskScreen
    from redaksi.tui.widgets.article_preview import ArticlePreview

VAST = 160
"""Width of the terminal in cells from which an article stands beside the lists."""
PAUSE = 0.15
"""Seconds without movement after which an article is read: the cursor does not wait for it."""


class BesideLists:
    """Shows the article of the row `selected` on `screen`, where that is wide enough."""

    def __init__(self, screen: DeskScreen[Any], selected: Callable[[], Row | None]) -> None:
        self._screen = screen
        self._selected = selected
        self._rest: Timer | None = None
        self._pane: ArticlePreview | None = None

    def fit(self, width: int) -> None:
        """Add the preview to a screen `width` cells wide, or hide it."""
        if self._pane:
            self._pane.display = width >= VAST
        elif width >= VAST:
            # Only such a screen loads what paints an article.
            from redaksi.tui.widgets.article_preview import ArticlePreview  # noqa: PLC0415

            self._pane = ArticlePreview()
            self._screen.query_one(Columns).mount(self._pane)
        self.soon()

    def soon(self) -> None:
        """Show the selected article after a pause without movement."""
        if self._rest:
            self._rest.stop()
        if self._screen.size.width >= VAST:
            self._rest = self._screen.set_timer(PAUSE, self._now)

    def _now(self) -> None:
        if row := self._selected():
            self._screen.run_worker(partial(self._read, row), thread=True, exit_on_error=False)
        else:
            self._show(None, None)

    def _read(self, row: Row) -> None:
        try:
            dossier = self._screen.desk.reading.article(row.id)
        except RedaksiError:  # the board names what cannot be read
            dossier = None
        self._screen.call_later(self._show, row, dossier)

    def _show(self, row: Row | None, dossier: Dossier | None) -> None:
        if self._pane and row == self._selected():  # else a later look shows the other one
            if self._pane.dossier is None:
                # The styles of texts are read only after the first paint of the board.
                self._screen.app.stylesheet.update(self._pane)
            self._pane.dossier = dossier
