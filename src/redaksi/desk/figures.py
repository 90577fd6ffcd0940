"""Figures of the newsroom: read from the record, and shown to whom they may be shown."""

from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import NamedTuple

from redaksi.desk.context import Context
from redaksi.domain import figures, workflow
from redaksi.domain.days import Span
from redaksi.domain.figures import ArticleCourse, FigureKind, SentBack, Tally
from redaksi.errors import ArticleNotFound, Stopped, UnreadableDossier
from redaksi.i18n import _
from redaksi.store.base import ArticleStore, Progress, Row
from redaksi.store.query import Query, Sort
from redaksi.system import workers

_PAGE = 1000
"""The number of rows that are read at a time."""


class Report(NamedTuple):
    """The figures of a span, and the returns in it, the newest first."""

    span: Span
    figures: Sequence[Tally]
    returns: Sequence[SentBack]


class FigureVerbs:
    """The verbs that count what the record tells."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.store

    def of(
        self,
        span: Span,
        progress: Progress = lambda _done, _total: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Report:
        """The figures of `span`.

        Only articles that changed since its beginning, and those that are overdue now, are read.
        One that cannot be read is left out; the doctor names it. Whoever may not see the figures
        of others gets none of theirs.

        Raises:
            Stopped: when `stopped` says so.
        """
        person, now = self._context.person, self._context.clock()
        found = list(self._courses(span, progress, stopped))
        shown = [
            one
            for one in figures.of(found, span, now)
            if one.kind is not FigureKind.PEOPLE or workflow.sees_figures(one.name, person)
        ]
        return Report(span, shown, figures.returns(found, span))

    def rows(self, ids: Sequence[str]) -> Sequence[Row]:
        """The rows of the articles behind a figure, in the order of `ids`."""
        return self._store.rows_of(ids)

    def _courses(
        self, span: Span, progress: Progress, stopped: Callable[[], bool]
    ) -> Iterator[ArticleCourse]:
        ids = list(dict.fromkeys((*self._changed_since(span), *self._overdue())))
        read = workers.each(partial(_read, self._store), _until(ids, stopped))
        for done, one in enumerate(read, start=1):
            if one:
                yield one
            progress(done, len(ids))

    def _changed_since(self, span: Span) -> Iterator[str]:
        """The ids of all articles that changed since `span` began, aside or not."""
        for query in (Query(), Query(spiked=True)):
            last: Row | None = None
            while page := self._store.page(query, _PAGE, after=last):
                yield from (row.id for row in page if row.updated_at >= span.since)
                last = page[-1]
                if last.updated_at < span.since:
                    break

    def _overdue(self) -> Iterator[str]:
        query = Query(due=self._context.clock(), sort=Sort.DUE)
        return (row.id for row in self._store.page(query))


def _until(ids: Iterable[str], stopped: Callable[[], bool]) -> Iterator[str]:
    """`ids`, as long as nobody stops.

    Raises:
        Stopped: when `stopped` says so.
    """
    for one in ids:
        if stopped():
            raise Stopped(_("The figures were stopped."))
        yield one


def _read(store: ArticleStore, ids: list[str]) -> list[ArticleCourse | None]:
    """The courses of the articles `ids`; None for one that cannot be read."""
    found: list[ArticleCourse | None] = []
    for one in ids:
        course = None
        with suppress(UnreadableDossier, ArticleNotFound):
            course = figures.course(store.dossier(one))
        found.append(course)
    return found


def table(report: Report) -> Iterator[bytes]:
    """The figures of `report` as the lines of a CSV file, times in hours."""
    from redaksi.exporters.csv import line  # noqa: PLC0415 - seldom needed

    head = ("figure", "name", "count", "half_hours", "most_hours", "articles")
    yield BOM_UTF8 + line(head)
    for one in report.figures:
        times = (hours(one.half), hours(one.most))
        shown = ("" if time is None else time for time in times)
        yield line((one.kind.value, one.name, one.total, *shown, " ".join(one.articles)))


def hours(time: timedelta | None) -> float | None:
    """`time` in hours, to a hundredth."""
    return None if time is None else round(time / timedelta(hours=1), 2)
