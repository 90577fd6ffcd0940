"""Backspace, Delete, the arrows and the mouse treat a flag, a family or a syllable as one."""

import pytest
from rich.cells import cell_len
from textual.widgets import Input, TextArea
from textual.widgets.input import Selection as InputSelection

from redaksi.desk import Desk
from redaksi.tui.app import RedaksiApp

from .driving import draft, keys, pasted, shown

FAMILY, FLAG, THUMB = "👨\u200d👩\u200d👧\u200d👦", "🇮🇩", "👍🏽"
DEVANAGARI, JAVANESE = "क्षि", "ꦏꦿꦺꦴ"
PARTS = [FAMILY, "a", FLAG, "🇲🇾", THUMB, "x\u0301", DEVANAGARI, JAVANESE, "b"]
TEXT = "".join(PARTS)
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)])


@SIZES
async def test_backspace_and_delete_take_one_whole_character_of_the_body(
    app: RedaksiApp, desk: Desk, size: tuple[int, int]
) -> None:
    draft(desk, "Panen", TEXT)
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "e", "ctrl+end")
        body = app.screen.query_one("#body", TextArea)
        for count in range(len(PARTS) - 1, -1, -1):
            await keys(pilot, "backspace")
            assert body.text == "".join(PARTS[:count])
        for _part in PARTS:
            await keys(pilot, "ctrl+z")
        assert body.text == TEXT
        await keys(pilot, "ctrl+home")
        for count in range(1, len(PARTS) + 1):
            await keys(pilot, "delete")
            assert body.text == "".join(PARTS[count:])


@SIZES
async def test_backspace_and_delete_take_one_whole_character_of_the_headline(
    app: RedaksiApp, desk: Desk, size: tuple[int, int]
) -> None:
    draft(desk, TEXT, "Satu.")
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "e", "shift+tab")
        line = app.screen.query_one("#headline", Input)
        assert app.focused is line
        await keys(pilot, "end")
        for count in range(len(PARTS) - 1, -1, -1):
            await keys(pilot, "backspace")
            assert line.value == "".join(PARTS[:count])
        await pasted(pilot, TEXT)
        await keys(pilot, "home")
        for count in range(1, len(PARTS) + 1):
            await keys(pilot, "delete")
            assert line.value == "".join(PARTS[count:])


async def test_the_arrows_and_selections_step_over_whole_characters(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, TEXT, TEXT)
    async with app.run_test() as pilot:
        await keys(pilot, "e", "ctrl+home")
        body = app.screen.query_one("#body", TextArea)
        line = app.screen.query_one("#headline", Input)
        for count in range(1, len(PARTS) + 1):
            await keys(pilot, "right")
            assert body.cursor_location == (0, len("".join(PARTS[:count])))
        for count in range(len(PARTS) - 1, -1, -1):
            await keys(pilot, "shift+left")
            assert body.selected_text == "".join(PARTS[count:])
        await keys(pilot, "shift+tab", "home")
        for count in range(1, len(PARTS) + 1):
            await keys(pilot, "shift+right")
            assert line.selected_text == "".join(PARTS[:count])
        await keys(pilot, "left", "right")
        assert line.cursor_position == len(FAMILY)


async def test_no_cursor_stands_inside_a_character_however_it_came_there(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, TEXT, TEXT, "ab")
    async with app.run_test() as pilot:
        await keys(pilot, "e")
        body = app.screen.query_one("#body", TextArea)
        line = app.screen.query_one("#headline", Input)
        body.move_cursor((0, 2))
        line.selection = InputSelection(2, 3)
        assert body.cursor_location == (0, len(FAMILY))
        assert line.selection == InputSelection(len(FAMILY), len(FAMILY))
        await keys(pilot, "ctrl+end", "up", "up")
        assert body.cursor_location == (0, len(FAMILY))


async def test_words_of_other_scripts_are_deleted_without_half_a_syllable(
    app: RedaksiApp, desk: Desk
) -> None:
    """Python's regular expressions take a vowel sign for the end of a word."""
    draft(desk, "हिन्दी", "हिन्दी")
    async with app.run_test() as pilot:
        await keys(pilot, "e", "ctrl+end", "ctrl+w")
        body = app.screen.query_one("#body", TextArea)
        assert body.text in {"", "हि"}
        await keys(pilot, "shift+tab", "end", "ctrl+w")
        assert app.screen.query_one("#headline", Input).value in {"", "हि"}


@SIZES
async def test_the_cursor_covers_a_character_and_keeps_the_width_of_its_line(
    app: RedaksiApp, desk: Desk, size: tuple[int, int]
) -> None:
    draft(desk, f"{FAMILY} panen", f"{FAMILY} panen")
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "e", "ctrl+home")
        assert FAMILY in shown(pilot)
        body = app.screen.query_one("#body", TextArea)
        strip = body.render_line(0)
        assert any(segment.text == FAMILY for segment in strip)
        assert sum(cell_len(segment.text) for segment in strip) == strip.cell_length
        await keys(pilot, "shift+tab", "home")
        assert any(
            segment.text == FAMILY
            for segment in app.screen.query_one("#headline", Input).render_line(0)
        )
