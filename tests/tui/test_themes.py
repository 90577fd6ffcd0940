"""Our themes can be read (WCAG AA, 4.5:1), the others and those of the terminal work, NO_COLOR too."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.filter import DimFilter
from textual.geometry import Region
from textual.pilot import Pilot
from textual.theme import BUILTIN_THEMES

from redaksi.article import Photo
from redaksi.desk import Desk
from redaksi.tui import themes
from redaksi.tui.app import RedaksiApp
from redaksi.tui.widgets.findings_panel import FindingsPanel

from .conftest import CHIEF, WRITER
from .driving import draft, keys, lines, shown, until

AA = 4.5
LINES = set("▌▏▕▎│─╭╮╰╯▁▂▃▄▅▆▇█▔▀┃━╺╸◢◣◤◥▐▊▋▍▉ 🔎🌊")
"""Marks and frames: they carry no words."""

WAYS = {
    "board": (),
    "article": ("enter",),
    "particulars": ("enter", "l"),
    "writing": ("e", "A"),
    "findings": ("e", "found", "f8", "f8"),
    "finding list": ("e", "found", "ctrl+g", "j"),
    "waiver": ("e", "found", "ctrl+g", "w"),
    "form": ("f",),
    "leaving": ("e", "A", "escape"),
    "assign": ("a", "r"),
    "return": ("l", "r"),
    "publish": ("l", "p"),
    "import refused": ("i", "enter"),
    "export": ("l", "l", "x"),
    "search": ("slash", *"panen", "wait"),
    "nothing found": ("slash", *"xyzzy", "wait"),
    "help": ("?",),
    "palette": ("ctrl+p", "wait"),
    "palette found": ("ctrl+p", *"panen", "wait"),
    "revisions": ("v",),
    "said": ("y",),
    "warned": ("p",),
    "put aside": ("Z",),
    "themes": ("ctrl+p", *"choose", "wait", "enter", "wait"),
}
"""What is shown, and the keys that lead there."""


@pytest.fixture
def copy(desk_of: Callable[[str], Desk], clock: Any) -> None:
    """Articles in every stage, one of them late, one returned, one of several revisions."""
    writer, chief = desk_of(WRITER), desk_of(CHIEF)
    published = draft(writer, "Panen kopi", "Satu.")
    writer.moves.submit(published.id, CHIEF)
    chief.moves.publish(published.id)
    writer.moves.submit(draft(writer, "Panen padi", "Satu.", rubric="Tani").id, CHIEF)
    draft(chief, "Panen tanpa redaktur")
    photos = (Photo(caption="Sawah", credit="Arif"),)
    text = ("## Sub", "Satu **dua** *tiga* `empat`.", "Resiko adalah merupakan biaya 5.000.000 rupiah.")
    late = draft(writer, "Panen jagung", *text, deck="Anak", byline="A", photos=photos)
    writer.moves.submit(late.id, CHIEF)
    chief.moves.return_(late.id, "Cek angka.", WRITER)
    chief.copy.set(late.id, {"due": "2026-11-20 10:00"})
    clock.on(hours=3)


def unreadable(app: App[Any]) -> Iterator[str]:
    """What stands on the screen in too little contrast."""
    boxes = app.screen.query(".box, CommandPalette > Vertical")
    region = boxes.first().region if boxes else app.screen.region
    dim = DimFilter()
    background = app.screen.styles.background
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        x = 0
        for segment in dim.apply(list(strip), background):
            here = Region(x, y, segment.cell_length, 1)
            x += segment.cell_length
            words = segment.text.strip()
            if words and not set(words) <= LINES and region.contains_region(here) and _contrast(segment) < AA:
                yield f"{words!r} {segment.style} {_contrast(segment):.1f}"


def _contrast(segment: Segment) -> float:
    style = segment.style or Style()
    assert style.color
    assert style.bgcolor
    fore, back = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
    if style.reverse:
        fore, back = back, fore
    return contrast(fore, back)


def contrast(one: Color, other: Color) -> float:
    """WCAG 2's contrast ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Color) -> float:
    """WCAG 2's relative luminance."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


async def go(pilot: Pilot[Any], way: tuple[str, ...]) -> None:
    for key in way:
        if key == "wait":
            await pilot.pause(0.3)
        elif key == "found":
            await until(lambda: bool(pilot.app.screen.query_one(FindingsPanel).found), 10)
        else:
            await keys(pilot, key)
    for screen in pilot.app.screen_stack:
        for field in screen.query("Input, TextArea"):
            vars(field)["cursor_blink"] = False
    await pilot.pause()


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert contrast(Color.parse("#767676"), Color(255, 255, 255)) == pytest.approx(4.54, abs=0.01)


@pytest.mark.usefixtures("copy")
@pytest.mark.parametrize("way", WAYS)
async def test_every_word_can_be_read_in_our_themes(desk: Desk, way: str) -> None:
    app = RedaksiApp(desk)
    async with app.run_test(size=(120, 50)) as pilot:
        await go(pilot, WAYS[way])
        for theme in themes.THEMES:
            app.theme = theme.name
            await pilot.pause()
            assert list(unreadable(app)) == []


@pytest.mark.usefixtures("copy")
async def test_every_theme_that_there_is_shows_the_desk_and_what_is_selected(desk: Desk) -> None:
    app = RedaksiApp(desk)
    async with app.run_test() as pilot:
        assert set(app.available_themes) >= set(BUILTIN_THEMES)
        for name in themes.names(app.available_themes):
            app.theme = name
            await pilot.pause()
            assert "Panen" in shown(pilot)
            assert [line for line in lines(pilot)[2:] if line.startswith("▌")]
            await keys(pilot, "j")


@pytest.mark.usefixtures("copy")
async def test_without_colour_everything_is_told_by_marks_and_weight(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = RedaksiApp(desk)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.no_color
        strips = app.screen._compositor.render_strips()
        selected = [strip for strip in strips[2:] if strip.text.startswith("▌")]
        assert selected
        assert any(segment.style and segment.style.bold for segment in selected[0])
        assert "! overdue" in shown(pilot)
        for strip in strips:
            for line_filter in app._filters:
                strip = strip.apply_filter(line_filter, Color.parse("black"))  # noqa: PLW2901 - as Textual does it
            for segment in strip:
                colours = [segment.style.color, segment.style.bgcolor] if segment.style else []
                assert all(len(set(colour.get_truecolor())) == 1 for colour in colours if colour)
