"""When a screen has come to rest.

Textual's own wait takes a process that got no CPU for one that has nothing to do: on a busy
machine a test looks too early; and it sleeps at least 20 ms, several times for each key. Here a
screen rests when every message is handled, every change painted and every worker done.
"""

import asyncio
from time import process_time
from typing import Any
from weakref import WeakSet

import pytest
from textual._context import active_app
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.worker import Worker

NAP = 0.002
"""Seconds in which threads, and what is handled outside of messages, may show that they are at
work.
"""
CALM = 0.2
"""Share of a nap below which the process does nothing worth waiting for."""
NAPS = 1500
"""After so many, what is still at work is left to itself: three seconds, and on a busy machine
as much as it needs.
"""
ENDLESS = {"_listen", "_offer_left_behind"}
"""Workers that go on as long as the program."""

_left_alone: WeakSet[Worker[Any]] = WeakSet()
"""Workers that had their time, as one has that waits for the test."""


@pytest.fixture(autouse=True)
def come_to_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Pilot wait as we do."""
    for module in ("pilot", "app"):
        monkeypatch.setattr(f"textual.{module}.wait_for_idle", at_rest)


async def at_rest(*_at_most: float) -> None:
    """Wait until the app of this test rests, or so long that it will not."""
    app = active_app.get()
    answered: asyncio.Event | None = None
    for _nap in range(NAPS):
        used = process_time()
        await asyncio.sleep(NAP)
        calm = process_time() - used < NAP * CALM
        if calm and not _at_work(app):
            if answered and answered.is_set():
                return
            answered = _asked(app)
    _left_alone.update(_working(app))


def _at_work(app: App[Any]) -> bool:
    """Whether anything waits to be done; what waits for the next paint is painted at once."""
    if app._resize_event:
        return True
    for screen in app.screen_stack[-1:] if app.is_running else ():
        if _unpainted(screen):
            screen._on_timer_update()
            return True
    if any(pump._next_callbacks or not pump._message_queue.empty() for pump in _pumps(app)):
        return True
    return bool(_working(app).difference(_left_alone))


def _working(app: App[Any]) -> set[Worker[Any]]:
    return {worker for worker in app.workers if worker.is_running and worker.name not in ENDLESS}


def _asked(app: App[Any]) -> asyncio.Event:
    """Set as soon as those through which a key goes have taken a message: none is busy with
    another one then.
    """
    left, they_did = 1, asyncio.Event()

    def answer() -> None:
        nonlocal left
        left -= 1
        if not left:
            they_did.set()

    screens = app.screen_stack[-1:] if app.is_running else []
    asked = [app, *screens, *(screen.focused for screen in screens if screen.focused)]
    left += sum(pump.call_later(answer) for pump in asked)
    answer()
    return they_did


def _pumps(app: App[Any]) -> list[MessagePump]:
    """All that handle messages now."""
    screens = app.screen_stack if app.is_running else []
    pumps = [
        app,
        *(widget for screen in screens for widget in screen.walk_children(with_self=True)),
    ]
    return [pump for pump in pumps if pump._running]


def _unpainted(screen: Screen[Any]) -> bool:
    waits = (
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
    )
    return bool(waits or screen._dirty_widgets or screen._callbacks)
