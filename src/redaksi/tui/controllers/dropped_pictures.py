"""Pictures that are dropped on an article that is read, or on the board."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from redaksi import config
from redaksi.desk.dropped_path import pictures_in
from redaksi.domain import workflow
from redaksi.errors import RedaksiError
from redaksi.i18n import _, ngettext
from redaksi.tui.commands.article import Particulars, Undo
from redaksi.tui.commands.editing import Switch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redaksi.desk.photos import FoundPhoto
    from redaksi.domain.article import Dossier
    from redaksi.tui.controllers.article_verbs import ArticleVerbs
    from redaksi.tui.desk_screen import DeskScreen

HERE, NEW, NOWHERE = "here", "new", "nowhere"


class DroppedPictures:
    """Attaches dropped pictures to the article of `verbs`, or to a new one."""

    def __init__(self, screen: DeskScreen[Any], verbs: ArticleVerbs) -> None:
        self._screen = screen
        self._verbs = verbs

    def attach(self, pasted: str) -> None:
        """Attach the pictures that `pasted` names to the article that is read."""
        if paths := pictures_in(pasted):
            self._screen.run_worker(self._attach_here(paths), exit_on_error=False)

    def ask(self, pasted: str) -> bool:
        """Ask where the pictures that `pasted` names belong; returns whether it names any."""
        paths = pictures_in(pasted)
        if paths:
            self._screen.run_worker(self._ask(paths), exit_on_error=False)
        return bool(paths)

    async def _attach_here(self, paths: Sequence[str]) -> None:
        dossier = self._verbs.dossier()
        workflow.check_edit(dossier, self._screen.desk.person)
        await self._attach(dossier.id, await self._found(paths))

    async def _found(self, paths: Sequence[str]) -> list[FoundPhoto]:
        """The pictures in `paths`.

        Raises:
            RedaksiError: when one of them cannot be read; then none is attached.
        """
        find = self._screen.desk.photos.find
        self._screen.host.say(_("Reading the picture …"))
        return [await asyncio.to_thread(find, config.expanded(path)) for path in paths]

    async def _attach(self, article_id: str, found: Sequence[FoundPhoto]) -> None:
        attached = await self._kept(article_id, found)
        self._screen.host.tell({article_id})
        words = _("Its words are those of the file: {key} shows them.")
        check = words.format(key=Particulars.key()) if any(one.words for one in found) else ""
        back = _("{key} takes it back.").format(key=Undo.key())
        self._screen.host.say(" ".join(filter(None, (attached, check, back))))

    async def _kept(self, article_id: str, found: Sequence[FoundPhoto]) -> str:
        """Attach `found` to the article, and say as which photos."""
        dossier = await asyncio.to_thread(self._screen.desk.photos.attach, article_id, found)
        hashes = {one.sha256 for one in found}
        photos = enumerate(dossier.article.text.photos, start=1)
        numbers = [number for number, photo in photos if photo.attachment in hashes]
        return ngettext(
            "Attached as photo {numbers}.", "Attached as photos {numbers}.", len(numbers)
        ).format(numbers=", ".join(map(str, numbers)))

    async def _ask(self, paths: Sequence[str]) -> None:
        found = await self._found(paths)
        here = self._subject()
        if here is None:
            await self._begin(found)
            return
        names = ", ".join(one.name for one in found)
        answers = [
            (HERE, _("To this article")),
            (NEW, _("To a new article")),
            (NOWHERE, _("Cancel")),
        ]
        question = self._screen.host.screens.question(
            _("Attach the picture"), f"{names}\n\n▸ {here.article.text.headline}", answers
        )
        answer = await self._screen.host.push_screen_wait(question)
        if answer == HERE:
            await self._attach(here.id, found)
        elif answer == NEW:
            await self._begin(found)
        else:
            self._screen.host.say(_("Nothing was attached."))

    def _subject(self) -> Dossier | None:
        """The selected article, if the person may write it."""
        try:
            dossier = self._verbs.dossier()
            workflow.check_edit(dossier, self._screen.desk.person)
        except RedaksiError:
            return None
        return dossier

    async def _begin(self, found: Sequence[FoundPhoto]) -> None:
        """Let the person begin an article with the pictures `found`."""

        async def finish(article_id: str) -> str:
            shows = _("{key} shows it.").format(key=Switch.key())
            return f"{await self._kept(article_id, found)} {shows}"

        await self._verbs.do_new(finish)
