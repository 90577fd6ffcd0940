"""An act that waits until nobody types."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

REST = 1.0
"""Seconds without a key after which a person rests."""


class Rest:
    """Runs `act` once after each burst of keys, as soon as `app` had no key for `REST` seconds."""

    def __init__(self, app: App[Any], act: Callable[[], None]) -> None:
        self._app = app
        self._act = act
        self._last = 0.0
        self._waits = False

    def put_off(self) -> None:
        """Note that a key came."""
        self._last = monotonic()
        if not self._waits:
            self._wait(REST)

    def _wait(self, seconds: float) -> None:
        self._waits = True
        self._app.set_timer(seconds, self._look)

    def _look(self) -> None:
        self._waits = False
        left = self._last + REST - monotonic()
        if left > 0:
            self._wait(left)
        else:
            self._act()
