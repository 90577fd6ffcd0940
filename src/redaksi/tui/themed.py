"""An app that has our look: our themes, and our colours in the themes of others."""

from typing import Any

from textual.app import App, ReturnType

from redaksi.tui import themes


class ThemedApp(App[ReturnType]):
    """What the desk and the first screen share."""

    TITLE = "Redaksi"
    CSS_PATH = "redaksi.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (10, "-low"), (20, "-high")]  # noqa: RUF012 - no ClassVar in Textual either

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.begin_with(themes.DARK.name)

    def begin_with(self, theme: str) -> None:
        """Have THEME, an available one, from the first paint on: the style sheets are read once, with its colours."""
        self.set_reactive(App.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self._read = self._sources()

    def refresh_css(self, animate: bool = True) -> None:
        """Read the style sheets anew where the theme is another, or where there are more of them."""
        if self._read != self._sources():
            super().refresh_css(animate)
            self._read = self._sources()

    def _sources(self) -> tuple[str, int]:
        """The theme, and how many style sheets there are."""
        return self.theme, len(self.stylesheet.source)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colours for the themes that are not ours."""
        colours = self.current_theme.to_color_system().generate()
        return {
            "muted": colours["foreground-muted"],
            "rule": colours["border-blurred"],
            "selected": colours["block-cursor-blurred-background"],
        }
