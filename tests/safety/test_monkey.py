"""A monkey at the desk sends any keys, clicks, pastes and sizes.

Nothing fails, and the record stays intact.
"""

import asyncio
import logging
import random
from collections import Counter
from pathlib import Path

import pytest
from textual.app import ScreenStackError
from textual.errors import NoWidget
from textual.events import MouseScrollDown, Paste
from textual.pilot import OutOfBounds, Pilot

from redaksi.desk import open_desk
from redaksi.domain.article import Role, Text
from redaksi.tui.app import RedaksiApp
from tests.rest import at_rest
from tests.safety import scenes
from tests.safety.scale import SOAK, share

log = logging.getLogger(__name__)
ARTICLES = 500
EVENTS = share(2_000, 20_000)
BREATH = 0.2
"""The share of keys after which the monkey of `make soak` waits for the screen.

The other keys arrive while the screen is busy.
"""
SITTING = 400
"""Events after which another person takes over, with new random numbers."""
PEOPLE = (scenes.CHIEF, scenes.EDITOR, "Gita Guest", "Tidak Dikenal")
SIZES = ((80, 24), (120, 40), (20, 5), (60, 15), (200, 50))
LETTERS = [chr(code) for code in range(ord("a"), ord("z") + 1)]
STEPS = [
    "down",
    "up",
    "left",
    "right",
    "tab",
    "shift+tab",
    "enter",
    "escape",
    "home",
    "end",
    "pageup",
    "pagedown",
]
OTHERS = [
    *(
        "space",
        "backspace",
        "delete",
        "slash",
        "question_mark",
        "exclamation_mark",
        "full_stop",
        "asterisk",
    ),
    *(f"f{number}" for number in range(1, 11)),
    *(f"ctrl+{letter}" for letter in "abdefgklnoprstuvwxyz"),
    *("shift+f8", "shift+enter", "G", "Z", "E", "F", "N", "Y", "K", "1", "5", "9", "é", "界"),
]
PASTES = (
    "Banjir surut.\n\nWarga pulang.",
    "[/]",
    "x" * share(5_000, 50_000),
    "\x1b[31mmerah\x1b[0m",
    "שלום",
    "\n" * 300,
    "https://a.b/c",
)


def begin(folder: Path) -> None:
    scenes.begin(folder)
    with scenes.desk(folder) as chief:
        chief.team.add("Gita Guest", Role.GUEST)
        for number in range(ARTICLES):
            text = Text(
                headline=f"Judul [b]{number}[/]",
                body=tuple(f"Alinea {part}." for part in range(4)),
            )
            article = chief.copy.new(text)
            if number % 2:
                chief.moves.submit(article.id, to=scenes.EDITOR)


async def impatience(_least: float = 0, _most: float = 1) -> None:
    """The short wait of `Pilot` after a key or a click."""
    await (at_rest() if random.random() < BREATH else asyncio.sleep(0))


class Monkey:
    """Sends random events to `pilot`."""

    def __init__(self, pilot: Pilot[int], dice: random.Random) -> None:
        self._pilot = pilot
        self._dice = dice
        self.done: Counter[str] = Counter()

    async def act(self) -> None:
        """Send one random event."""
        acts = (
            self._letter,
            self._step,
            self._step,
            self._other,
            self._letter,
            self._click,
            self._seldom,
        )
        act = self._dice.choice(acts)
        self.done[act.__name__.strip("_")] += 1
        await act()

    async def _letter(self) -> None:
        await self._pilot.press(self._dice.choice(LETTERS))

    async def _step(self) -> None:
        await self._pilot.press(self._dice.choice(STEPS))

    async def _other(self) -> None:
        await self._pilot.press(self._dice.choice(OTHERS))

    async def _click(self) -> None:
        width, height = self._pilot.app.size
        place = (self._dice.randrange(max(1, width)), self._dice.randrange(max(1, height)))
        try:
            await self._pilot.click(offset=place, times=self._dice.choice((1, 1, 2)))
        except (
            OutOfBounds,
            NoWidget,
        ):  # the terminal is being resized, or a screen is opening
            self.done["click outside"] += 1

    async def _seldom(self) -> None:
        app = self._pilot.app
        if self._dice.random() < 0.4:
            await self._pilot.resize_terminal(*self._dice.choice(SIZES))
        elif self._dice.random() < 0.5:
            app.screen.post_message(Paste(self._dice.choice(PASTES)))
        else:
            app.screen.post_message(MouseScrollDown(None, 5, 3, 0, 1, 0, False, False, False))
        await self._pilot.pause()


async def sit(folder: Path, name: str, seed: int, events: int) -> Counter[str]:
    """Let a monkey send `events` events as `name`, or fewer if the monkey leaves the desk."""
    with open_desk(folder, name) as desk:
        app = RedaksiApp(desk)
        async with app.run_test(size=SIZES[seed % len(SIZES)]) as pilot:
            monkey = Monkey(pilot, random.Random(seed))
            for _event in range(events):
                if not app.is_running or app.leaving:
                    break
                try:
                    await monkey.act()
                except ScreenStackError:  # the key ended the desk
                    if not app.leaving:
                        raise
            await at_rest()
        return monkey.done


async def test_whatever_a_monkey_does_nothing_fails_and_the_record_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("pilot", "app"):
        monkeypatch.setattr(f"textual.{module}.wait_for_idle", impatience if SOAK else at_rest)
    monkeypatch.chdir(tmp_path)  # exports go to this folder
    monkeypatch.setenv("EDITOR", "true")
    folder = tmp_path / "ruang"
    begin(folder)
    done: Counter[str] = Counter()
    seed = random.randrange(1 << 32) if SOAK else 1
    log.info("dice %d", seed)
    while (left := EVENTS - done.total()) > 0:
        seed += 1
        try:
            done += await sit(folder, PEOPLE[seed % len(PEOPLE)], seed, min(left, SITTING))
        except BaseException as error:
            error.add_note(f"the monkey's dice: {seed}")
            raise
    log.info("monkey: %s", dict(done))
    with scenes.desk(folder) as desk:
        assert desk.checking.verify() == ()
        assert len(desk.store.ids()) >= ARTICLES
