"""The measure of a text is 72 to 80 cells, in the middle, when one reads and when one writes."""

import pytest
from textual.widgets import TextArea

from redaksi.desk import Desk
from redaksi.tui.app import RedaksiApp
from redaksi.tui.widgets.article_text import ArticleText
from redaksi.tui.widgets.line_layout import GUTTER, frame

from .driving import draft, keys

WIDTHS = pytest.mark.parametrize("width", [80, 99, 100, 110, 120, 140, 160, 200])


@WIDTHS
async def test_the_measure_is_72_to_80_at_any_width(
    app: RedaksiApp, desk: Desk, width: int
) -> None:
    draft(desk, "Panen", "Air surut sejak pagi. " * 40)
    async with app.run_test(size=(width, 30)) as pilot:
        await keys(pilot, "enter")
        text = app.screen.query_one(ArticleText)
        read = frame(text.size.width, notes=False)
        assert 72 <= read.measure <= 80
        assert abs(read.start - max(GUTTER, (text.size.width - read.measure) // 2)) <= 1
        await keys(pilot, "escape", "e")
        body, pane = app.screen.query_one("#body", TextArea), app.screen.query_one("#text")
        assert 72 <= body.wrap_width <= 80
        left = body.region.x - pane.region.x
        right = pane.region.right - body.region.right
        assert abs(left - right) <= 1


@pytest.mark.parametrize("width", [100, 110, 120, 160])
async def test_the_particulars_have_room_when_one_is_there(
    app: RedaksiApp, desk: Desk, width: int
) -> None:
    draft(desk, "Panen", "Air surut.")
    async with app.run_test(size=(width, 30)) as pilot:
        await keys(pilot, "e", "f3")
        assert app.screen.query_one("#particulars").region.width >= 42
        assert app.screen.query_one("#body").region.width >= 40


@pytest.mark.parametrize("width", [30, 60, 79, 106, 107, 110, 152, 250])
@pytest.mark.parametrize("notes", [True, False])
def test_a_frame_fits_into_its_width(width: int, notes: bool) -> None:
    found = frame(width, notes=notes)
    assert found.end + (3 + found.aside if found.aside else 0) <= width
    assert found.measure <= 80
    assert bool(found.aside) is (notes and width >= 107)
    assert found.measure >= min(72, width - GUTTER - 1)
