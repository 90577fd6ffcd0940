"""Enter in the search opens the first result of what is typed, also before that is there."""

from collections.abc import Sequence
from threading import Event
from typing import Any

import pytest

from redaksi.desk import Desk
from redaksi.desk.reading import Reading, Row
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.article import ArticleScreen
from redaksi.tui.screens.search import SearchScreen

from .driving import draft, keys, on, shown, typed, until


async def test_enter_waits_for_the_result_of_the_last_letter(
    app: RedaksiApp, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = draft(desk, "Panen Tebu", "Satu.")
    draft(desk, "Panen Padi", "Dua.")
    go_on, search = Event(), Reading.search

    def slow(reading: Reading, words: str, **rest: Any) -> Sequence[Row]:
        if words == "tebu":
            go_on.wait()
        return search(reading, words, **rest)

    monkeypatch.setattr(Reading, "search", slow)
    async with app.run_test() as pilot:
        await keys(pilot, "slash")
        await typed(pilot, "teb")
        await until(lambda: "Panen Tebu" in shown(pilot))
        await typed(pilot, "u")
        await keys(pilot, "enter")
        assert on(pilot, SearchScreen), "the result of what was typed before is not opened"
        go_on.set()
        await until(lambda: on(pilot, ArticleScreen))
        screen = app.screen
        assert isinstance(screen, ArticleScreen)
        assert screen.article_id == wanted.id


async def test_without_a_result_enter_says_so_and_nothing_opens_later(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Panen Tebu", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "slash")
        await typed(pilot, "zz")
        await keys(pilot, "enter")
        await until(lambda: "Nothing found" in shown(pilot))
        await keys(pilot, "backspace", "backspace")
        await typed(pilot, "teb")
        await until(lambda: "Panen Tebu" in shown(pilot))
        assert on(pilot, SearchScreen)
