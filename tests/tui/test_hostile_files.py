"""Escape sequences that a person wrote into files by hand do not reach the screen."""

from collections.abc import Callable
from pathlib import Path

import pytest

from redaksi.desk import Desk
from tests.hostile import HARMFUL, POISON, poison_newsroom

from .conftest import Clock
from .driving import lines
from .posing import SHOTS, WIDE, Scene, Shot, at_rest, board, posed

READING = [
    shot
    for shot in SHOTS
    if shot.before and shot.app is board and not shot.name.startswith(("help", "choice"))
    # A poisoned text does not match its sign-off, so it is never offered for a chat.
    if shot.name != "text for chats"
]


def poisoned(scene: Scene) -> None:
    poison_newsroom(scene.room)


@pytest.mark.parametrize("shot", READING, ids=lambda shot: shot.name)
async def test_no_screen_shows_what_steers_the_terminal(
    shot: Shot, desk_of: Callable[[str], Desk], clock: Clock, room: Path
) -> None:
    scene = Scene(desk_of(shot.who), desk_of, clock, room)
    async with posed(shot._replace(before=(*shot.before, poisoned)), scene) as pilot:
        narrow = lines(pilot)

        await pilot.resize_terminal(*WIDE)
        await at_rest(pilot)
        assert [line for line in (*narrow, *lines(pilot)) if HARMFUL.search(line)] == []
    assert any(
        POISON.encode()[:1] in path.read_bytes() or b"\\u001b" in path.read_bytes()
        for path in room.rglob("*.json")
    )
