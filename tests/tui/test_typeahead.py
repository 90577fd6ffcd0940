"""Keys that are typed faster than screens open reach the field that is focused in their turn."""

from pathlib import Path
from typing import Any

import pytest
from textual.events import InputEvent, Key, MouseDown, MouseUp, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from redaksi.desk import Desk
from redaksi.tui.app import RedaksiApp
from redaksi.tui.first_run import FirstRunApp
from redaksi.tui.screens.article import ArticleScreen
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.screens.moves import AssignDialog
from redaksi.tui.screens.new import NewDialog
from redaksi.tui.screens.search import SearchScreen
from tests.waiting import soon

from .conftest import CHIEF, WRITER
from .driving import draft, headlines, lines, on, said, shown, until
from .terminal import desk_in_terminal

NAMES = {"\r": "enter", "\x1b": "escape", "\x13": "ctrl+s", "\t": "tab", "\x06": "ctrl+f"}


async def burst(pilot: Pilot[Any], *sent: str | Paste | InputEvent) -> None:
    """Send keys and other events before the first is handled, as one read of the terminal."""
    driver = pilot.app._driver
    assert driver
    for one in sent:
        for event in (
            [one]
            if not isinstance(one, str)
            else [Key(NAMES.get(key) or _character_to_key(key), key) for key in one]
        ):
            driver.send_message(event)
    await pilot.pause()
    await until(lambda: pilot.app._typeahead._task is None)  # type: ignore[attr-defined]
    await pilot.pause()


async def test_a_dialog_takes_what_is_typed_behind_its_key(app: RedaksiApp, desk: Desk) -> None:
    async with app.run_test() as pilot:
        await burst(pilot, "nsapi pqsd")
        assert isinstance(app.screen, NewDialog)
        assert app.screen.query_one("#headline", Input).value == "sapi pqsd"


async def test_every_key_is_for_the_field_of_its_moment_and_none_is_lost(
    app: RedaksiApp, desk: Desk
) -> None:
    async with app.run_test() as pilot:
        await burst(pilot, "nBanjir surut\rAir surut\r\rsejak pagi.\x13\x1bn\x1b")
        assert on(pilot, BoardScreen)
    (row,) = desk.reading.rows()
    text = desk.reading.article(row.id).article.text
    assert (text.headline, text.body) == ("Banjir surut", ("Air surut", "sejak pagi."))


async def test_a_paste_is_for_the_field_of_its_moment(app: RedaksiApp, desk: Desk) -> None:
    async with app.run_test() as pilot:
        await burst(pilot, "n", Paste("Banjir"), " surut\r", Paste("Air surut.\n\nPagi."), " Ya.")
        assert isinstance(app.screen, EditScreen)
        assert app.screen.query_one("#headline", Input).value == "Banjir surut"
        assert app.screen.query_one("#body", TextArea).text == "Air surut.\n\nPagi. Ya."


def pressed(pilot: Pilot[Any], text: str) -> tuple[MouseDown, MouseUp]:
    """The press and the release of the mouse at the first `text` on the screen."""
    place = next((line.index(text), y) for y, line in enumerate(lines(pilot)) if text in line)
    down, up = (kind(None, *place, 0, 0, 1, False, False, False) for kind in (MouseDown, MouseUp))
    assert isinstance(down, MouseDown)
    assert isinstance(up, MouseUp)
    return down, up


async def test_a_press_of_the_mouse_waits_for_the_keys_before_it(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Banjir")
    draft(desk, "Panen")
    async with app.run_test() as pilot:
        await until(lambda: "Banjir" in shown(pilot))
        selected, other = headlines(pilot, "draft")
        await burst(pilot, "\r", *pressed(pilot, other))
        assert isinstance(app.screen, ArticleScreen)
        opened = app.screen.dossier().article.text.headline
        assert opened == selected, "and not the one that was pressed afterwards"


async def test_a_key_waits_for_the_press_of_the_mouse_before_it(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Banjir")
    draft(desk, "Panen")
    async with app.run_test() as pilot:
        await until(lambda: "Banjir" in shown(pilot))
        await burst(pilot, *pressed(pilot, "Banjir"), "a")
        await until(lambda: isinstance(app.screen, AssignDialog))
        assert "Banjir" in shown(pilot)
        await burst(pilot, *pressed(pilot, "Cancel"), "nSapi")
        assert isinstance(app.screen, NewDialog)
        assert app.screen.query_one("#headline", Input).value == "Sapi"


async def test_keys_behind_a_refused_command_do_nothing_else(app: RedaksiApp, desk: Desk) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await until(lambda: "Panen" in shown(pilot))
        await burst(pilot, f"ra{CHIEF}\r")  # what is no review is not returned
        assert "starts from review" in said(pilot)
        assert on(pilot, BoardScreen)
        assert desk.reading.article(dossier.id) == dossier
        await burst(pilot, f"a{CHIEF}\r")
        assert desk.reading.article(dossier.id).article.editor() == CHIEF


async def test_text_behind_a_refused_command_goes_into_its_field(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await until(lambda: "Panen" in shown(pilot))
        await burst(pilot, "aZzz\rya")
        assert isinstance(app.screen, AssignDialog)
        assert app.screen.query_one(Input).value == "Zzzya"


async def test_a_search_takes_what_is_typed_behind_its_key(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen", "Beras dari sawah.")
    async with app.run_test() as pilot:
        await burst(pilot, "/sawah")
        assert isinstance(app.screen, SearchScreen)
        assert app.screen.query_one(Input).value == "sawah"
        await until(lambda: "Panen" in shown(pilot))


async def test_find_and_replace_take_their_words_in_one_burst(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen", "Satu dua satu.")
    async with app.run_test() as pilot:
        await burst(pilot, "e\x06dua\ttiga\r\x1b\x13")
        assert app.screen.query_one("#body", TextArea).text == "Satu tiga satu."


async def test_the_first_screen_takes_all_its_answers_in_one_burst() -> None:
    app = FirstRunApp()
    async with app.run_test() as pilot:
        await burst(pilot, "Ani\r\tSuara Lereng\r")
    assert app.return_value
    assert app.return_value.folder.name == "Suara Lereng"


async def test_a_key_that_never_comes_back_does_not_hold_the_others_up(
    app: RedaksiApp, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("redaksi.tui.typeahead.PATIENCE", 0.05)

    async def never(*_anything: object) -> None:
        raise TimeoutError

    monkeypatch.setattr("redaksi.tui.typeahead.TypeAhead._settled", never)
    async with app.run_test() as pilot:
        await burst(pilot, "n")
        await burst(pilot, "Banjir")
        assert app.screen.query_one("#headline", Input).value == "Banjir"


@pytest.mark.parametrize(
    "sent", ["nBanjir surut\rAir surut.\x13", "n\x1b[200~Banjir surut\x1b[201~\rAir surut.\x13"]
)
def test_in_a_terminal_one_write_makes_an_article(room: Path, desk: Desk, sent: str) -> None:
    with desk_in_terminal(room, WRITER) as terminal:
        terminal.wait_for("No drafts")
        terminal.type(sent)
        terminal.wait_for("Saved")
    desk.reading.refresh()
    (row,) = desk.reading.rows()
    text = desk.reading.article(row.id).article.text
    assert (text.headline, text.body) == ("Banjir surut", ("Air surut.",))


def test_in_a_terminal_one_write_assigns(room: Path, desk: Desk) -> None:
    dossier = draft(desk, "Banjir surut")
    with desk_in_terminal(room, WRITER) as terminal:
        terminal.wait_for("Banjir surut")
        terminal.type(f"a{CHIEF}\rj")
        assert soon(lambda: desk.reading.article(dossier.id).article.editor() == CHIEF)
