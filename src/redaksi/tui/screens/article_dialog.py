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


async def renew(dialog: ArticleDialog, dossier: Dossier) -> None:
    """Make the fields of `dialog` anew, about the present version `dossier` of its article."""
    dialog.dossier = dossier
    await dialog.recompose()
    dialog.box.name_button(dialog.button())
