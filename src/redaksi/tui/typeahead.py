"""Keys that come in one burst are handed on one by one, so that each reaches the field that has
the focus by then.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.events import Key
from textual.widgets import Input, TextArea

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import App
    from textual.events import Paste
    from textual.message_pump import MessagePump

    HandOn = Callable[[], Awaitable[None]]

PATIENCE = 2.0
"""Seconds for all that a key does; then the next key follows all the same."""

ROUNDS = 10
"""So many screens, fields and messages one key may bring up, each by the one before."""

WRITING = frozenset({"backspace", "delete", "left", "right"})
"""Keys that leave the focus where it is, as letters do."""


class TypeAhead:
    """The keys and pastes of `app` that wait until the one before has done all that it does.

    Textual hands a key at once to the field that has the focus now, where it waits behind the key
    that is about to bring up a dialog, or to close one.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._waiting: deque[tuple[Key | Paste, HandOn]] = deque()
        self._task: asyncio.Task[None] | None = None
        self._moving = False  # whether the last key may have brought something up

    def add(self, event: Key | Paste, hand_on: HandOn) -> None:
        """Give `event` to Textual by `hand_on` when it is its turn."""
        self._waiting.append((event, hand_on))
        if self._task is None:
            self._task = asyncio.create_task(self._hand_on_all())

    async def _hand_on_all(self) -> None:
        while self._waiting:
            if self._moving:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._settled(), PATIENCE)
            await _through(self._app, self._hand_on_some)
        self._task = None

    async def _hand_on_some(self) -> None:
        """Give Textual keys up to the first that may bring something up."""
        self._moving = False
        while self._waiting and not self._moving:
            event, hand_on = self._waiting.popleft()
            self._moving = not self._is_writing(event)
            await hand_on()

    def _is_writing(self, event: Key | Paste) -> bool:
        """Whether `event` goes into the text of a field: then the one behind it need not wait."""
        writes = isinstance(event, Key) and (event.is_printable or event.key in WRITING)
        return (
            writes
            and bool(self._app.screen_stack)
            and isinstance(self._app.focused, Input | TextArea)
        )

    async def _settled(self) -> None:
        """Wait until nothing waits any more for the app, the screen, and the field that has the
        focus.
        """
        for _round in range(ROUNDS):
            path = self._path()
            for pump in path:
                await _through(pump)
            if path == self._path() and all(pump.message_queue_size == 0 for pump in path):
                return

    def _path(self) -> list[MessagePump]:
        """Whom a key passes: what has the focus, all that it stands in, the app."""
        if not self._app.screen_stack:
            return [self._app]
        return [*(self._app.focused or self._app.screen).ancestors_with_self]


async def _through(pump: MessagePump, do: HandOn | None = None) -> None:
    """Wait until `pump` has gone through what waits for it, then `do` this there."""
    done = asyncio.Event()

    async def reached() -> None:
        try:
            if do:
                await do()
        finally:
            done.set()

    if pump.call_later(reached):
        await done.wait()
