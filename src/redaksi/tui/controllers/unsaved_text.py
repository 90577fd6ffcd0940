"""The recovery file of the writing screen, with the typed fields that are not saved."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.tui.controllers.recovery_copy import RecoveryCopy
from redaksi.tui.widgets.manuscript import Manuscript
from redaksi.tui.widgets.notice import Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from redaksi.desk.recovery import Buffer, Unsaved
    from redaksi.domain.article import Dossier
    from redaksi.tui.desk_screen import DeskScreen


class UnsavedText:
    """The fields of the manuscript on `screen`, as far as they differ from the stored article."""

    def __init__(
        self, screen: DeskScreen[Any], stored: Callable[[], Dossier], show: Callable[[], None]
    ) -> None:
        """`stored` gives the article as it is saved; `show` shows whether all is saved."""
        self._screen = screen
        self._stored = stored
        self._show = show
        self.copy = RecoveryCopy(screen, self.keep, self._write)
        """The recovery file."""
        self.untouched: Mapping[str, str] = {}
        """The fields before any typing."""
        self._latest: Mapping[str, str] | None = (
            None  # the typed fields; None where they equal the stored article
        )

    @property
    def _manuscript(self) -> Manuscript:
        return self._screen.query_one(Manuscript)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is unsaved, as far as is known without a full comparison."""
        return self._latest is None

    def begin(self, buffer: Buffer | None, recovered: Mapping[str, str]) -> None:
        """Remember the fields as untouched, then fill in those `recovered` from `buffer`."""
        self.copy.begin(buffer)
        self.untouched = self._manuscript.fields()
        if recovered:
            self._manuscript.put(recovered)
            self.keep()

    def changed(self, fields: Mapping[str, str]) -> None:
        """Take over the typed `fields`, and write them to disk in a moment."""
        self._latest = None if fields == self.untouched else fields  # `keep` compares in full
        self.copy.soon()

    def keep(self) -> None:
        """Write the unsaved text to disk at once."""
        manuscript = self._manuscript
        is_saved = manuscript.says_the_same_as(self._stored().article)
        self._latest = None if is_saved else manuscript.fields()
        self._show()
        try:
            self.copy.write()
        except RedaksiError as error:  # the person can type on
            unsafe = _("What you type is not safe from a crash: {why} Save often.").format(
                why=error.sentence
            )
            self._screen.query_one(Notice).say(unsafe)

    def _write(self, copy: Unsaved) -> None:
        """Write the unsaved text into `copy`; without any, discard `copy`.

        Raises:
            StorageError: when the disk refuses the text
        """
        if self._latest is None:
            copy.discard()
        else:
            copy.keep(self._stored(), self._latest)

    def end(self) -> None:
        """Keep the unsaved text on disk: the desk ends while the screen is open."""
        with suppress(RedaksiError):  # the fields are gone: no place shows the error
            self.copy.write()
        self.copy.release()
