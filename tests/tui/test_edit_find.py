"""Find and replace in the editor."""

import re

from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input, TextArea

from redaksi.desk import Desk
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.widgets.article_list import ArticleList
from redaksi.tui.writing.word_search import nearest, places, replaced, sought

from .driving import draft, keys, on, said, shown, typed

LINES = st.lists(st.text(alphabet="aAb \\.1", max_size=8), min_size=1, max_size=5)
WORDS = st.text(alphabet="aAb.\\1", min_size=1, max_size=3)


@given(LINES, WORDS, st.booleans())
def test_every_place_holds_the_words_and_none_is_left_after_replacing(
    lines: list[str], words: str, capitals: bool
) -> None:
    pattern = sought(words, capitals=capitals)
    assert pattern is not None
    found = places(pattern, lines)
    for place in found:
        there = lines[place.row][place.start : place.end]
        assert there == words if capitals else there.casefold() == words.casefold()
    after = replaced(pattern, r"\1", lines)
    assert sum(map(len, after)) == sum(map(len, lines)) + len(found) * (2 - len(words))
    assert not places(pattern, replaced(pattern, "_", lines))


def test_the_next_place_is_behind_the_cursor_and_after_the_last_comes_the_first() -> None:
    found = places(re.compile("a"), ["a a", "", "a"])
    assert [nearest(found, ((0, 0), (0, 0)), step) for step in (0, 1, -1)] == [0, 0, 2]
    assert [nearest(found, ((0, 1), (0, 0)), step) for step in (0, 1, -1)] == [0, 1, 2]
    assert [nearest(found, ((2, 0), (2, 1)), step) for step in (0, 1, -1)] == [2, 0, 1]


async def test_words_are_found_from_the_keys(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen", "Padi di desa. padi lagi.", "PADI habis.")
    async with app.run_test() as pilot:
        await keys(pilot, "e", "ctrl+f")
        body = app.screen.query_one("#body", TextArea)
        await typed(pilot, "padi")
        assert "1/3" in shown(pilot)
        await keys(pilot, "enter")
        assert body.selected_text == "padi"
        await keys(pilot, "down")
        assert (body.selected_text, "3/3" in shown(pilot)) == ("PADI", True)
        await keys(pilot, "f8")
        assert (body.selected_text, "1/3" in shown(pilot)) == ("Padi", True)
        await keys(pilot, "up", "f5")
        assert "1/1" in shown(pilot)
        assert body.selected_text == "padi"
        await typed(pilot, "x")
        assert "not found" in shown(pilot)
        await keys(pilot, "escape")
        assert on(pilot, EditScreen)
        assert app.screen.focused is body
        await keys(pilot, "escape")
        assert on(pilot, BoardScreen)


async def test_all_are_replaced_as_one_change(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen", "Padi di desa. padi lagi.", "Tanpa kata itu.", "PADI habis.")
    async with app.run_test() as pilot:
        await keys(pilot, "f", "ctrl+f")
        body = app.screen.query_one("#body", TextArea)
        before = body.text
        await typed(pilot, "padi")
        await keys(pilot, "tab")
        await typed(pilot, r"\1")
        await keys(pilot, "enter")
        assert body.text.startswith(r"\1 di desa. padi lagi.")
        assert body.selected_text == "padi"
        await keys(pilot, "ctrl+l")
        assert body.text == "\\1 di desa. \\1 lagi.\n\nTanpa kata itu.\n\n\\1 habis."
        assert "2 places replaced" in shown(pilot) + said(pilot)
        await keys(pilot, "ctrl+z")
        assert body.text.startswith(r"\1 di desa. padi lagi.")
        await keys(pilot, "escape", "ctrl+z")
        assert body.text == before


async def test_the_headline_is_looked_through_and_changed_with_the_text(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Padi padi", "Panen padi.", deck="Padi lagi")
    async with app.run_test() as pilot:
        await keys(pilot, "e", "shift+tab", "home", *["shift+right"] * 4, "ctrl+f")
        headline, body = (
            app.screen.query_one("#headline", Input),
            app.screen.query_one("#body", TextArea),
        )
        assert app.screen.query_one("#find-words", Input).value == "Padi"
        assert "1/3" in shown(pilot)
        await keys(pilot, "down")
        assert "2/3" in shown(pilot)
        await keys(pilot, "down")
        assert (body.selected_text, "3/3" in shown(pilot)) == ("padi", True)
        await keys(pilot, "down", "tab")
        await typed(pilot, "Beras")
        await keys(pilot, "enter")
        assert (headline.value, "1/2" in shown(pilot)) == ("Beras padi", True)
        await keys(pilot, "ctrl+l")
        assert (headline.value, body.text) == ("Beras Beras", "Panen Beras.")
        assert "2 places replaced" in shown(pilot) + said(pilot)
        await keys(pilot, "ctrl+z")
        assert (headline.value, body.text) == ("Beras padi", "Panen padi.")
        await keys(pilot, "ctrl+z", "up", "up", "escape")
        assert (headline.value, headline.has_focus, headline.selected_text.lower()) == (
            "Padi padi",
            True,
            "padi",
        )


async def test_what_is_selected_is_looked_for(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Musim", "Padi padi")
    async with app.run_test() as pilot:
        await keys(pilot, "e", "shift+right", "shift+right", "ctrl+f")
        assert app.screen.query_one("#find-words", Input).value == "Pa"
        assert "1/2" in shown(pilot)
        await keys(pilot, "shift+tab", "delete")
        assert app.screen.query_one("#body", TextArea).text == "di padi"
        assert "1/1" not in shown(pilot)
        await keys(pilot, "f8")
        assert "1/1" in shown(pilot)


async def test_replacing_the_last_place_says_how_many_were_replaced(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Padi padi", "Panen padi.", "Padi lagi.")
    async with app.run_test() as pilot:
        await keys(pilot, "e", "ctrl+f")
        await typed(pilot, "padi")
        await keys(pilot, "tab")
        await typed(
            pilot, "padi gogo"
        )  # the replacement holds the words and is not searched again
        await keys(pilot, "enter")
        assert "replaced" not in said(pilot), "another one follows"
        await keys(pilot, "enter")
        assert "2 places replaced; none follows." in said(pilot)
        assert (
            app.screen.query_one("#body", TextArea).text == "Panen padi gogo.\n\npadi gogo lagi."
        )
        await keys(pilot, "shift+tab", *["backspace"] * 4)
        await typed(pilot, "panen")
        await keys(pilot, "tab", "enter")
        assert "1 place replaced; none follows." in said(pilot)


async def test_the_last_place_is_told_on_a_small_screen_where_nothing_is_found_any_more(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Panen", "Padi satu.", "Padi dua.", "Padi tiga.")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "e", "ctrl+f")
        await typed(pilot, "padi")
        await keys(pilot, "tab")
        await typed(pilot, "beras")
        await keys(pilot, "enter", "enter", "enter")
        assert "3 places replaced; none follows." in shown(pilot)


async def test_ctrl_home_and_end_go_to_the_ends_of_the_text(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Padi padi", "Panen padi.", "Padi lagi.")
    async with app.run_test() as pilot:
        await keys(pilot, "e")
        body = app.screen.query_one("#body", TextArea)
        await keys(pilot, "ctrl+end")
        assert body.cursor_location == (2, 10)
        await keys(pilot, "ctrl+home")
        assert body.cursor_location == (0, 0)
        await keys(pilot, "ctrl+shift+end")
        assert body.selected_text == body.text
        await keys(pilot, "ctrl+end", "ctrl+shift+home")
        assert body.selected_text == body.text
        await keys(pilot, "shift+tab", "ctrl+home", "x", "ctrl+end", "y")
        assert app.screen.query_one("#headline", Input).value == "xPadi padiy"


async def test_ctrl_home_and_end_go_to_the_ends_of_a_list(app: RedaksiApp, desk: Desk) -> None:
    for number in range(5):
        draft(desk, f"Panen {number}")
    async with app.run_test() as pilot:
        board = app.screen.query_one("#draft").query_one(ArticleList)
        await keys(pilot, "ctrl+end")
        assert board.cursor == 4
        await keys(pilot, "ctrl+home")
        assert board.cursor == 0
