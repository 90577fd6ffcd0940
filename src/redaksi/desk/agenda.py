"""The agenda: what is due, and which embargoes end, by day."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo

from msgspec.structs import replace

from redaksi.desk.context import Act, Context
from redaksi.desk.copy import steered
from redaksi.desk.schedule import Appointment, AppointmentKind, Schedule
from redaksi.domain import days
from redaksi.domain.article import Dossier, Stage
from redaksi.domain.days import Span, day_of, moved
from redaksi.errors import NotFound
from redaksi.i18n import _
from redaksi.store.base import Row
from redaksi.store.query import ALL, Query, Sort

MOST_OVERDUE = 1000
"""The most overdue articles of an agenda; those that were due first come first."""


class Agenda:
    """The verbs about what is planned."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.store

    def schedule(self, first: date, count: int, query: Query = ALL) -> Schedule:
        """What `query` finds on the `count` days from `first` on.

        Only a schedule that begins today tells what is overdue; no day repeats that.
        """
        now, zone = self._context.clock(), self._context.house.zone
        span = days.span(first, count, zone)
        found = entries(self._store.planned(span, query), span)
        if first != days.day_of(now, zone):
            return Schedule((), by_day(found, first, count, zone))
        # What was due on an earlier day, then what was due today.
        before = self._store.page(replace(query, due=span.since, sort=Sort.DUE), MOST_OVERDUE)
        late = [Appointment(row.due, AppointmentKind.DUE, row) for row in before if row.due]
        late += (one for one in found if is_overdue(one, now))
        ahead = (one for one in found if not is_overdue(one, now))
        return Schedule(late, by_day(ahead, first, count, zone))

    def calendar(self, found: Iterable[Appointment]) -> bytes:
        """`found` as an iCalendar file."""
        from redaksi.desk import ical  # noqa: PLC0415 - only this format needs it

        context = self._context
        return ical.calendar(found, context.house.name, context.newsroom.uuid, context.clock())

    def postpone(self, article_id: str, *, days: int = 0, hours: int = 0) -> Dossier:
        """Move the due time of the article `article_id`; negative numbers make it earlier.

        Raises:
            MoveRefused: when the person may not change it.
            NotFound: when the article has no due time.
        """
        zone = self._context.house.zone

        def alter(dossier: Dossier, act: Act) -> Dossier:
            article = dossier.article
            if article.due is None:
                raise NotFound(
                    _("The article has no due time."), _("Write one in its particulars.")
                )
            due = moved(article.due, zone, days=days, hours=hours)
            return steered(dossier, replace(article, due=due), act.person, act.at)

        return self._context.change(article_id, None, alter)


def entries(rows: Iterable[Row], span: Span) -> list[Appointment]:
    """What of `rows` happens in `span`, in the order of time."""
    found = (
        Appointment(at, kind, row)
        for row in rows
        for kind, at in ((AppointmentKind.DUE, _due(row)), (AppointmentKind.EMBARGO, row.embargo))
        if at and span.since <= at < span.until
    )
    return sorted(found, key=lambda one: (one.at, one.row.id, one.kind))


def is_overdue(entry: Appointment, now: datetime) -> bool:
    """Whether `entry` is a due time that has passed."""
    return entry.kind is AppointmentKind.DUE and entry.at < now


def by_day(
    found: Iterable[Appointment], first: date, count: int, zone: tzinfo
) -> dict[date, list[Appointment]]:
    """`found` by its days in `zone`: all of the `count` days from `first` on are keys."""
    planned: dict[date, list[Appointment]] = {
        first + timedelta(number): [] for number in range(count)
    }
    for one in found:
        planned[day_of(one.at, zone)].append(one)
    return planned


def _due(row: Row) -> datetime | None:
    """The due time of `row`; a published article is not due any more."""
    return None if row.stage is Stage.PUBLISHED else row.due
