"""The key of every command has a visible effect, and Help explains the command.

The tests run in both languages.
"""

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from redaksi import i18n
from redaksi.desk import Desk
from redaksi.domain.article import Stage
from redaksi.tui.app import RedaksiApp
from redaksi.tui.commands.base import Command
from redaksi.tui.desk_screen import DeskScreen
from redaksi.tui.widgets.command_bar import CommandBar
from tests.tui.driving import draft, keys, shown

WAYS = {
    "board": (),
    "article": ("enter",),
    "edit": ("e",),
    "search": ("slash", *"panen", "enter"),
    "revisions": ("v",),
    "assign": ("a",),
    "find": ("e", "ctrl+f"),
}
"""The keys from the board to each screen."""
ENDS = {"Quit", "Leave"}
"""Commands that end the screen, which other tests press."""
AT_THE_BAR = {"FindNext", "FindPrevious", "ReplaceOne", "ReplaceAll", "Capitals"}
"""Commands of the find bar, which test_edit_find presses."""
UNSEEN = {"Theme", "MarkAll", "Clear", "Save", "Switch"}
"""Commands that only change a colour, or have no effect in the state of the test."""
BACK = 4


@pytest.fixture(params=["en", "id"])
def language(request: pytest.FixtureRequest) -> str:
    i18n.install(request.param)
    return str(request.param)


async def back_to(pilot: Pilot[int], screen: Screen[object]) -> bool:
    """Press Escape until `screen` is on top again; returns whether that worked."""
    for _time in range(BACK):
        if pilot.app.screen is screen:
            return True
        await keys(pilot, "escape")
    return pilot.app.screen is screen


@pytest.mark.parametrize("way", WAYS)
async def test_each_key_shows_something_and_help_tells_of_it(
    app: RedaksiApp, desk: Desk, monkeypatch: pytest.MonkeyPatch, way: str, language: str
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    for number in range(3):
        draft(desk, f"Panen Raya {number}", "Padi dipanen.", "Warga senang.")
    dead = []
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, *WAYS[way])
        here = pilot.app.screen
        assert isinstance(here, DeskScreen)
        for command in here.commands:
            if command.__name__ in ENDS | AT_THE_BAR or not command.keys:
                continue
            for bar in here.query(CommandBar):
                bar._read()  # removes the message of the previous key
            await pilot.pause()
            before = shown(pilot)
            await keys(pilot, command.bound()[0])
            if (
                shown(pilot) == before
                and pilot.app.screen is here
                and command.__name__ not in UNSEEN
            ):
                dead.append(command.__name__)
            if not await back_to(pilot, here):
                break
        assert desk.store.counts()[Stage.PUBLISHED] == 0
    assert dead == [], "these keys changed nothing on the screen"
    otherwise = [
        one.__name__ for one in here.commands if translated(one) is not (language == "id")
    ]
    assert otherwise == [], "run `make i18n`, then translate"


def translated(command: type[Command]) -> bool:
    """Whether the help of `command` differs from the text in the code."""
    return command.help() != (command.__doc__ or "")
