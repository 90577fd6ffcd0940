"""The screen of the keys: what is bound, what clashes, and the way back."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from redaksi import config
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.keys import BindKeysDialog, KeysScreen
from redaksi.tui.screens.new import NewDialog

from .driving import keys, lines, on, said, seen, shown, typed, until


async def bound(pilot: Pilot[Any], command: str, to: str) -> None:
    """Open the keys, and type the keys `to` for `command`."""
    if not on(pilot, KeysScreen):
        await keys(pilot, "L")
    screen = pilot.app.screen
    assert isinstance(screen, KeysScreen)
    screen.list.cursor = [one.command.id() for one in screen.list.commands].index(command)
    screen.list.post_message(screen.list.Moved())
    await keys(pilot, "enter")
    assert on(pilot, BindKeysDialog)
    pilot.app.screen.query_one(Input).value = to
    await keys(pilot, "enter")


async def test_a_key_is_bound_at_once_on_every_screen_and_given_back(app: RedaksiApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await bound(pilot, "new", "B F5")
        assert "New: B F5. x gives it its usual keys again." in said(pilot)
        assert config.load_settings().keys == {"new": "B F5"}
        assert "*B F5" in shown(pilot)
        await keys(pilot, "escape")
        assert "B New" in seen(pilot, "CommandBar")
        await keys(pilot, "n")
        assert on(pilot, BoardScreen)
        await keys(pilot, "B")
        assert on(pilot, NewDialog)
        await keys(pilot, "escape", "f5")
        assert on(pilot, NewDialog)
        await keys(pilot, "escape", "L", "x")
        screen = app.screen
        assert isinstance(screen, KeysScreen)
        screen.list.cursor = [one.command.id() for one in screen.list.commands].index("new")
        await keys(pilot, "x")
        assert "New: n." in said(pilot)
        assert config.load_settings().keys == {}
        await keys(pilot, "escape", "n")
        assert on(pilot, NewDialog)


@pytest.mark.parametrize(
    ("command", "to", "sentence"),
    [
        ("new", "e", "e would be the key of both"),
        ("new", "j", "that key moves the cursor"),
        ("new", "^i", "no terminal sends that key"),
        ("save", "P", "that key types or edits"),
    ],
)
async def test_a_clash_or_an_impossible_key_is_told_and_nothing_is_changed(
    app: RedaksiApp, command: str, to: str, sentence: str
) -> None:
    async with app.run_test() as pilot:
        await bound(pilot, command, to)
        assert on(pilot, BindKeysDialog)
        await until(lambda: pilot.app.screen.query("#keys-remark"))
        assert sentence in seen(pilot, "#keys-remark")
        assert config.load_settings().keys == {}


async def test_a_command_may_have_no_key(app: RedaksiApp) -> None:
    async with app.run_test() as pilot:
        await bound(pilot, "import", "")
        assert "Import: –. x gives" in said(pilot)
        await keys(pilot, "escape", "i")
        assert on(pilot, BoardScreen)


async def test_other_lines_and_comments_stay(app: RedaksiApp, tmp_path: Path) -> None:
    file = tmp_path / "home" / "redaksi" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text('asing = 1 # ?\n[keys]\nspike = "X" # sisih\n# akhir\n')
    async with app.run_test() as pilot:
        await bound(pilot, "new", "B")
        await bound(pilot, "spike", "V")
    text = file.read_text()
    assert text.startswith('asing = 1 # ?\n[keys]\nspike = "V" # sisih\n')
    assert "# akhir" in text
    assert config.load_settings().keys == {"spike": "V", "new": "B"}


async def test_the_whole_list_is_there_with_screens_and_help(app: RedaksiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "L")
        screen = app.screen
        assert isinstance(screen, KeysScreen)
        assert screen.list.count > 60
        first = screen.list.commands[0]
        assert first.command.help() in shown(pilot)
        assert any(", ".join(first.screens)[:20] in line for line in lines(pilot))


async def test_a_command_is_found_by_its_words_its_screen_and_its_key(app: RedaksiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "L")
        screen = pilot.app.screen
        assert isinstance(screen, KeysScreen)
        every = screen.list.count
        await keys(pilot, "slash")
        await typed(pilot, "put as")
        await until(lambda: [one.command.id() for one in screen.list.commands] == ["spike"])
        await keys(pilot, "enter", "enter")
        await until(lambda: on(pilot, BindKeysDialog))
        await keys(pilot, "escape", "escape")
        await until(lambda: screen.list.count == every)
        assert on(pilot, KeysScreen), "Escape first shows all again"
        await keys(pilot, "slash", "z")
        await until(lambda: "spike" in {one.command.id() for one in screen.list.commands})
        assert screen.list.count < every
        await typed(pilot, "qq")
        await until(lambda: "No command has this." in shown(pilot))
