"""Settings, one per line: the name and the value."""

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from redaksi.desk import setting_words
from redaksi.desk.setting import Setting
from redaksi.tui.widgets.line_list import LineList

NAME, SHARE = 22, 2
"""The cells of the name, at most half of the width."""


class SettingList(LineList):
    """The settings of `scope`, one of them selected."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"setting-list--usual"}

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope
        self.settings: Sequence[Setting] = ()

    @property
    def count(self) -> int:
        return len(self.settings)

    @property
    def selected(self) -> Setting | None:
        """The selected setting, or None."""
        return self.settings[self.cursor] if self.cursor < self.count else None

    def show(self, settings: Sequence[Setting]) -> None:
        """Show `settings`; the cursor stays in its place."""
        self.settings = settings
        self.renew(self.cursor)
        self.post_message(self.Moved())

    def line(self, place: int) -> Content:
        one = self.settings[place]
        name = Content(setting_words.words(self.scope, one.key).name)
        width = min(NAME, self.size.width // SHARE)
        value = Content(setting_words.shown(one))
        if one.value == one.default:
            value = value.stylize(self.get_visual_style("setting-list--usual", partial=True))
        return name.truncate(width, ellipsis=True, pad=True) + Content("  ") + value
