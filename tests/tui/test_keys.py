"""A person's own keys come from the settings and are shown wherever a key is named.

Conflicting keys are refused.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.desk import Desk
from redaksi.tui import inventory, keyboard, keymap
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens.dialog import Dialog
from redaksi.tui.screens.help import HelpScreen
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
    assert keymap.read({}, FILE) == ({}, ())
    names = [command.id() for command in inventory.commands()]
    assert len(names) == len(set(names)) > 20


def test_every_screen_with_commands_has_a_label_of_its_own() -> None:
    labels = [vars(screen).get("label") for screen in inventory.screens()]
    assert all(labels)
    assert len(labels) == len(set(labels)) > 5


def test_no_command_has_a_key_that_lists_take() -> None:
    ours = {key for command in inventory.commands() for key in command.keys.split(",")}
    assert ours & keymap.moving() <= {"escape", "space"}


def test_no_two_commands_of_a_screen_have_one_key_by_default() -> None:
    clashes = [(key, *(one.id() for one in rivals)) for key, rivals in keymap._clashes({})]
    assert clashes == []


@given(
    st.sampled_from("abcXYZ?/,@-_+!\\[é~9")
    | st.sampled_from(["^s", "F1", "F12", "Space", "Enter", "Esc"])
)
def test_a_key_is_read_as_it_is_shown(written: str) -> None:
    assert keyboard.spelled(keyboard.read(written)) == written


@pytest.mark.parametrize(
    ("bound", "says"),
    [
        ({"publish": "s"}, "s would be the key of both submit and publish"),
        ({"publish": "z", "spike": "p s"}, "s would be the key of both submit and spike"),
        ({"publis": "P"}, "publis in settings.toml is not a command"),
        ({"publish": ["P"]}, "publish in settings.toml is not a text"),
        ({"publish": 3}, "publish in settings.toml is not a text"),
        ({"publish": "j"}, "moves the cursor"),
        ({"publish": "^q"}, "no terminal sends"),
        ({"publish": "^i"}, "no terminal sends"),
        ({"publish": "Ctrl+Shift+P"}, "no terminal sends"),
        ({"publish": "PP"}, "no terminal sends"),
        ({"save": "S"}, "works while one types"),
        ({"save": "^k"}, "works while one types"),
    ],
)
def test_what_cannot_be_is_set_aside_with_both_names_and_the_file(
    bound: dict[str, object], says: str
) -> None:
    first = keymap.read({**bound, "help": "H"}, FILE).refused[0]
    assert says in first.sentence
    assert "settings.toml" in first.sentence
    assert first.hint


def test_only_the_wrong_lines_are_set_aside() -> None:
    written = {
        "publis": "P",
        "help": "H",
        "publish": "s",
        "submit": "s",
        "new": "^q",
        "assign": "H",
        "spike": "z Z",
    }
    own = keymap.read(written, FILE)
    assert own.bound == {"help": "H", "submit": "s"}
    said = [error.sentence for error in own.refused]
    for name in ("publis", "publish", "new", "assign", "spike"):
        assert any(f" {name} " in sentence for sentence in said), name
    assert own.complaint
    assert own.complaint.advice().startswith("4 more lines of [keys] are set aside")


@given(
    st.dictionaries(
        st.sampled_from([command.id() for command in inventory.commands()]),
        st.sampled_from(["p", "s", "H", "x ^o", "", "a n", "z", "F8", "Enter"]),
        max_size=6,
    )
)
def test_whatever_is_written_no_key_means_two_things_and_what_holds_is_as_written(
    written: dict[str, str],
) -> None:
    own = keymap.read(written, FILE)
    assert not [*keymap._clashes(own.bound)]
    assert len(own.bound) + len(own.refused) == len(written)
    for name, bound in own.bound.items():
        assert " ".join(map(keyboard.spelled, filter(None, bound.split(",")))) == written[name]


def test_two_commands_may_change_places_and_a_command_may_lose_its_key() -> None:
    assert keymap.read({"publish": "s", "submit": "p ^o"}, FILE).bound == {
        "publish": "s",
        "submit": "p,ctrl+o",
    }
    assert keymap.read({"publish": "", "assign": "p"}, FILE).bound == {
        "publish": "",
        "assign": "p",
    }


def is_offered(line: str, label: str, key: str) -> bool:
    """Whether `line` of a palette in a screen of 120 cells offers `label`, `key` at its right."""
    offered = line.strip().removeprefix(label)
    return offered != line.strip() and offered.strip() == key and len(line.rstrip()) > 100


async def test_own_keys_work_and_are_named_in_footer_help_palette_and_hints(
    desk: Desk, tmp_path: Path
) -> None:
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
        assert any(
            line.partition("▎")[2].strip().startswith("t ")
            for line in lines(pilot)
            if "Submit" in line
        )
        await keys(pilot, "escape", "ctrl+p")
        await typed(pilot, "submit")
        await until(lambda: any(is_offered(line, "Submit", "t") for line in lines(pilot)))
        (beside,) = (line for line in lines(pilot) if line.split()[:1] == ["Submit"])
        assert is_offered(beside, "Submit", "t")
        await keys(pilot, "escape", "t")
        assert isinstance(app.screen, Dialog)
        await typed(pilot, "rina")
        await keys(pilot, "enter")
        assert desk.reading.rows()[0].editor == CHIEF


async def test_a_letter_never_fires_in_a_field_whatever_it_is_bound_to(
    desk: Desk, tmp_path: Path
) -> None:
    settings(tmp_path, '[keys]\nhelp = "H"\n')
    app = RedaksiApp(desk)
    async with app.run_test() as pilot:
        await keys(pilot, "slash")
        await typed(pilot, "Hari")
        assert isinstance(app.screen, SearchScreen)
        assert "Hari" in shown(pilot)


async def test_a_clash_is_said_and_the_other_lines_hold(desk: Desk, tmp_path: Path) -> None:
    settings(tmp_path, 'theme = "redaksi-light"\n[keys]\nsubmit = "a"\nhelp = "H"\n')
    app = RedaksiApp(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(lambda: "a would be the key of both assign and submit" in said(pilot))
        assert "submit keeps its own" in said(pilot)
        assert app.theme == "redaksi-light"
        draft(desk, "Panen", "Satu.")
        app.tell(set())
        await keys(pilot, "s")
        assert isinstance(app.screen, Dialog)
        await keys(pilot, "escape", "H")
        assert isinstance(app.screen, HelpScreen)
