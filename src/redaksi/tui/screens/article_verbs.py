"""What can be done to the selected article and to the desk, on every screen that selects one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import ScreenResultType

from redaksi.domain import workflow
from redaksi.domain.workflow import Move, Reason
from redaksi.errors import MoveRefused
from redaksi.i18n import _
from redaksi.tui.commands.article import Undo
from redaksi.tui.screens.desk_screen import DeskScreen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable

    from textual.screen import Screen

    from redaksi.domain.article import Dossier
    from redaksi.domain.finding import Finding
    from redaksi.tui.host import Done


class ArticleVerbs(DeskScreen[ScreenResultType]):
    """The commands of `commands.ARTICLE` and `commands.DESK`."""

    _aside = ("", "")
    """The article that was put aside or taken back last, and the one that was selected then."""

    def dossier(self) -> Dossier:
        """The selected article as it is shown. Raises RedaksiError where none is selected."""
        return self.desk.reading.article(self.selected())

    def arrived(self, article_id: str) -> None:
        """Show the article that was made or changed."""

    def ask(self, dialog: Screen[Done]) -> Awaitable[object]:
        """Show DIALOG; when it is done, say so and show what changed."""
        return self.host.push_screen(dialog, self._answered)

    def _answered(self, done: Done | None) -> None:
        if done is None:
            return
        if done.sentence:
            self.host.say(done.sentence)
        if done.article_id:
            self.host.tell({done.article_id})
            self.arrived(done.article_id)

    def do_new(self) -> Awaitable[object]:
        return self.host.push_screen(self.host.screens.new(), self._begun)

    async def _begun(self, done: Done | None) -> None:
        if done:
            self.host.tell({done.article_id})
            self.arrived(done.article_id)
            await self.write(self.desk.reading.article(done.article_id), "text")

    def do_import(self) -> Awaitable[object]:
        return self.ask(self.host.screens.importing())

    def do_search(self) -> Awaitable[object]:
        return self.host.push_screen(self.host.screens.search())

    def do_export(self) -> Awaitable[object]:
        article = self.dossier().article if self.context().article_id else None
        return self.ask(self.host.screens.export(article))

    def do_edit(self) -> Awaitable[object]:
        return self.write(self.dossier(), "text")

    def do_editoutside(self) -> Awaitable[object]:
        return self.host.write_outside(self.dossier())

    def do_particulars(self) -> Awaitable[object]:
        return self.write(self.dossier(), "particulars")

    def write(
        self, dossier: Dossier, pane: str, paragraph: int = 0, finding: Finding | None = None
    ) -> Awaitable[object]:
        """Write in PANE, with the cursor in PARAGRAPH of the body, or with FINDING selected. Raises MoveRefused."""
        workflow.check_edit(dossier, self.desk.person)
        return self.host.push_screen(self.host.screens.edit(dossier, pane, paragraph, finding))

    def do_copyheadline(self) -> None:
        self.host.copy_to_clipboard(self.dossier().article.text.headline)

    def do_copytext(self) -> None:
        from redaksi.desk import quotation

        self.host.copy_to_clipboard(quotation.markdown(self.dossier().article.text))

    def do_copylink(self) -> None:
        from redaksi.desk import quotation

        dossier = self.dossier()
        self.host.copy_to_clipboard(quotation.link(dossier.article, dossier.id))

    def do_revisions(self) -> Awaitable[object]:
        return self.host.push_screen(self.host.screens.revisions(self.dossier()))

    def do_spike(self) -> None:
        dossier = self.dossier()
        spiked = bool(dossier.article.spiked_at)
        (self.desk.moves.unspike if spiked else self.desk.moves.spike)(dossier.id, dossier.version)
        self.host.tell({dossier.id})
        self._aside = (dossier.id, self.context().article_id)
        done = _("It is back on the board. {key} undoes this.") if spiked else _("Put aside. {key} takes it back.")
        self.host.say(done.format(key=Undo.key()))

    def do_undo(self) -> None:
        put_aside, selected = self._aside
        if put_aside and selected == self.context().article_id:  # it left the board: this key is still about it
            target, self._aside = put_aside, ("", "")
        else:
            target = self.selected()
        self.host.undo(target)
        self.arrived(target)

    def do_assign(self) -> Awaitable[object]:
        return self.ask(self.host.screens.assign(self.dossier()))

    def do_submit(self) -> Awaitable[object]:
        return self._move(Move.SUBMIT)

    def do_return(self) -> Awaitable[object]:
        return self._move(Move.RETURN)

    def do_reopen(self) -> Awaitable[object]:
        return self._move(Move.REOPEN)

    def _move(self, move: Move) -> Awaitable[object]:
        dossier = self.dossier()
        _refuse(self.desk.moves.against(move, dossier))
        return self.ask(self.host.screens.move(move, dossier))

    def do_publish(self) -> Awaitable[object]:
        dossier = self.dossier()
        if dossier.article.stage is not workflow.FROM[Move.PUBLISH]:
            _refuse(self.desk.moves.against(Move.PUBLISH, dossier)[:1])
        return self.ask(self.host.screens.publish(dossier, self.desk.moves.against(Move.PUBLISH, dossier)))


def _refuse(against: Iterable[Reason]) -> None:
    sentences = [reason.sentence for reason in against]
    if sentences:
        raise MoveRefused(sentences)
