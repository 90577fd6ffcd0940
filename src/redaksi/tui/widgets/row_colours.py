"""The styles of the parts of a row in a list of articles.

They come from the theme and not from the style sheet: Textual would match all its rules against
twelve parts in each of three lists before the first paint of the board.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.color import Color
from textual.style import Style

if TYPE_CHECKING:
    from collections.abc import Mapping


def row_styles(
    variables: Mapping[str, str], base: Style, accent: str, *, focused: bool
) -> dict[str, Style]:
    """The style of each part by its name, in a list with the style `base`.

    `variables` are the colours of the theme by name. `accent` names the colour of the mark at the
    selected row of a list that is `focused`. "selected" takes the place of "base" in that row; the
    others are painted upon one of these two.
    """

    def part(colour: str, *, bold: bool | None = None, underline: bool | None = None) -> Style:
        return Style(foreground=_colour(variables[colour]), bold=bold, underline=underline)

    behind = variables["selected" if focused else "background"]
    return {
        "base": base,
        "selected": base + Style(background=_colour(behind)),
        "plain": Style(foreground=base.foreground),
        "found": part("primary", bold=True, underline=True),
        "selected-headline": part("foreground", bold=focused or None),
        "editor": part("secondary"),
        "nobody": part("warning"),
        "news": part("accent", bold=True),
        "live": part("success"),
        "late": part("error", bold=True),
        "soon": part("warning", bold=True),
        "meta": part("muted"),
        "mark": part(accent if focused else "rule"),
        "marked": part("primary", bold=True),
    }


def _colour(value: str) -> Color:
    """The colour that a theme writes as `value`: a name, with an opacity in percent or without."""
    name, _blank, opacity = value.partition(" ")
    colour = Color.parse(name)
    return colour.multiply_alpha(float(opacity.rstrip("%")) / 100) if opacity else colour
