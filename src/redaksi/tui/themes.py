"""The desk's own two themes: warm paper and ink, by night and by day."""

from collections.abc import Iterable

from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="redaksi-dark",
    dark=True,
    primary="#8ab4f8",
    secondary="#a7afbd",
    accent="#8ab4f8",
    foreground="#e8e4db",
    background="#14161b",
    surface="#1a1d24",
    panel="#262b35",
    warning="#f0b95b",
    error="#ff8a80",
    success="#93cf8a",
    variables={
        "muted": "#a3abb9",
        "rule": "#3a4150",
        "edge": "#7d8798",
        "selected": "#2a3346",
        "draft": "#e3c088",
        "review": "#8ab4f8",
        "published": "#93cf8a",
        "input-selection-background": "#8ab4f8 35%",
    },
)

LIGHT = Theme(
    name="redaksi-light",
    dark=False,
    primary="#1a56a8",
    secondary="#565d6b",
    accent="#1a56a8",
    foreground="#1c1e22",
    background="#fbf9f4",
    surface="#f3f0e8",
    panel="#e7e2d7",
    warning="#8a5300",
    error="#b3261e",
    success="#2a6b2c",
    variables={
        "muted": "#575d69",
        "rule": "#cdc6b8",
        "edge": "#7a7466",
        "selected": "#d9e4f5",
        "draft": "#7a5410",
        "review": "#1a56a8",
        "published": "#2a6b2c",
        "input-selection-background": "#1a56a8 25%",
    },
)

THEMES = (DARK, LIGHT)


def names(available: Iterable[str]) -> list[str]:
    """The `available` themes in the order of the list: ours come first."""
    ours = [theme.name for theme in THEMES]
    return [*ours, *sorted(set(available) - set(ours))]


def known() -> list[str]:
    """Every theme that exists before the app runs."""
    return names(BUILTIN_THEMES)


def other(name: str) -> str:
    """The theme that follows `name` when the person switches between dark and light."""
    return DARK.name if name == LIGHT.name else LIGHT.name
