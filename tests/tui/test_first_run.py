"""The first start: one screen asks for name and newsroom, which are remembered.

A tour is offered but never forced.
"""

from pathlib import Path
from typing import Any

import platformdirs
import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input

from redaksi import config
from redaksi.desk import Desk, open_desk
from redaksi.tui.app import RedaksiApp
from redaksi.tui.first_run import FirstRunAnswer, FirstRunApp
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.tour import TourDialog, steps

from .driving import keys, on, shown, typed, until


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REDAKSI_NEWSROOM", "REDAKSI_EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def fill(pilot: Pilot[Any], field: str, text: str) -> None:
    pilot.app.screen.query_one(f"#{field}", Input).value = text


async def test_a_new_newsroom_is_made_opened_and_remembered() -> None:
    assert config.is_first_time()
    app = FirstRunApp()
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Your name" in shown(pilot)
        assert [field.placeholder[:5] for field in app.query(Input)] == ["e.g. ", "e.g. ", "a col"]
        await keys(pilot, "escape", "escape")
        assert app.is_running
        await typed(pilot, "Ani")
        await keys(pilot, "enter", "tab")
        await typed(pilot, "Suara/Lereng")
        await keys(pilot, "tab", "tab", "right", "ctrl+s")
    folder = platformdirs.user_data_path("redaksi") / "Suara-Lereng"
    assert app.return_value == FirstRunAnswer(folder, tour=False)
    assert config.load_house(folder).name == "Suara-Lereng"
    assert config.load_settings().name == "Ani"
    assert config.find_newsroom() == folder
    assert not config.is_first_time()


async def test_the_language_is_chosen_and_what_was_typed_stays() -> None:
    app = FirstRunApp()
    async with app.run_test(size=(80, 24)) as pilot:
        assert "No text is lost." in shown(pilot)
        await typed(pilot, "Ani")
        await keys(pilot, "shift+tab", "left")
        await until(lambda: "Nama Anda" in shown(pilot))
        await until(lambda: app.screen.query_one("#language").has_focus)
        assert app.screen.query_one("#name", Input).value == "Ani"
        fill(pilot, "where", "Lereng")
        fill(pilot, "colleague", "Budi")
        await keys(pilot, "ctrl+s")
    assert app.return_value
    assert config.load_settings().language == "id"
    with open_desk(app.return_value.folder, "Ani") as desk:
        assert [member.name for member in desk.team.list()] == ["Ani", "Budi"]


async def test_a_colleague_who_cannot_join_leaves_no_newsroom() -> None:
    app = FirstRunApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, "Ani")
        fill(pilot, "where", "Lereng")
        fill(pilot, "colleague", "ANI")
        await keys(pilot, "ctrl+s")
        await until(lambda: "in the team already" in shown(pilot))
        assert not (platformdirs.user_data_path("redaksi") / "Lereng").exists()
        fill(pilot, "colleague", "")
        await keys(pilot, "ctrl+s")
    assert app.return_value


async def test_the_sample_newsroom_is_made_once_and_the_tour_is_offered() -> None:
    for _time in range(2):
        app = FirstRunApp()
        async with app.run_test(size=(60, 15)) as pilot:
            await typed(pilot, "Ani")
            await keys(pilot, "enter", "right")
            assert not app.query_one("#where").display
            await keys(pilot, "f2")
        assert app.return_value
        assert app.return_value.tour
        assert (app.return_value.folder / config.FILE).exists()


async def test_enter_goes_from_question_to_question_and_begins() -> None:
    app = FirstRunApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, "Ani")
        await keys(pilot, "enter", "enter", "enter")
        assert "The newsroom has no name yet." in shown(pilot)
        await typed(pilot, "Lereng")
        await keys(pilot, "tab", "enter")
    assert app.return_value
    assert config.load_house(app.return_value.folder).name == "Lereng"


async def test_what_is_missing_or_wrong_is_said_and_nothing_is_remembered(room: Path) -> None:
    app = FirstRunApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "f2")
        assert "A name has 1 to 80 characters." in shown(pilot)
        fill(pilot, "name", "Ani")
        await keys(pilot, "f2")
        assert "The newsroom has no name yet." in shown(pilot)
        await keys(pilot, "shift+tab", "left")
        await keys(pilot, "f2")
        assert "No folder is named." in shown(pilot)
        fill(pilot, "where", "/tidak/ada")
        await keys(pilot, "f2")
        assert "There is no newsroom in /tidak/ada." in shown(pilot)
        assert not config.settings_file().exists()
        fill(pilot, "where", str(room))
        await keys(pilot, "f2")
    assert app.return_value == FirstRunAnswer(room, tour=True)


async def test_who_leaves_has_nothing_made() -> None:
    app = FirstRunApp()
    async with app.run_test() as pilot:
        await keys(pilot, "ctrl+q")
    assert app.return_value is None
    assert not config.settings_file().exists()


async def test_the_tour_goes_forth_and_back_and_escape_leaves_it(desk: Desk) -> None:
    app = RedaksiApp(desk, tour=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for place, (heading, _text) in enumerate(steps(), start=1):
            assert f"{place}/6 · {heading}" in shown(pilot)
            assert "Close" in shown(pilot)
            assert "Cancel" not in shown(pilot)
            await keys(pilot, "enter" if place % 2 else "right")
        assert on(pilot, TourDialog)
        assert app.screen.query_one("#confirm").size.width >= len("To the board")
        await keys(pilot, "left", "h")
        assert "4/6" in shown(pilot)
        await keys(pilot, "escape")
        assert on(pilot, BoardScreen)
        await app.push_screen(app.screens.tour())
        for _step in steps():
            await keys(pilot, "enter")
        assert on(pilot, BoardScreen)
        await keys(pilot, "escape")
        assert app.is_running


async def test_the_tour_goes_back_by_a_button_that_the_first_step_does_not_have(
    desk: Desk,
) -> None:
    app = RedaksiApp(desk, tour=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: on(pilot, TourDialog))
        await until(lambda: app.screen.query("#back"))
        back = app.screen.query_one("#back", Button)
        assert not back.display
        await keys(pilot, "enter")
        await until(lambda: "2/6" in shown(pilot) and "← Back" in shown(pilot))
        await pilot.click("#back")
        await until(lambda: "1/6" in shown(pilot))
        assert not back.display
