"""The stored article, read-only, for comparison with unsaved text."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from redaksi.domain.article import Dossier
from redaksi.i18n import N_, _
from redaksi.tui.commands.base import Command, bindings
from redaksi.tui.commands.desk import Help, Leave, Theme
from redaksi.tui.full_screen import FullScreen
from redaksi.tui.widgets.article_text import ArticleText
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.title_bar import TitleBar


class StoredScreen(FullScreen[None]):
    """The stored text; Escape leads back."""

    label = N_("stored text")
    commands: ClassVar[tuple[type[Command], ...]] = (Leave, Theme, Help)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self, dossier: Dossier) -> None:
        super().__init__()
        self._dossier = dossier

    def compose(self) -> ComposeResult:
        bar = TitleBar()
        bar.title = self._dossier.article.text.headline
        bar.remark = _("stored revision {revision}").format(revision=len(self._dossier.revisions))
        yield bar
        yield ArticleText(self._dossier, self.desk)
        yield CommandBar(self.commands)
