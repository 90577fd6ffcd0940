"""The agenda as an iCalendar file (RFC 5545), for the calendars of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redaksi.desk.schedule import Appointment, AppointmentKind
from redaksi.domain.workflow import stage_name
from redaksi.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    import icalendar

PRODUCT = "-//Redaksi//agenda//EN"


def calendar(entries: Iterable[Appointment], newsroom: str, uuid: str, now: datetime) -> bytes:
    """`entries` as the calendar of the newsroom called `newsroom` with the id `uuid`.

    An entry keeps its UID as long as the article exists, so that a calendar that reads the file
    again moves what was moved.
    """
    from icalendar import Calendar  # noqa: PLC0415 - only this format needs it

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("x-wr-calname", newsroom)
    for entry in entries:
        made.add_component(_event(entry, uuid, now))
    return bytes(made.to_ical())


def _event(entry: Appointment, uuid: str, now: datetime) -> icalendar.Event:
    """`entry` as an event without a length, which does not make its day look busy."""
    from icalendar import Event  # noqa: PLC0415 - only this format needs it

    row, event = entry.row, Event()
    event.add("uid", f"{row.id}.{entry.kind}@{uuid}.redaksi")
    event.add("dtstamp", now)
    event.add("dtstart", entry.at)
    event.add("last-modified", row.updated_at)
    event.add("sequence", row.version)
    event.add("summary", _summary(entry))
    event.add("description", "\n".join(_description(entry)))
    event.add("transp", "TRANSPARENT")
    if row.rubric:
        event.add("categories", [row.rubric])
    return event


def _summary(entry: Appointment) -> str:
    if entry.kind is AppointmentKind.DUE:
        return _("Due: {headline}").format(headline=entry.row.headline)
    return _("Embargo ends: {headline}").format(headline=entry.row.headline)


def _description(entry: Appointment) -> Iterable[str]:
    row = entry.row
    yield " · ".join((stage_name(row.stage), row.editor or _("nobody")))
    if entry.holds_back:
        yield _("The published text leaves then.")
    yield row.id
