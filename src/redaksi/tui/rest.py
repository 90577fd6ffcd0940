"""Acts that wait until nobody types."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

REST = 1.0
"""Seconds without a key after which a person rests."""

TYPING = 0.7
"""Seconds after a key in which the next one, on a slow line too, is meant for what is shown."""


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

    @property
    def is_typing(self) -> bool:
        """Whether a key came a moment ago."""
        return monotonic() < self._last + TYPING

    async def begun(self) -> None:
        """Wait until the person has stopped typing."""
        while self.is_typing:
            await asyncio.sleep(TYPING / 4)

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
