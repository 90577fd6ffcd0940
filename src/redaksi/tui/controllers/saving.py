"""Saves the typed text over the opened version, merged with what others saved meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from redaksi.desk.conflict import SaveConflict
from redaksi.errors import BadInput, PersonChanged, RedaksiError, StorageError
from redaksi.i18n import _
from redaksi.tui.commands.editing import Theirs
from redaksi.tui.widgets.manuscript import Manuscript
from redaksi.tui.widgets.notice import Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from redaksi.domain.article import Article, Dossier, Text
    from redaksi.tui.controllers.recovery_copy import RecoveryCopy
    from redaksi.tui.desk_screen import DeskScreen


class Saving:
    """The article as it was opened, and the saves over it."""

    def __init__(
        self,
        screen: DeskScreen[Any],
        dossier: Dossier,
        recovery: RecoveryCopy,
        show: Callable[[Text, Collection[str]], None],
    ) -> None:
        """`show` shows a text over the present dossier, except the fields of some names."""
        self._screen = screen
        self._recovery = recovery
        self._show = show
        self.dossier = dossier
        """The article in the version that this screen last read or saved."""

    @property
    def _manuscript(self) -> Manuscript:
        return self._screen.query_one(Manuscript)

    @property
    def is_unsaved(self) -> bool:
        """Whether the typed text differs from the saved one."""
        return not self._manuscript.says_the_same_as(self.dossier.article)

    def _notice(self, sentence: str) -> None:
        self._screen.query_one(Notice).say(sentence)

    async def do_save(self) -> None:
        if self._manuscript.form.photos.is_awaited:  # the next keys do not wait for a picture
            self._screen.run_worker(self.save(), exit_on_error=False)
        else:
            await self.save()

    async def save(self) -> bool:
        """Save over the opened version; returns whether all is saved."""
        photos = self._manuscript.form.photos
        wrong = await photos.settle()
        try:
            await photos.keep()
        except StorageError as error:
            self._failed(error)
            return False
        try:
            return self._store(self._manuscript.text(self.dossier), self.dossier, wrong)
        except SaveConflict as conflict:
            if self._screen.host.is_typing:
                self._screen.run_worker(self._again(), exclusive=True, group="conflict")
            else:
                self._merge(conflict)
            return False

    async def _again(self) -> None:
        """Save again once the person stops typing: their next keys are meant for the text."""
        await self._screen.host.typed()
        if self._screen.app.screen is self._screen:
            await self.save()

    def _store(self, text: Text, over: Dossier, wrong: Sequence[RedaksiError] = ()) -> bool:
        """Save `text` and the times over the version `over`; returns whether all is saved.

        A value that is not valid stays typed and marked, and everything else is saved. `wrong`
        are the errors of values that `text` does not hold.

        Raises:
            SaveConflict: when somebody else changed the same places.
        """
        times, no_times = self._manuscript.form.times(self.dossier)
        try:
            self.dossier, refused = self._texts(text, over)
            wrong = [*refused, *no_times, *wrong]
            if times:
                self.dossier = self._screen.desk.copy.set(
                    self.dossier.id, times, self.dossier.version
                )
        except SaveConflict:
            raise
        except (StorageError, PersonChanged) as error:
            self._failed(error)
            return False
        except RedaksiError as error:
            self._notice(f"{error.sentence} {self._screen.host.advice(error)}".strip())
            return False
        self._notice("")
        self._show(self.dossier.article.text, [error.field for error in wrong])
        self._recovery.keep()
        if self.dossier.version > over.version or not wrong:
            self._screen.host.say(self._saved(over.version))
            self._screen.host.tell({self.dossier.id})
        if wrong:
            self._manuscript.blame(wrong)
            self._notice(_("Everything else is saved. Mend what is marked, and save again."))
        return not wrong

    def _failed(self, error: StorageError | PersonChanged) -> None:
        """Say `error`, and where the unsaved text is."""
        self._recovery.keep()
        advice = error.hint if isinstance(error, PersonChanged) else ""
        self._notice(" ".join(filter(None, (error.sentence, advice, self._where()))))

    def _texts(self, text: Text, over: Dossier) -> tuple[Dossier, list[RedaksiError]]:
        """The article with `text`, and the error of a headline that is not taken.

        Such a headline is left as it was.
        """
        save, seen = self._screen.desk.copy.save, over.article.text
        try:
            return save(over.id, text, over.version, seen), []
        except BadInput as error:
            if error.field != "headline":
                raise
            kept = replace(text, headline=seen.headline)
            return save(over.id, kept, over.version, seen), [error]

    def _where(self) -> str:
        """The sentence that says where the unsaved text is kept."""
        if path := self._recovery.path:
            return _("What you typed stays here and in {path}: save again later.").format(
                path=path
            )
        return _("What you typed is only on this screen: copy it somewhere, or save again later.")

    def _saved(self, base: int) -> str:
        """The message after a save over version `base`.

        It names the others whose changes were merged.
        """
        others = {event.editor for event in self.dossier.events if event.version > base} - {
            self._screen.desk.me.name
        }
        if not others:
            return _("Saved as revision {revision}.").format(revision=len(self.dossier.revisions))
        return _("Saved as revision {revision}, merged with what {who} changed meanwhile.").format(
            revision=len(self.dossier.revisions), who=", ".join(sorted(others))
        )

    def _merge(self, conflict: SaveConflict) -> None:
        """Let the person resolve `conflict`. The typed text is kept."""

        def decided(text: Text | None) -> None:
            if text is None:
                return
            if conflict.moved:
                self._take(text, conflict.stored)
                return
            try:
                self._store(text, conflict.stored)
            except SaveConflict as another:
                self._merge(another)

        self._screen.host.push_screen(self._screen.host.screens.merge(conflict), decided)

    def _take(self, text: Text, stored: Dossier) -> None:
        """Continue with `text` over the version `stored`, unsaved."""
        times, _wrong = self._manuscript.form.times(self.dossier)
        self.dossier = stored
        self._show(text, ())
        self._manuscript.form.put(times)
        self._notice(_("Not saved yet: look at it once more, then save."))
        self._recovery.keep()

    def changed_elsewhere(self) -> None:
        """Warn if somebody changed the article while it is being written.

        Raises:
            RedaksiError: when the article cannot be read.
        """
        stored = self._screen.desk.reading.article(self.dossier.id)
        if _undated(stored) == _undated(self.dossier):
            self.dossier = stored  # at most its notes were changed
            return
        self.dossier = replace(self.dossier, notes=stored.notes)  # they are read and answered now
        if (
            stored.version == self.dossier.version
            and stored.article.text != self.dossier.article.text
        ):
            changed = _("This article was changed by hand while you were writing. {key} shows it.")
            self._notice(changed.format(key=Theirs.key()))
        elif stored.version != self.dossier.version:
            changed = _("{who} changed this article while you were writing. {key} shows it.")
            self._notice(changed.format(who=stored.events[-1].editor, key=Theirs.key()))


def _undated(dossier: Dossier) -> Article:
    """The article of `dossier` without the parts that every change alters."""
    at = dossier.article.created_at
    return replace(dossier.article, version=0, seal="", updated_at=at)
