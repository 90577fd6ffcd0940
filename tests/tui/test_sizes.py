"""Small terminals, and terminals that are resized while a dialog is open."""

import pytest
from textual.widgets import Button

from redaksi.desk import Desk
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.dialog import Dialog
from redaksi.tui.widgets.command_bar import CommandBar

from .conftest import CHIEF
from .driving import draft, keys, lines, on, shown

SIZES = ((60, 15), (20, 5), (200, 60), (40, 8), (80, 24))
DIALOGS = {"new": "n", "import": "i", "assign": "a", "submit": "s", "export": "x"}


@pytest.mark.parametrize("key", DIALOGS.values(), ids=DIALOGS)
async def test_a_dialog_keeps_its_buttons_in_view_at_every_size(
    app: RedaksiApp, desk: Desk, key: str
) -> None:
    draft(desk, "Panen raya di dua belas desa " * 4, "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, key)
        assert isinstance(app.screen, Dialog)
        for width, height in SIZES:
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            button = app.screen.query_one("#confirm", Button)
            assert app.screen.region.contains_region(button.region), (width, height)
            assert button.region.height == 1
        await keys(pilot, "escape")
        assert app.is_running


async def test_what_does_not_fit_is_scrolled_and_the_dialog_names_the_keys(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test(size=(70, 10)) as pilot:
        await keys(pilot, "a")
        assert "PgUp PgDn" in shown(pilot)
        fields = app.screen.query_one(".dialog-fields")
        before = fields.scroll_y
        await keys(pilot, "pagedown")
        assert fields.scroll_y > before
        await pilot.resize_terminal(80, 40)
        await pilot.pause()
        assert "PgUp PgDn" not in shown(pilot)


async def test_every_screen_lives_in_twenty_by_five(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen raya di dua belas desa " * 4, "Satu.")
    desk.moves.submit(draft(desk, "Kedua", "Satu.").id, CHIEF)
    async with app.run_test(size=(20, 5)) as pilot:
        for way in (
            ("?",),
            ("enter",),
            ("e",),
            ("f",),
            ("v",),
            ("slash",),
            ("ctrl+p",),
            ("l", "r"),
            ("Z",),
        ):
            await keys(pilot, *way)
            assert max(map(len, shown(pilot).split("\n"))) <= 20
            await keys(pilot, "escape", "escape", "escape")
            assert on(pilot, BoardScreen)
        await keys(pilot, "p")  # the message hides neither the list nor the way out
        assert app.screen.query_one(CommandBar).size.height == 1
        await keys(pilot, "q")
    assert app.return_code == 0


async def test_help_keeps_what_a_key_does_together_where_there_is_no_room_beside(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test(size=(40, 10)) as pilot:
        await keys(pilot, "?")
        told = [line.strip("▎▊ ") for line in lines(pilot)]
        place = told.index("e        Edit")
        assert " ".join(told[place + 1 : place + 3]).startswith(
            "Write: the headline and the body."
        )
