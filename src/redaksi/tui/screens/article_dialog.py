"""A dialog about one article."""

from textual.widgets import Static

from redaksi.domain.article import Dossier
from redaksi.tui.screens.keeping import KeepingDialog
from redaksi.tui.widgets.team_picker import TeamPicker


class ArticleDialog(KeepingDialog):
    """Names its article, and may ask for a person."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__()
        self.dossier = dossier

    def about(self) -> tuple[str, str]:
        return self.dossier.id, ""

    @property
    def headline(self) -> Static:
        """Which article this is about."""
        return Static(self.dossier.article.text.headline, classes="dialog-headline", markup=False)

    def picked(self) -> str | None:
        """The person chosen, None for nobody."""
        return self.query_one(TeamPicker).name_chosen or None
