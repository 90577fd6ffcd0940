"""A dialog about one article."""

from redaksi.domain.article import Dossier
from redaksi.tui.screens.recoverable_dialog import RecoverableDialog


class ArticleDialog(RecoverableDialog):
    """A dialog whose typed words are kept under the id of its article."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__()
        self.dossier = dossier

    def about(self) -> tuple[str, str]:
        return self.dossier.id, ""
