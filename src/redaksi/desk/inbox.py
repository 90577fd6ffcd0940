"""What waits for the acting person: concerns that they have not read, and changes by others.

An article is read as soon as the person opens it. What is read is kept at the person's home (see
`read_marks`), never in the newsroom.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import cached_property
from typing import NamedTuple

from redaksi.desk.activity import Activity
from redaksi.desk.context import Context
from redaksi.desk.read_marks import LastRead, ReadMarks
from redaksi.desk.unseen import Told, Unseen
from redaksi.domain import record, workflow
from redaksi.domain.article import Event
from redaksi.domain.concerns import Concern
from redaksi.errors import ArticleNotFound, UnreadableDossier
from redaksi.store.base import Row

HORIZON = timedelta(days=14)
"""How long an act concerns a person; what is older does not wait any more."""
WATCHED = 200
"""The number of articles, those opened last, in which changes by others are looked for."""


class Since(NamedTuple):
    """What others did to an article after a version: anything at all, and with its due time."""

    changed: bool = False
    due: bool = False


class Inbox:
    """The verbs about what waits for the acting person."""

    def __init__(self, context: Context, activity: Activity) -> None:
        self._context = context
        self._activity = activity
        # By id, present version and an older version, as far as the dossier was read.
        self._judged: dict[tuple[str, int, int], Since] = {}

    @property
    def _me(self) -> str:
        return self._context.person.name

    @cached_property
    def _marks(self) -> ReadMarks:
        return ReadMarks(self._context.newsroom.uuid, self._me)

    def told(self) -> Sequence[Told]:
        """Everything that concerned the person lately, the newest first.

        Raises:
            IdentityRefused, EditorNotFound, BadInput: as `Context.person`.
            StorageError: when the newsroom cannot be read.
            NoHome: when the person has no home folder.
        """
        return self._told(self._marks.load())

    def _told(self, openings: LastRead) -> Sequence[Told]:
        since = self._context.clock() - HORIZON
        found = self._activity.concerning(self._me, since)
        rows = self._rows([one.article for one in found])
        return [
            Told(one, rows[one.article], not self._is_read(one, rows[one.article], openings))
            for one in found
            if one.article in rows
        ]

    def waiting(self) -> Unseen:
        """What waits for the person now; raises as `told`."""
        openings = self._marks.load()
        unread = tuple(one for one in self._told(openings) if one.unread)
        return Unseen(unread, frozenset(self._changed(openings)))

    def opened(self, articles: Mapping[str, int]) -> None:
        """Note that the person has `articles`, ids with their versions, open now.

        Raises:
            IdentityRefused, EditorNotFound, BadInput: as `Context.person`.
            StorageError: when the note cannot be kept.
            NoHome: when the person has no home folder.
        """
        self._marks.opened(articles, self._context.clock())

    def read_all(self) -> int:
        """Note that the person has seen everything that waits; the number of articles.

        Raises as `opened`.
        """
        marked = self.waiting().marked
        self.opened({one.id: one.version for one in self._rows(sorted(marked)).values()})
        return len(marked)

    def _rows(self, ids: Sequence[str]) -> Mapping[str, Row]:
        found = self._context.store.rows_of(list(dict.fromkeys(ids)))
        return {row.id: row for row in found}

    def _changed(self, openings: LastRead) -> Sequence[str]:
        """The ids of the articles that others changed since they were opened."""
        latest = [*openings][-WATCHED:]
        rows = self._context.store.rows_of(latest)
        return [row.id for row in rows if self._since(row, openings[row.id].version).changed]

    def _is_read(self, one: Concern, row: Row, openings: LastRead) -> bool:
        """Whether the person opened the article of `row` after `one`.

        A concern of the clock has no version. It stands from the moment when it came near, or
        from a later one when somebody else set the due time.
        """
        opening = openings.get(one.article)
        if opening is None:
            return False
        if one.version:
            return opening.version >= one.version
        return opening.at >= one.at and not self._since(row, opening.version).due

    def _since(self, row: Row, seen: int) -> Since:
        """What others did to the article of `row` after the version `seen`."""
        if row.version <= seen:
            return Since()
        key = row.id, row.version, seen
        if key not in self._judged:
            with suppress(UnreadableDossier, ArticleNotFound):  # the board and the doctor name it
                events = self._context.store.dossier(row.id).events
                others = [one for one in events if one.version > seen and self._is_of_others(one)]
                due = any("due" in one.before for one in others)
                self._judged[key] = Since(bool(others), due)
        return self._judged.get(key, Since())

    def _is_of_others(self, event: Event) -> bool:
        return event.kind == record.ALTERED or not workflow.same_person(event.editor, self._me)
