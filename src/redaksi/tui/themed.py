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
        self.theme = themes.DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colours for the themes that are not ours."""
        colours = self.current_theme.to_color_system().generate()
        return {
            "muted": colours["foreground-muted"],
            "rule": colours["border-blurred"],
            "selected": colours["block-cursor-blurred-background"],
        }
