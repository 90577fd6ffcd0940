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
