"""The newest events of all articles, read from as few dossiers as possible."""

import heapq
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime

from redaksi.domain.article import Dossier
from redaksi.errors import ArticleNotFound, UnreadableDossier
from redaksi.store.base import Happening, Row
from redaksi.store.query import Query

_PAGE = 50
"""The number of rows that are asked for at once."""


def newest_first(
    page: Callable[..., Sequence[Row]], dossier: Callable[[str], Dossier]
) -> Iterator[Happening]:
    """The events of all articles, the newest first; `page` and `dossier` are the store's.

    An article is read once no event of it can be newer than the next one to come: its last event
    is as old as the article.
    """
    rows = heapq.merge(
        _rows(page, Query()), _rows(page, Query(spiked=True)), key=_age_of_row, reverse=True
    )
    found: list[Happening] = []  # the newest last
    for row in rows:
        while found and (found[-1].event.at, found[-1].row.id) > _age_of_row(row):
            yield found.pop()
        with suppress(ArticleNotFound, UnreadableDossier):
            found += (Happening(row, event) for event in dossier(row.id).events)
            found.sort(key=_age)
    yield from reversed(found)


def _rows(page: Callable[..., Sequence[Row]], query: Query) -> Iterator[Row]:
    last: Row | None = None
    while found := page(query, _PAGE, after=last):
        yield from found
        last = found[-1]


def _age_of_row(row: Row) -> tuple[datetime, str]:
    return row.updated_at, row.id


def _age(one: Happening) -> tuple[datetime, str, int]:
    return one.event.at, one.row.id, one.event.number
