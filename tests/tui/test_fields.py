"""Every single-line field has the same editing keys as the longer texts."""

import re
from pathlib import Path

import pytest
from textual.widgets import Input

from redaksi import tui
from redaksi.desk import Desk
from redaksi.tui.app import RedaksiApp
from redaksi.tui.widgets.field import Field

from .driving import draft, keys, typed

OPENS = {"new": ["n"], "import": ["i"], "a picker": ["a"], "search": ["slash"]}


@pytest.mark.parametrize("opens", OPENS.values(), ids=OPENS)
async def test_ctrl_home_and_end_go_to_the_ends_of_a_field(
    app: RedaksiApp, desk: Desk, opens: list[str]
) -> None:
    draft(desk, "Panen")
    async with app.run_test() as pilot:
        await keys(pilot, *opens)
        field = app.screen.focused
        assert isinstance(field, Field)
        field.value = ""
        await typed(pilot, "bc")
        await keys(pilot, "ctrl+home")
        await typed(pilot, "a")
        await keys(pilot, "ctrl+end")
        await typed(pilot, "d")
        assert field.value == "abcd"
        await keys(pilot, "ctrl+shift+home")
        assert field.selected_text == "abcd"


def test_the_desk_has_no_other_field_of_one_line() -> None:
    files = list(Path(tui.__file__).parent.rglob("*.py"))
    makers = [
        path.name
        for path in files
        if re.search(r"(?<![\w.])Input\(|class \w+\(Input\)", path.read_text())
    ]
    assert makers == ["field.py"]
    assert issubclass(Field, Input)
