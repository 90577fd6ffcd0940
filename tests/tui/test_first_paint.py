"""A screen that opens is painted first when it is whole."""

from typing import Any

import pytest
from textual.app import App

from redaksi.desk import Desk
from redaksi.tui.app import RedaksiApp
from redaksi.tui.full_screen import FirstPaint, FullScreen
from redaksi.tui.screens.article import ArticleScreen
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.screens.revisions import RevisionsScreen

from .driving import draft, keys, on, shown


@pytest.fixture
def paints(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The paints of all screens so far: the name of the screen, and all that it showed then."""
    found: list[tuple[str, str]] = []
    display = App._display

    def note(app: App[Any], screen: Any, renderable: Any) -> None:
        if renderable is not None:
            strips = screen._compositor.render_strips()
            words = "\n".join("".join(piece.text for piece in strip) for strip in strips)
            found.append((type(screen).__name__, words))
        display(app, screen, renderable)

    monkeypatch.setattr(App, "_display", note)
    return found


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize(
    ("key", "screen"), [("enter", ArticleScreen), ("e", EditScreen), ("v", RevisionsScreen)]
)
async def test_the_first_paint_of_a_screen_shows_its_text(
    app: RedaksiApp,
    desk: Desk,
    paints: list[tuple[str, str]],
    size: tuple[int, int],
    key: str,
    screen: type[FullScreen[None]],
) -> None:
    draft(desk, "Panen", "Air surut sejak pagi.")
    async with app.run_test(size=size) as pilot:
        await keys(pilot, key)
        first = next(words for name, words in paints if name == screen.__name__)
        assert "Air surut" in first or "The first text" in first


async def test_a_screen_that_paints_before_its_layout_paints_more_often(
    app: RedaksiApp, desk: Desk, paints: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: without the wait there are more paints."""

    async def fewest() -> int:
        """The fewest paints of several openings: what arrives meanwhile is painted, too."""
        counts = []
        for _opening in range(5):
            paints.clear()
            await keys(pilot, "enter", "escape")
            counts.append(sum(name == "ArticleScreen" for name, _words in paints))
        return min(counts)

    draft(desk, "Panen", "Air surut sejak pagi.")
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "enter", "escape")
        few = await fewest()
        monkeypatch.setattr(FirstPaint, "begin", lambda self, _screen: self._end())
        assert few < await fewest()


async def test_a_screen_that_is_left_at_once_does_not_stop_the_painting(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Panen", "Air surut sejak pagi.")
    async with app.run_test() as pilot:
        for _time in range(3):
            await keys(pilot, "enter", "escape", "e", "escape")
        assert on(pilot, BoardScreen)
        await keys(pilot, "enter")
        assert "Air surut" in shown(pilot)
