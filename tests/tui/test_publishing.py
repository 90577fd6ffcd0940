"""Publishing by a key runs in a thread.

The screen stays responsive and names the holder of a lock for which the act waits.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from threading import Event
from time import perf_counter

import pytest

from redaksi.desk import Desk
from redaksi.desk.moves import Moves
from redaksi.domain.article import Dossier, Stage
from redaksi.store.dossiers import locks
from redaksi.store.files import FileStore
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.moves import PublishDialog

from .conftest import CHIEF
from .driving import draft, keys, on, said, shown, until

STILL = 0.5
"""Seconds that a turn of the event loop may take on a busy machine.

The tests delay the act for longer.
"""


@pytest.fixture
def chief(desk_of: Callable[[str], Desk]) -> Desk:
    return desk_of(CHIEF)


@pytest.fixture
def waiting(desk: Desk) -> Dossier:
    """An article in review."""
    return desk.moves.submit(draft(desk, "Panen", "Satu.").id, CHIEF)


def stage(desk: Desk, dossier: Dossier) -> Stage:
    return desk.reading.article(dossier.id).article.stage


async def longest_pause(seconds: float) -> float:
    """The longest pause of the event loop, in seconds, within the next `seconds`."""
    longest, before, end = 0.0, perf_counter(), perf_counter() + seconds
    while before < end:
        await asyncio.sleep(0.001)
        longest, before = max(longest, perf_counter() - before), perf_counter()
    return longest


async def test_a_publication_that_takes_long_leaves_the_screen_alive(
    chief: Desk, waiting: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, publish = Event(), Moves.publish

    def slow(
        moves: Moves, article_id: str, override: str = "", base: int | None = None
    ) -> Dossier:
        assert go_on.wait(60)
        return publish(moves, article_id, override, base)

    monkeypatch.setattr(Moves, "publish", slow)
    async with RedaksiApp(chief).run_test() as pilot:
        await keys(pilot, "l", "p", "enter")
        await until(lambda: "Publishing …" in shown(pilot))
        assert await longest_pause(1.0) < STILL
        await keys(pilot, "enter", "escape")  # the keys neither publish twice nor hide the outcome
        assert on(pilot, PublishDialog)
        go_on.set()
        await until(lambda: on(pilot, BoardScreen))
        await until(lambda: "Published." in said(pilot))
    assert stage(chief, waiting) is Stage.PUBLISHED
    assert len(chief.reading.article(waiting.id).article.sign_offs) == 1


async def test_the_dialog_says_for_whom_a_publication_waits(
    chief: Desk, waiting: Dossier, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.05)
    async with RedaksiApp(chief).run_test(size=(120, 40)) as pilot:
        await keys(pilot, "l", "p")
        await until(lambda: on(pilot, PublishDialog))
        with FileStore(room, holder="Yanuar D") as other, other.exclusively("slug"):
            await keys(pilot, "enter")
            await until(lambda: "Yanuar D" in shown(pilot).partition("sealed with your name")[2])
            assert on(pilot, PublishDialog)
            assert stage(chief, waiting) is Stage.REVIEW
        await until(lambda: on(pilot, BoardScreen))
    assert stage(chief, waiting) is Stage.PUBLISHED


async def test_what_stands_against_it_by_then_is_said_in_the_dialog(
    chief: Desk, desk: Desk, waiting: Dossier
) -> None:
    async with RedaksiApp(chief).run_test() as pilot:
        await keys(pilot, "l", "p")
        await until(lambda: on(pilot, PublishDialog))
        desk.notes.add(waiting.id, "Cek angka.")
        await keys(pilot, "enter")
        await until(lambda: "Yanuar D" in shown(pilot))
        assert on(pilot, PublishDialog)
        assert "Publishing …" not in shown(pilot)
        await keys(pilot, "escape")
        assert on(pilot, BoardScreen)
    assert stage(chief, waiting) is Stage.REVIEW
