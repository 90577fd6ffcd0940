"""Particulars are completed from values that the newsroom used before."""

import pytest
from textual.widgets import Input

from redaksi.desk import Desk
from redaksi.tui.app import RedaksiApp
from redaksi.tui.widgets.completion import completed

from .conftest import WRITER
from .driving import draft, keys, typed, until

KNOWN = ("Panen Raya", "padi", "Padang")


@pytest.mark.parametrize(
    ("value", "is_list", "expected"),
    [
        ("pad", False, "padi"),
        ("PAN", False, "Panen Raya"),
        ("", False, None),
        ("zz", False, None),
        ("a, pad", False, None),
        ("a, pad", True, "a, padi"),
        ("Padi,  pad", True, "Padi,  Padang"),
        ("padi, ", True, None),
        ("Pan", True, "Panen Raya"),
    ],
)
def test_the_end_of_what_is_typed_is_completed(
    value: str, is_list: bool, expected: str | None
) -> None:
    assert completed(value, KNOWN, is_list=is_list) == expected


async def test_fields_are_completed_with_the_right_arrow_and_enter(
    app: RedaksiApp, desk: Desk
) -> None:
    for number in range(3):
        draft(
            desk,
            f"Lama {number}",
            "Satu.",
            rubric="Lingkungan",
            tags=("Mangrove", "burung air"),
            dateline="Pasuruan",
        )
    draft(desk, "Lain", "Satu.", rubric="Lain")
    draft(desk, "Panen", "Satu.")
    wanted = {
        "rubric": ("l", "Lingkungan"),
        "tags": ("padi, man", "padi, Mangrove"),
        "dateline": ("pas", "Pasuruan"),
        "byline": ("yan", WRITER),
    }
    async with app.run_test() as pilot:
        await keys(pilot, "f")
        for name, (begun, whole) in wanted.items():
            field = app.screen.query_one(f"#field-{name}", Input)
            field.value = ""
            app.screen.set_focus(field)
            await typed(pilot, begun)
            await until(lambda field=field, whole=whole: field._suggestion == whole)  # type: ignore[misc]
            await keys(pilot, "enter" if name == "tags" else "right")
            assert field.value == whole


async def test_tab_takes_the_completion_and_without_one_goes_on(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Lama", "Satu.", rubric="Lingkungan", tags=("Mangrove",))
    draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "f")
        rubric, tags = (
            app.screen.query_one(f"#field-{name}", Input) for name in ("rubric", "tags")
        )
        rubric.value = tags.value = ""
        app.screen.set_focus(rubric)
        await pilot.press("l", "tab")  # Tab follows at once, before the offer can be seen
        await pilot.pause()
        assert (rubric.value, app.screen.focused) == ("Lingkungan", rubric)
        await keys(pilot, "tab")
        assert app.screen.focused is tags
        await typed(pilot, "padi, man")
        await keys(pilot, "tab", "tab")
        assert tags.value == "padi, Mangrove"
        assert app.screen.focused is app.screen.query_one("#field-due")
        await keys(pilot, "shift+tab", "home", "tab")
        assert tags.value == "padi, Mangrove"
        assert app.screen.focused is app.screen.query_one("#field-due")


async def test_enter_takes_the_completion_and_goes_to_the_next_field(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Lama", "Satu.", rubric="Lingkungan")
    draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "f")
        rubric, tags = (
            app.screen.query_one(f"#field-{name}", Input) for name in ("rubric", "tags")
        )
        rubric.value = ""
        app.screen.set_focus(rubric)
        await pilot.press("l", "enter")  # Enter follows at once, before the offer can be seen
        await pilot.pause()
        assert rubric.value == "Lingkungan"
        assert app.screen.focused is tags
        await keys(pilot, "x", "enter")
        assert tags.value == "x"
        assert app.screen.focused is app.screen.query_one("#field-due")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_f3_returns_to_the_field_that_one_was_in(
    app: RedaksiApp, desk: Desk, size: tuple[int, int]
) -> None:
    draft(desk, "Panen", "Satu.", "Dua.")
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "e", "down", "f3")
        assert app.screen.focused is app.screen.query_one("#field-deck")
        await keys(pilot, "tab", "tab", "tab", "f3")
        assert app.screen.focused is app.screen.query_one("#body")
        await keys(pilot, "f3")
        assert app.screen.focused is app.screen.query_one("#field-source")
        await keys(pilot, "f3", "shift+tab")
        assert app.screen.focused is app.screen.query_one("#headline")
        await keys(pilot, "f3", "f3")
        assert app.screen.focused is app.screen.query_one("#headline")


async def test_f3_from_particulars_that_were_opened_first_goes_to_the_body(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Panen", "Satu.")
    async with app.run_test() as pilot:
        await keys(pilot, "f", "tab", "f3")
        assert app.screen.focused is app.screen.query_one("#body")
        await keys(pilot, "f3")
        assert app.screen.focused is app.screen.query_one("#field-byline")
