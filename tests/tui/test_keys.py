"""A person's own keys: read from their settings, shown wherever a key is named, refused where they would clash."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.desk import Desk
from redaksi.errors import BadInput
from redaksi.tui import keyboard, keymap
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.dialog import Dialog
from redaksi.tui.screens.search import SearchScreen

from .conftest import CHIEF
from .driving import draft, keys, lines, said, seen, shown, typed, until

FILE = Path("settings.toml")


def settings(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "home" / "redaksi" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")
    return file


def test_the_commands_as_they_are_have_no_clash_and_names_of_their_own() -> None:
    assert keymap.read({}, FILE) == {}
    names = [command.id() for command in keymap.commands()]
    assert len(names) == len(set(names)) > 20


def test_no_command_has_a_key_that_lists_take() -> None:
    ours = {key for command in keymap.commands() for key in command.keys.split(",")}
    assert ours & keymap.moving() <= {"escape", "space"}


@given(st.sampled_from("abcXYZ?/,@-_+!\\[é~9") | st.sampled_from(["^s", "F1", "F12", "Space", "Enter", "Esc"]))
def test_a_key_is_read_as_it_is_shown(written: str) -> None:
    assert keyboard.spelled(keyboard.read(written)) == written


@pytest.mark.parametrize(
    ("bound", "says"),
    [
        ({"publish": "s"}, "s would be the key of both submit and publish"),
        ({"publish": "z", "spike": "p s"}, "s would be the key of both submit and spike"),
        ({"publis": "P"}, "publis in settings.toml is not a command"),
        ({"publish": "j"}, "moves the cursor"),
        ({"publish": "^q"}, "no terminal sends"),
        ({"publish": "^i"}, "no terminal sends"),
        ({"publish": "Ctrl+Shift+P"}, "no terminal sends"),
        ({"publish": "PP"}, "no terminal sends"),
        ({"save": "S"}, "works while one types"),
        ({"save": "^k"}, "works while one types"),
    ],
)
def test_what_cannot_be_is_refused_with_both_names_and_the_file(bound: dict[str, str], says: str) -> None:
    with pytest.raises(BadInput) as refused:
        keymap.read(bound, FILE)
    assert says in refused.value.sentence
    assert "settings.toml" in refused.value.sentence
    assert refused.value.hint


def test_two_commands_may_change_places_and_a_command_may_lose_its_key() -> None:
    assert keymap.read({"publish": "s", "submit": "p ^o"}, FILE) == {"publish": "s", "submit": "p,ctrl+o"}
    assert keymap.read({"publish": "", "assign": "p"}, FILE) == {"publish": "", "assign": "p"}


async def test_own_keys_work_and_are_named_in_footer_help_palette_and_hints(desk: Desk, tmp_path: Path) -> None:
    settings(tmp_path, '[keys]\nsubmit = "t"\nnew = "B"\nhelp = "H"\nassign = ""\n')
    app = RedaksiApp(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        assert "Press B to write one" in shown(pilot)
        assert "Press t on a" in shown(pilot)
        draft(desk, "Panen", "Satu.")
        app.tell(set())
        await pilot.pause()
        assert "t Submit" in seen(pilot, "CommandBar")
        assert "s Submit" not in seen(pilot, "CommandBar")
        await keys(pilot, "s", "a", "question_mark")
        assert not isinstance(app.screen, Dialog)
        await keys(pilot, "H")
        assert any(line.split("│")[-2].strip().startswith("t ") for line in lines(pilot) if "Submit" in line)
        await keys(pilot, "escape", "ctrl+p")
        await typed(pilot, "submit")
        await until(lambda: "Submit  t" in shown(pilot))
        await keys(pilot, "escape", "t")
        assert isinstance(app.screen, Dialog)
        await typed(pilot, "rina")
        await keys(pilot, "enter")
        assert desk.reading.rows()[0].editor == CHIEF


async def test_a_letter_never_fires_in_a_field_whatever_it_is_bound_to(desk: Desk, tmp_path: Path) -> None:
    settings(tmp_path, '[keys]\nhelp = "H"\n')
    app = RedaksiApp(desk)
    async with app.run_test() as pilot:
        await keys(pilot, "slash")
        await typed(pilot, "Hari")
        assert isinstance(app.screen, SearchScreen)
        assert "Hari" in shown(pilot)


async def test_a_clash_is_said_and_every_command_keeps_its_own_key(desk: Desk, tmp_path: Path) -> None:
    settings(tmp_path, 'theme = "redaksi-light"\n[keys]\nsubmit = "a"\n')
    app = RedaksiApp(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(lambda: "a would be the key of both assign and submit" in said(pilot))
        assert app.theme == "redaksi-light"
        draft(desk, "Panen", "Satu.")
        app.tell(set())
        await keys(pilot, "s")
        assert isinstance(app.screen, Dialog)
