"""Waiting until a screen is idle.

Textual's own wait mistakes a process without CPU time for an idle process: on a busy machine, a
test looks too early. That wait also sleeps at least 20 ms, several times for each key.

Here a screen is idle when every message is handled, every change is painted and every worker has
ended.
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
"""Seconds in which the CPU time shows whether threads or callbacks are at work."""
CALM = 0.2
"""Share of a nap; a process that uses less CPU time counts as idle."""
NAPS = 1500
"""Maximum number of naps, after which a test goes on beside running workers.

The naps take at least three seconds, and longer on a busy machine.
"""
ENDLESS = {"_listen", "_offer_left_behind"}
"""Names of the workers that run as long as the program."""

_left_alone: WeakSet[Worker[Any]] = WeakSet()
"""Workers that outlasted `NAPS`, such as a worker that waits for the test itself."""


@pytest.fixture(autouse=True)
def come_to_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Textual's `Pilot` wait with `at_rest`."""
    for module in ("pilot", "app"):
        monkeypatch.setattr(f"textual.{module}.wait_for_idle", at_rest)


async def at_rest(*_at_most: float) -> None:
    """Wait until the app of this test is idle, or for `NAPS` naps."""
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
    """Whether `app` has any work left; a pending paint is done at once."""
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
    """An event that is set when every receiver of a key has handled a callback.

    The receivers are the app, the top screen and its focused widget. None of them is busy with
    another message when the event is set.
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
    """The app, the screens and the widgets that handle messages now."""
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
