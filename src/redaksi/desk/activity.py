"""The activity of the newsroom: what happened lately, and what of it concerns whom."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from redaksi.desk.context import Context
from redaksi.domain import concerns
from redaksi.domain.concerns import Concern
from redaksi.domain.urgency import SOON
from redaksi.store.base import Happening
from redaksi.store.query import Query, Sort

__all__ = ["Activity", "Happening"]


class Activity:
    """The verbs about what happened in the newsroom."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def newest(self) -> Iterator[Happening]:
        """The events of all articles, the newest first; take as many as are needed."""
        return self._context.store.happenings()

    def concerning(self, person: str, since: datetime) -> Sequence[Concern]:
        """What concerns `person`, the newest first: events at or after `since`, and due times.

        A due time concerns the person as long as the article is theirs and unpublished.
        """
        events = self._context.store.concerns(person, since)
        return sorted((*events, *self.due(person)), key=_age, reverse=True)

    def due(self, person: str) -> Iterator[Concern]:
        """The concerns of `person` about articles that are due soon or overdue now."""
        now = self._context.clock()
        query = Query(editor=person, due=now + SOON, sort=Sort.DUE)
        for row in self._context.store.page(query):
            one = concerns.of_due(row.id, row.editor, row.due, now)
            if one:
                yield one


def _age(one: Concern) -> tuple[datetime, str, int]:
    return one.at, one.article, one.number
