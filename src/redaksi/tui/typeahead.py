"""Hands on the keys of one burst in turn, so that each reaches the field then in focus.

Presses of the mouse take their turn among the keys.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.events import Key, MouseMove, MouseScrollDown, MouseScrollUp

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import App
    from textual.events import InputEvent, Paste
    from textual.message_pump import MessagePump

    HandOn = Callable[[], Awaitable[None]]

PATIENCE = 20.0
"""Seconds to wait for the effects of one key before the next is handed on.

On a busy machine or a slow disk, a dialog may take seconds to open.
"""

ROUNDS = 10
"""How often the queues are emptied after one key: each message may post another."""

WRITING = frozenset({"backspace", "delete", "left", "right"})
"""Keys that, like letters, leave the focus where it is."""

LOOKING = (MouseMove, MouseScrollDown, MouseScrollUp)
"""What the mouse does without a press: the focus stays, too."""


class TypeAhead:
    """A queue of what the person at `app` does, each act handed on after the effects of the last.

    Textual gives a key at once to the field that has the focus. There the key would wait behind an
    earlier key that opens or closes a dialog.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._waiting: deque[tuple[InputEvent | Paste, HandOn]] = deque()
        self._task: asyncio.Task[None] | None = None
        self._moving = False  # whether the last act may have moved the focus

    def add(self, event: InputEvent | Paste, hand_on: HandOn) -> None:
        """Give `event` to Textual by `hand_on` when its turn comes."""
        self._waiting.append((event, hand_on))
        if self._task is None:
            self._task = asyncio.create_task(self._hand_on_all())

    def forget(self) -> None:
        """Forget the keys that wait, unless they are the text of a field.

        They were typed for a screen that a refused command would have shown.
        """
        if not self._is_in_field:
            self._waiting.clear()

    async def _hand_on_all(self) -> None:
        while self._waiting:
            if self._moving:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._settled(), PATIENCE)
            await _through(self._app, self._hand_on_some)
        self._task = None

    async def _hand_on_some(self) -> None:
        """Give Textual the keys up to the first that may move the focus."""
        self._moving = False
        while self._waiting and not self._moving:
            event, hand_on = self._waiting.popleft()
            self._moving = not (isinstance(event, LOOKING) or self._is_writing(event))
            await hand_on()

    def _is_writing(self, event: InputEvent | Paste) -> bool:
        """Whether `event` only edits the text of a field: the next key need not wait."""
        writes = isinstance(event, Key) and (event.is_printable or event.key in WRITING)
        return writes and self._is_in_field

    @property
    def _is_in_field(self) -> bool:
        """Whether the next key is for the text of a field."""
        from textual.widgets import Input, TextArea  # noqa: PLC0415 - not for the first paint

        return bool(self._app.screen_stack) and isinstance(self._app.focused, Input | TextArea)

    async def _settled(self) -> None:
        """Wait until the queues of the app, the screen and the focused field are empty."""
        for _round in range(ROUNDS):
            path = self._path()
            for pump in path:
                await _through(pump)
            if path == self._path() and all(pump.message_queue_size == 0 for pump in path):
                return

    def _path(self) -> list[MessagePump]:
        """The receivers of a key: the focused widget, its ancestors and the app."""
        if not self._app.screen_stack:
            return [self._app]
        return [*(self._app.focused or self._app.screen).ancestors_with_self]


async def _through(pump: MessagePump, do: HandOn | None = None) -> None:
    """Wait until `pump` has handled its queue, then run `do` there."""
    done = asyncio.Event()

    async def reached() -> None:
        try:
            if do:
                await do()
        finally:
            done.set()

    if pump.call_later(reached):
        await done.wait()
