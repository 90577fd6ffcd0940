"""Fields can be told from what is around them, also with 256 colours, and so can the focus."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.style import Style
from textual.color import Color
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from redaksi.desk import Desk
from redaksi.tui import themes

from .conftest import Clock
from .contrast import AA, contrast
from .posing import DARK, LIGHT, NARROW, SHOTS, WIDE, Scene, Shot, posed, taken

EDGE = 3.0
"""The least contrast of what tells a field from its surroundings (WCAG 2, 1.4.11)."""
THIN, THICK = "▏", "▌"
"""The edge of a field, and that of the field with the focus."""
WELLS = ("form", "find", "new", "return", "filter", "import", "search", "submit", "first screen")


def shots() -> Iterator[Shot]:
    return (shot for shot in SHOTS if shot.name in WELLS)


def shade(found: RichColor | None, depth: ColorSystem) -> Color:
    """A colour of a cell, as a terminal of `depth` shows it."""
    assert found
    return Color(*found.downgrade(depth).get_truecolor())


def cell(pilot: Pilot[Any], x: int, y: int) -> tuple[str, Style]:
    """The character at `x`, `y` of the screen, with its style."""
    strip = pilot.app.screen._compositor.render_strips()[y].crop(x, x + 1)
    return strip.text, next(iter(strip)).style or Style()


def faint(pilot: Pilot[Any]) -> Iterator[str]:
    """The fields on the screen with an edge, or a placeholder, that cannot be seen well."""
    for field, (whole, clip) in pilot.app.screen._compositor.visible_widgets.items():
        region = whole.intersection(clip)
        if not isinstance(field, Input | TextArea) or field.id == "body" or not region.area:
            continue
        mark, style = cell(pilot, region.x, region.y)
        _outside, around = cell(pilot, max(0, region.x - 1), region.y)
        if mark != (THICK if field.has_focus else THIN):
            yield f"{field} has no edge: {mark!r}"
            continue
        for depth in (ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT):
            ratio = contrast(shade(style.color, depth), shade(around.bgcolor, depth))
            if ratio < EDGE:
                yield f"the edge of {field}: {ratio:.1f} with {depth.name}"
            if isinstance(field, Input) and not field.value and field.placeholder:
                _letter, words = cell(pilot, region.x + 3, region.y)
                ratio = contrast(shade(words.color, depth), shade(words.bgcolor, depth))
                if ratio < AA:
                    yield f"the placeholder of {field}: {ratio:.1f} with {depth.name}"


@pytest.fixture
def scene(desk_of: Callable[[str], Desk], clock: Clock, room: Path) -> Callable[[Shot], Scene]:
    return lambda shot: Scene(desk_of(shot.who), desk_of, clock, room)


@pytest.mark.parametrize("shot", shots(), ids=lambda shot: shot.name)
async def test_a_field_has_an_edge_and_the_field_with_the_focus_a_thick_one(
    shot: Shot, scene: Callable[[Shot], Scene]
) -> None:
    async with posed(shot, scene(shot)) as pilot:
        for theme in (DARK, LIGHT):
            for size in (NARROW, WIDE):
                await taken(pilot, shot, size, theme)
                assert [*faint(pilot)] == []


async def test_an_edge_in_the_colour_of_a_rule_is_too_faint(
    scene: Callable[[Shot], Scene], monkeypatch: pytest.MonkeyPatch
) -> None:
    for theme in themes.THEMES:
        monkeypatch.setitem(theme.variables, "edge", theme.variables["rule"])
    filtered = next(shot for shot in shots() if shot.name == "filter")
    async with posed(filtered, scene(filtered)) as pilot:
        assert any("the edge of" in one for one in faint(pilot))
