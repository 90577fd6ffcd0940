"""What waits for the person, looked up in a thread after the first paint and after each change."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from redaksi.desk.unseen import Unseen
from redaksi.errors import RedaksiError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.worker import Worker

    from redaksi.desk import Desk
    from redaksi.desk.unseen import Told
    from redaksi.domain.article import Dossier


class InboxOwner(Protocol):
    """The app, as far as the inbox needs it (see `host.Host`)."""

    desk: Desk

    def waiting_changed(self, news: Sequence[Told]) -> None:
        """Show on every open screen what waits; `news` arrived since the last time."""

    def call_later(self, callback: Callable[..., object], *args: Any) -> bool: ...

    def run_worker(
        self, work: Callable[[], None], *, thread: bool, exit_on_error: bool
    ) -> Worker[None]: ...


class InboxWatch:
    """Follows what waits for the person. One look runs at a time; later wishes join the next one.

    A newsroom or a home that cannot be read changes nothing here: the board tells of the first,
    and the second only makes everything unread.
    """

    def __init__(self, app: InboxOwner) -> None:
        self.unseen = Unseen()
        """What waited at the last look."""
        self._app = app
        self._has_looked = False
        self._is_looking = False
        self._again = False
        self._opened: dict[str, int] = {}  # the versions that are not noted yet
        self._noted: dict[str, int] = {}

    def look(self) -> None:
        """Look soon what waits now."""
        if self._is_looking:
            self._again = True
            return
        self._is_looking, self._again = True, False
        opened, self._opened = self._opened, {}  # here: the thread must not share the dictionary
        self._app.run_worker(partial(self._look, opened), thread=True, exit_on_error=False)

    def opened(self, dossier: Dossier) -> None:
        """Note that the person sees `dossier` now."""
        if self._noted.get(dossier.id, 0) < dossier.version:
            self._noted[dossier.id] = self._opened[dossier.id] = dossier.version
            self.look()

    def _look(self, opened: Mapping[str, int]) -> None:
        """Runs in a thread."""
        found: Unseen | None = None
        with suppress(RedaksiError):
            self._app.desk.inbox.opened(opened)
        with suppress(RedaksiError):
            found = self._app.desk.inbox.waiting()
        self._app.call_later(self._looked, found)

    def _looked(self, found: Unseen | None) -> None:
        self._is_looking = False
        if self._again:
            self.look()
        if found is None:
            return
        known = {one.concern for one in self.unseen.unread}
        news = [one for one in found.unread if self._has_looked and one.concern not in known]
        self._has_looked = True
        if found != self.unseen:
            self.unseen = found
        self._app.waiting_changed(news)  # also without a change: a screen may have come up since
