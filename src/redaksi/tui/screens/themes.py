"""The dialog that chooses a theme.

The screen previews the theme under the cursor. Escape restores the old theme.
"""

from collections.abc import Iterator

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from redaksi.i18n import _
from redaksi.tui import themes
from redaksi.tui.host import Done
from redaksi.tui.screens.dialog import Dialog
from redaksi.tui.widgets.options import Options


class ThemeDialog(Dialog):
    """Lists all themes; the themes of Redaksi come first."""

    def heading(self) -> str:
        return _("Theme")

    def button(self) -> str:
        return _("Use it")

    def fields(self) -> Iterator[Widget]:
        self._before = self.app.theme
        names = themes.names(self.app.available_themes)
        shown = Options(*(Option(Content(name), id=name) for name in names), compact=True)
        shown.highlighted = names.index(self._before)
        yield shown

    @on(OptionList.OptionHighlighted)
    def _preview(self, event: OptionList.OptionHighlighted) -> None:
        self.app.theme = event.option_id or self._before

    @on(OptionList.OptionSelected)
    async def _chosen(self) -> None:
        await self.action_perform("confirm")

    def act(self) -> Done:
        self.host.use_theme(self.app.theme)
        return Done(_("Theme: {name}").format(name=self.app.theme) + ".")

    def do_leave(self) -> None:
        self.app.theme = self._before
        self.dismiss(None)
