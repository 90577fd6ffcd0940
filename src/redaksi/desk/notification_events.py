"""Which new events concern whom: they are noted in the ledger of notifications, each once.

The place up to which an article was looked at is its version, and not a time: clocks jump.
"""

from collections.abc import Collection, Iterator
from typing import Any

from redaksi.delivery.notification_ledger import OpenNotificationLedger
from redaksi.delivery.notify import settings
from redaksi.desk.activity import Activity
from redaksi.desk.context import Context
from redaksi.desk.delivery_queue import all_rows
from redaksi.domain import concerns
from redaksi.domain.article import Dossier, Team
from redaksi.domain.concerns import Concern
from redaksi.domain.notification import (
    NotificationStep,
    NotificationStepKind,
    Notify,
)
from redaksi.errors import NewsroomGone, RedaksiError

_BATCH = 500
"""The most articles or notes that are written into the ledger at once."""


class NotificationEvents:
    """The new events of a newsroom, while the ledger `book` is held."""

    def __init__(self, context: Context, book: OpenNotificationLedger, notify: Notify) -> None:
        self._context = context
        self._book = book
        self._notify = notify
        self._team = Team()
        self._notes: list[NotificationStep] = []
        self._seen: dict[str, int] = {}

    def note(self, ids: Collection[str] | None) -> None:
        """Note the new events of the articles `ids`, of all articles for None, and of the clock.

        The first time nothing is noted: nobody is told of what happened before.
        """
        self._team = self._context.store.team()
        if not self._book.summary.is_begun:
            self._begin()
        for article_id in self._changed() if ids is None else ids:
            if dossier := self._dossier(article_id):
                self._look(dossier)
        self._note_due()
        self._write()

    def _begin(self) -> None:
        self._context.store.refresh()
        for row in all_rows(self._context):
            self._saw(row.id, row.version)
        self._note_due()
        self._write()
        if waiting := tuple(self._book.summary.waiting):
            self._book.append(self._step(NotificationStepKind.DROPPED, notes=waiting))
        self._book.append(self._step(NotificationStepKind.BEGUN))

    def _changed(self) -> Iterator[str]:
        """The ids of all articles that are at another version than when they were looked at."""
        self._context.store.refresh()
        seen = self._book.summary.seen
        for row in all_rows(self._context):
            if row.version != seen.get(row.id):
                yield row.id

    def _dossier(self, article_id: str) -> Dossier | None:
        try:
            return self._context.store.dossier(article_id)
        except NewsroomGone:
            raise
        except RedaksiError:  # `doctor` names it; the next look at all articles finds it mended
            return None

    def _look(self, dossier: Dossier) -> None:
        """Note what is new in `dossier`.

        An article that came back from a backup has a lower version: its next events are new.
        """
        before = self._book.summary.seen.get(dossier.id, 0)
        if dossier.version > before:
            for concern in concerns.of_record(dossier):
                if concern.version > before:
                    event = dossier.events[concern.number - 1].sha256()
                    self._note(concern, event)
        if dossier.version != before:
            self._saw(dossier.id, dossier.version)

    def _note_due(self) -> None:
        """Note the articles that are due soon or overdue now, each once for each due time."""
        for concern in Activity(self._context).due(""):
            self._note(concern, concern.at.isoformat())

    def _note(self, concern: Concern, event: str) -> None:
        """Note `concern` for each way by which the person is told."""
        member = self._team.find(concern.person)
        if member is None:
            return
        for way in settings.ways_to(self._notify, member, concern.kind):
            step = self._step(
                NotificationStepKind.NOTED,
                article=concern.article,
                version=concern.version,
                event=event,
                event_at=concern.at,
                concern=concern.kind.value,
                person=member.name,
                way=way,
            )
            if not self._book.summary.is_noted(step):
                self._notes.append(step)
        if len(self._notes) >= _BATCH:
            self._write()

    def _saw(self, article_id: str, version: int) -> None:
        self._seen[article_id] = version
        if len(self._seen) >= _BATCH:
            self._write()

    def _write(self) -> None:
        """Write what was noted and seen: the notes first, because a crash may keep only those."""
        steps, seen = self._notes, self._seen
        self._notes, self._seen = [], {}
        if seen:
            steps = [*steps, self._step(NotificationStepKind.SEEN, seen=seen)]
        if steps:
            self._book.append(*steps)

    def _step(self, kind: NotificationStepKind, **told: Any) -> NotificationStep:
        return NotificationStep(number=0, at=self._context.clock(), kind=kind, **told)
