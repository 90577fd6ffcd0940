"""What can be done to the selected article and to the desk, on every screen that selects one."""

from collections.abc import Iterable

from textual.screen import ScreenResultType

from redaksi import workflow
from redaksi.article import Dossier
from redaksi.errors import MoveRefused
from redaksi.tui.screens.desk_screen import DeskScreen, nothing_selected
from redaksi.tui.screens.dialog import Dialog, Done
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.screens.export import ExportDialog
from redaksi.tui.screens.importing import ImportDialog
from redaksi.tui.screens.moves import DIALOGS, AssignDialog, PublishDialog
from redaksi.tui.screens.new import NewDialog
from redaksi.tui.screens.search import SearchScreen
from redaksi.workflow import Move, Reason


class ArticleVerbs(DeskScreen[ScreenResultType]):
    """The commands of `commands.ARTICLE` and `commands.DESK`."""

    def dossier(self) -> Dossier:
        """The selected article as it is shown. Raises RedaksiError where none is selected."""
        article_id = self.context().article_id
        if not article_id:
            raise nothing_selected()
        return self.desk.reading.article(article_id)

    def arrived(self, article_id: str) -> None:
        """Show the article that was made or changed."""

    def ask(self, dialog: Dialog) -> None:
        """Show DIALOG; when it is done, say so and show what changed."""
        self.app.push_screen(dialog, self._answered)

    def _answered(self, done: Done | None) -> None:
        if done is None:
            return
        self.redaksi.say(done.sentence)
        if done.article_id:
            self.redaksi.tell({done.article_id})
            self.arrived(done.article_id)

    def do_new(self) -> None:
        self.app.push_screen(NewDialog(), self._begun)

    def _begun(self, done: Done | None) -> None:
        if done:
            self.redaksi.tell({done.article_id})
            self.arrived(done.article_id)
            self._write(self.desk.reading.article(done.article_id), "text")

    def do_import(self) -> None:
        self.ask(ImportDialog())

    def do_search(self) -> None:
        self.app.push_screen(SearchScreen())

    def do_export(self) -> None:
        article = self.dossier().article if self.context().article_id else None
        self.ask(ExportDialog(article))

    def do_edit(self) -> None:
        self._write(self.dossier(), "text")

    def do_particulars(self) -> None:
        self._write(self.dossier(), "particulars")

    def _write(self, dossier: Dossier, pane: str) -> None:
        workflow.check_edit(dossier, self.desk.person)
        self.app.push_screen(EditScreen(dossier, pane))

    def do_assign(self) -> None:
        self.ask(AssignDialog(self.dossier()))

    def do_submit(self) -> None:
        self._move(Move.SUBMIT)

    def do_return(self) -> None:
        self._move(Move.RETURN)

    def do_reopen(self) -> None:
        self._move(Move.REOPEN)

    def _move(self, move: Move) -> None:
        dossier = self.dossier()
        _refuse(self.desk.moves.against(move, dossier))
        self.ask(DIALOGS[move](dossier))

    def do_publish(self) -> None:
        dossier = self.dossier()
        if dossier.article.stage is not workflow.FROM[Move.PUBLISH]:
            _refuse(self.desk.moves.against(Move.PUBLISH, dossier)[:1])
        self.ask(PublishDialog(dossier, self.desk.moves.against(Move.PUBLISH, dossier)))


def _refuse(against: Iterable[Reason]) -> None:
    sentences = [reason.sentence for reason in against]
    if sentences:
        raise MoveRefused(sentences)
