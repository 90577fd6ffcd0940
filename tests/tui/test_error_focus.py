"""A refusal in a form moves the cursor to the field with the error."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input

from redaksi.desk import Desk
from redaksi.domain.article import HEADLINE_LIMIT
from redaksi.tui.app import RedaksiApp
from redaksi.tui.first_run import FirstRunApp
from redaksi.tui.screens.dialog import Dialog

from .conftest import CHIEF, WRITER
from .driving import draft, keys, lines, said, shown, typed


def focused(app: RedaksiApp | FirstRunApp) -> str | None:
    """The id of the focused widget."""
    return app.screen.focused.id if app.screen.focused else None


@pytest.mark.parametrize(
    ("name", "kind", "where"), [("", 0, "name"), ("Ani", 0, "where"), ("Ani", 2, "where")]
)
@pytest.mark.parametrize("press", ["f2", "button"])
async def test_the_first_screen_goes_to_the_answer_that_is_missing(
    name: str, kind: int, where: str, press: str
) -> None:
    app = FirstRunApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, name)
        await keys(pilot, "enter", *["right"] * kind)
        if press == "button":
            app.screen.query_one("#begin", Button).focus()
            await keys(pilot, "enter")
        else:
            await keys(pilot, "f2")
        assert "! " in shown(pilot)
        assert focused(app) == where
        await typed(pilot, "Ani")
        assert app.screen.query_one(f"#{where}", Input).value == "Ani"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("field-due", "besok sore"),
        ("field-due", "entah"),
        ("field-embargo", "99/99/2026"),
        ("headline", ""),
        ("headline", "x" * (HEADLINE_LIMIT + 1)),
    ],
    ids=["due", "no due", "embargo", "no headline", "long headline"],
)
async def test_the_editor_goes_to_the_field_that_cannot_be_saved(
    app: RedaksiApp, desk: Desk, size: tuple[int, int], field: str, value: str
) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "e", "x")
        app.screen.query_one(f"#{field}", Input).value = value
        await keys(pilot, "ctrl+s")
        assert "! " in shown(pilot)
        assert focused(app) == field
        assert app.screen.focused is not None
        assert app.screen.focused.region, "it is seen"


@pytest.mark.parametrize(
    ("opens", "fills", "field"),
    [
        (["n"], [], "headline"),
        (["a"], ["x", "y", "tab"], "team-editor"),
        (["F"], ["tab", "tab", "tab", "x", "tab"], "filter-due"),
        (["F"], ["x", "tab"], "filter-editor"),
        (["F"], [*["tab"] * 5, "x"], None),
        (["enter", "N"], ["tab"], "note"),
    ],
    ids=["new", "assign", "due", "editor", "nothing is asked", "note"],
)
async def test_a_dialog_goes_to_the_field_that_is_wrong(
    app: RedaksiApp, desk: Desk, opens: list[str], fills: list[str], field: str | None
) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, *opens)
        await keys(pilot, *fills)
        assert isinstance(app.screen, Dialog)
        before = focused(app)
        await keys(pilot, "ctrl+s")
        assert "! " in shown(pilot)
        assert focused(app) == (field or before)
        app.screen.query_one("#confirm", Button).focus()
        await keys(pilot, "enter")
        assert isinstance(app.screen.focused, Input) or focused(app) == "note", (
            "a button is no place to mend it"
        )


async def test_a_return_without_a_word_goes_to_the_note(app: RedaksiApp, desk: Desk) -> None:
    desk.moves.submit(draft(desk, "Panen", "Satu.").id, CHIEF)
    async with app.run_test() as pilot:
        await keys(pilot, "l", "r", "tab")
        assert focused(app) == "team-editor"
        await keys(pilot, "ctrl+s")
        assert focused(app) == "note"


def below(pilot: Pilot[Any], label: str) -> str:
    """The line of the screen below the one with `label`."""
    there = lines(pilot)
    return there[next(number for number, line in enumerate(there) if label in line) + 1]


def told(pilot: Pilot[Any]) -> str:
    """The sentences below the fields of the dialog."""
    return " ".join(str(one.render()) for one in pilot.app.screen.query(".field-remark"))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_sentence_stands_beside_the_field_until_the_value_changes(
    app: RedaksiApp, desk: Desk, size: tuple[int, int]
) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "F")
        due = app.screen.query_one("#filter-due", Input)
        due.value = "17"
        await keys(pilot, "ctrl+s")
        assert app.screen.focused is due
        assert due.has_class("-wrong")
        assert "! 17 can be an hour or a day." in below(pilot, " due ")
        await typed(pilot, ".00")
        assert not due.has_class("-wrong")
        assert "→ Tuesday 24 November 2026 17:00 WIB" in below(pilot, " due ")
        await keys(pilot, "ctrl+s")
        assert not isinstance(app.screen, Dialog)


async def test_an_error_without_a_field_stands_above_the_buttons(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "i", "ctrl+s")
        assert "! Nothing to import yet." in shown(pilot)
        assert not app.screen.query(".-wrong")


async def test_tab_takes_the_person_that_is_found_and_goes_on(app: RedaksiApp, desk: Desk) -> None:
    dossier = draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "a")
        await pilot.press("r", "i", "n", "tab")
        await pilot.pause()
        assert app.screen.query_one("#team-editor", Input).value == CHIEF
        assert focused(app) == "stage"
        await keys(pilot, "ctrl+s")
    assert desk.reading.article(dossier.id).article.editor() == CHIEF


async def test_a_filter_takes_part_of_a_name_and_names_several(
    app: RedaksiApp, desk: Desk
) -> None:
    desk.moves.assign(draft(desk, "Panen", "Satu.").id, None, CHIEF)
    async with app.run_test() as pilot:
        await keys(pilot, "F")
        app.screen.query_one("#filter-editor", Input).value = "i"
        await keys(pilot, "ctrl+s")
        assert "! i can be" in below(pilot, " editor ")
        app.screen.query_one("#filter-editor", Input).value = "kus"
        await keys(pilot, "ctrl+s")
        assert CHIEF in shown(pilot)


async def test_no_hint_in_a_dialog_names_the_key_of_that_very_dialog(
    app: RedaksiApp, desk: Desk
) -> None:
    desk.moves.submit(draft(desk, "Panen", "Satu.").id, CHIEF)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "l", "r", "ctrl+s")
        assert "! A return needs a note that says what to change." in shown(pilot)
        assert "Give it along" not in shown(pilot)


async def test_a_move_that_starts_elsewhere_names_the_key_of_the_move_that_is_next(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("p", "r"):
            await keys(pilot, key)
            assert "The article is in draft; this move starts from review." in said(pilot)
            assert "Submit it first: s (Submit)." in said(pilot)


async def test_a_hint_names_a_key_of_the_screen_and_no_command_line(
    desk_of: Callable[[str], Desk],
) -> None:
    chief = desk_of(CHIEF)
    draft(chief, "Panen", "Satu.")
    async with RedaksiApp(chief).run_test(size=(80, 24)) as pilot:
        await keys(pilot, "F")
        await typed(pilot, "dwei")
        await keys(pilot, "enter")
        assert "Add them with: Esc, T (Team)." in told(pilot)
        await keys(pilot, "escape", "T", "a")
        await typed(pilot, WRITER)
        await keys(pilot, "enter")
        assert "Change the role with: Esc, r (Role)." in told(pilot)
