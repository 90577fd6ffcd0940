"""The contrast of every word on a screen with its background, by the formula of WCAG 2."""

from collections.abc import Iterator
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.filter import DimFilter
from textual.geometry import Region

AA = 4.5
LINES = set("▌▏▕▎│─╭╮╰╯▁▂▃▄▅▆▇█▔▀┃━╺╸◢◣◤◥▐▊▋▍▉ 🔎🌊")
"""Marks and frames, which are no words and are not checked."""


def unreadable(app: App[Any]) -> Iterator[str]:
    """The words on the screen whose contrast is below `AA`.

    Under a dialog only the dialog counts: the screen below is dimmed on purpose.
    """
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
            if (
                words
                and not set(words) <= LINES
                and region.contains_region(here)
                and _contrast(segment) < AA
            ):
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
    """The contrast ratio of two colours by WCAG 2, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Color) -> float:
    """The relative luminance of `colour` by WCAG 2, from 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
