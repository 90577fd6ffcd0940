"""The commands for the selected article and for the desk, on every screen that selects one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Protocol

from redaksi.domain import workflow
from redaksi.domain.workflow import Move, Reason
from redaksi.errors import MoveRefused, RedaksiError
from redaksi.i18n import _
from redaksi.tui.commands.article import Undo

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.screen import Screen

    from redaksi.desk import Desk
    from redaksi.domain.article import Dossier
    from redaksi.domain.finding import Finding
    from redaksi.tui.desk_screen import DeskScreen
    from redaksi.tui.host import Done, Host


class Subject(Protocol):
    """The article that the commands apply to."""

    @property
    def article_id(self) -> str:
        """The id of the article; empty for none."""

    def dossier(self) -> Dossier:
        """The article as it is shown.

        Raises:
            RedaksiError: when there is no article.
        """


def _stay(article_id: str) -> None:
    """Show nothing else."""


async def _nothing(article_id: str) -> str:
    """Complete nothing."""
    return ""


class ArticleVerbs:
    """The commands of `ARTICLE` in `commands/article.py`, and New, Import, Export and Search.

    `DeskVerbs` does the other commands of `DESK` in `commands/desk.py`.
    """

    def __init__(
        self, screen: DeskScreen[Any], subject: Subject, arrived: Callable[[str], None] = _stay
    ) -> None:
        """`arrived` shows the article that was made or changed."""
        self._screen = screen
        self._subject = subject
        self._arrived = arrived
        # The article that last left the list, and the one then selected.
        self._gone = (
            "",
            "",
        )

    @property
    def _host(self) -> Host:
        return self._screen.host

    @property
    def _desk(self) -> Desk:
        return self._screen.desk

    def dossier(self) -> Dossier:
        """The article that the commands apply to.

        Raises:
            RedaksiError: when there is no article.
        """
        return self._subject.dossier()

    def ask(self, dialog: Screen[Done]) -> Awaitable[object]:
        """Show `dialog`; afterwards show its sentence and the changed article."""
        return self._host.push_screen(dialog, self._answered)

    def _answered(self, done: Done | None) -> None:
        if done is None:
            return
        way_back = _("{key} takes it back.").format(key=Undo.key()) if done.undoable else ""
        if done.sentence:
            self._host.say(f"{done.sentence} {way_back}".strip())
        if done.article_id:
            self._host.tell({done.article_id})
        if done.article_id and done.stays:
            self._gone = (done.article_id, self._subject.article_id)
        elif done.article_id:
            self._arrived(done.article_id)

    def do_new(self, finish: Callable[[str], Awaitable[str]] = _nothing) -> Awaitable[object]:
        """Begin an article; `finish` completes it before the person writes, and says how."""

        async def begun(done: Done | None) -> None:
            if done is None:
                return
            try:
                said = await finish(done.article_id)
            except RedaksiError as error:  # the article is there
                said = f"{error.sentence} {self._host.advice(error)}".strip()
            self._host.tell({done.article_id})
            self._arrived(done.article_id)
            await self.write(self._desk.reading.article(done.article_id), "text")
            if said:
                self._host.say(said)

        return self._host.push_screen(self._host.screens.new(), begun)

    def do_import(self, pasted: str = "") -> Awaitable[object]:
        """Open the import, with the text that was `pasted` on the board."""
        return self.ask(self._host.screens.importing(pasted))

    def do_search(self) -> Awaitable[object]:
        return self._host.push_screen(self._host.screens.search())

    def do_export(self) -> Awaitable[object]:
        article = self.dossier().article if self._subject.article_id else None
        return self.ask(self._host.screens.export(article))

    def do_edit(self) -> Awaitable[object]:
        return self.write(self.dossier(), "text")

    def do_editoutside(self) -> Awaitable[object]:
        return self._host.write_outside(self.dossier())

    def do_particulars(self) -> Awaitable[object]:
        return self.write(self.dossier(), "particulars")

    def write(
        self,
        dossier: Dossier,
        pane: str,
        paragraph: int = 0,
        finding: Finding | None = None,
    ) -> Awaitable[object]:
        """Open the editor in `pane`, at `paragraph` of the body or with `finding` selected.

        Raises:
            MoveRefused: when the article may not be edited.
        """
        workflow.check_edit(dossier, self._desk.person)
        self._host.inbox.opened(dossier)
        return self._host.push_screen(self._host.screens.edit(dossier, pane, paragraph, finding))

    def do_copyheadline(self) -> None:
        self._host.copy_to_clipboard(self.dossier().article.text.headline)

    def do_copytext(self) -> None:
        from redaksi.desk import quotation

        self._host.copy_to_clipboard(quotation.markdown(self.dossier().article.text))

    def do_copylink(self) -> None:
        from redaksi.desk import quotation

        dossier = self.dossier()
        self._host.copy_to_clipboard(quotation.link(dossier.article, dossier.id))

    async def do_copychat(self) -> None:
        # The ledgers are read and the text is parsed: in a thread.
        texts = await asyncio.to_thread(self._desk.chats.texts, self.dossier().id)
        await self.ask(self._host.screens.chat(texts))

    def do_revisions(self) -> Awaitable[object]:
        return self._host.push_screen(self._host.screens.revisions(self.dossier()))

    def do_spike(self) -> None:
        dossier = self.dossier()
        spiked = bool(dossier.article.spiked_at)
        (self._desk.moves.unspike if spiked else self._desk.moves.spike)(
            dossier.id, dossier.version
        )
        self._host.tell({dossier.id})
        self._gone = (dossier.id, self._subject.article_id)
        done = (
            _("It is back on the board. {key} undoes this.")
            if spiked
            else _("Put aside. {key} takes it back.")
        )
        self._host.say(done.format(key=Undo.key()))

    def do_undo(self) -> None:
        gone, selected = self._gone
        # The article left the list, but the undo key still applies to it.
        if gone and selected == self._subject.article_id:
            target, self._gone = gone, ("", "")
        else:
            target = self.dossier().id
        self._host.undo(target)
        self._arrived(target)

    def do_assign(self) -> Awaitable[object]:
        return self.ask(self._host.screens.assign(self.dossier()))

    async def do_submit(self) -> None:
        dossier = self.dossier()
        _refuse(self._desk.moves.against(Move.SUBMIT, dossier))
        # The copy desk reads the text here, and at its first run the rules: in a thread.
        stands = await asyncio.to_thread(self._desk.moves.preflight, Move.SUBMIT, dossier)
        await self.ask(self._host.screens.submit(dossier, stands))

    def do_return(self) -> Awaitable[object]:
        return self._move(Move.RETURN)

    def do_reopen(self) -> Awaitable[object]:
        return self._move(Move.REOPEN)

    def do_announce(self) -> Awaitable[object]:
        dossier = self.dossier()
        workflow.check_notice(dossier, self._desk.person)
        return self.ask(self._host.screens.notice(dossier))

    def _move(self, move: Move) -> Awaitable[object]:
        dossier = self.dossier()
        _refuse(self._desk.moves.against(move, dossier))
        return self.ask(self._host.screens.move(move, dossier))

    async def do_publish(self) -> None:
        dossier = self.dossier()
        against = await asyncio.to_thread(self._desk.moves.against, Move.PUBLISH, dossier)
        if dossier.article.stage is not workflow.FROM[Move.PUBLISH]:
            _refuse(against[:1])
        stands = await asyncio.to_thread(self._desk.moves.preflight, Move.PUBLISH, dossier)
        await self.ask(self._host.screens.publish(dossier, against, stands))


def _refuse(against: Sequence[Reason]) -> None:
    """Raise MoveRefused with the reasons `against` an act, if any, and the command that helps."""
    if against:
        helps = next(((one.way_out, one.how) for one in against if one.how), ("", ""))
        raise MoveRefused([one.sentence for one in against], *helps)
