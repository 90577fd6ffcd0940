"""Small terminals, and terminals that are resized while a dialog is open."""

import pytest
from textual.widgets import Button

from redaksi import i18n
from redaksi.desk import Desk
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.dialog import Dialog
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.panes import TabStrip

from .conftest import CHIEF
from .driving import draft, keys, lines, on, shown, until

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
        await keys(pilot, "Z", "p")  # the message hides neither the list nor the way out
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


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("width", [80, 100, 120])
async def test_the_titles_of_the_panes_are_whole_while_one_writes(
    app: RedaksiApp, desk: Desk, width: int, language: str
) -> None:
    i18n.install(language)
    draft(desk, "Panen", "Ia merubah resiko. " * 9)
    async with app.run_test(size=(width, 30)) as pilot:
        await keys(pilot, "e")
        await until(lambda: on(pilot, EditScreen))
        screen = app.screen
        assert isinstance(screen, EditScreen)
        await until(lambda: screen.manuscript.findings_pane.count)
        screen.manuscript.findings_pane.count = 12
        await pilot.pause()
        for strip in screen.query(TabStrip):
            if strip.region.area:
                said = str(strip.render())
                assert len(said) <= strip.size.width
                if width == 100:  # beside 72 columns of text
                    assert f"{screen.manuscript.findings_pane.label} 12" in said
                    assert all(f" {one.label[:2]}" in said for one in strip._panes)
                    assert said.count("…") == 2
                else:
                    assert all(one.label in said for one in strip._panes)


async def test_titles_without_room_end_in_an_ellipsis(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test(size=(24, 24)) as pilot:
        await keys(pilot, "e")
        await until(lambda: on(pilot, EditScreen))
        assert any(str(strip.render()).endswith("…") for strip in app.screen.query(TabStrip))
