"""An app that has our look: our themes, and our colours in the themes of others."""

from pathlib import Path
from typing import ClassVar

from textual.app import App, ReturnType
from textual.types import CSSPathType

from redaksi import garbage
from redaksi.tui import themes

SCREENS = Path(__file__).with_name("screens.tcss")
"""The look of every screen but the board."""


class ThemedApp(App[ReturnType]):
    """What the desk and the first screen share."""

    TITLE = "Redaksi"
    CSS_PATH: ClassVar[CSSPathType | None] = "redaksi.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (10, "-low"), (20, "-high")]  # noqa: RUF012 - no ClassVar in Textual either

    def __init__(self, theme: str = themes.DARK.name) -> None:
        """THEME, where there is one of that name, is there from the first paint on: the style sheets are read once."""
        super().__init__()
        for one in themes.THEMES:
            self.register_theme(one)
        self.set_reactive(App.theme, theme if theme in self.available_themes else themes.DARK.name)
        self.stylesheet.set_variables(self.get_css_variables())

    def on_mount(self) -> None:
        self.call_after_refresh(garbage.take_up)

    def read_ahead(self) -> None:
        """Read the look of the screens that come after the board, so that the first of them need not."""
        if not self.stylesheet.has_source(str(SCREENS)):
            self.stylesheet.read(SCREENS)
            self.stylesheet.parse()

    def get_css_variables(self) -> dict[str, str]:
        """Textual's colours, our own in every theme, and scroll bars made of them."""
        theirs = super().get_css_variables()
        ours = {
            "muted": theirs["foreground-muted"],
            "rule": theirs["border-blurred"],
            "selected": theirs["block-cursor-blurred-background"],
            **theirs,  # a theme of ours has them
        }
        bars = {
            "scrollbar": ours["rule"],
            "scrollbar-hover": ours["muted"],
            "scrollbar-active": ours["primary"],
            **{f"scrollbar-background{state}": ours["background"] for state in ("", "-hover", "-active")},
        }
        self.theme_variables = {**ours, **bars}
        return self.theme_variables
