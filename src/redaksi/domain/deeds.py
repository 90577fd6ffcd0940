"""The kinds of acts that the activity of a newsroom tells apart. Pure."""

from enum import StrEnum

from redaksi.domain.article import Event
from redaksi.domain.concerns import Concern, ConcernKind


class Deed(StrEnum):
    """A kind of act, or of what the clock brings."""

    TEXT = "text"
    """A text was written, imported or changed."""
    ASSIGNED = "assigned"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    NOTES = "notes"
    """A note was written, answered or resolved."""
    PUBLISHED = "published"
    REOPENED = "reopened"
    DUE = "due"
    """An article is due soon or overdue."""
    OTHER = "other"


_OF_EVENTS = {
    **dict.fromkeys(("created", "imported", "edited", "set"), Deed.TEXT),
    **dict.fromkeys(("noted", "answered", "resolved"), Deed.NOTES),
    **{one.value: one for one in (Deed.ASSIGNED, Deed.SUBMITTED, Deed.RETURNED, Deed.REOPENED)},
    **dict.fromkeys(("published", "imported_published"), Deed.PUBLISHED),
}
_OF_CONCERNS = {
    **dict.fromkeys((ConcernKind.NOTED, ConcernKind.ANSWERED), Deed.NOTES),
    **dict.fromkeys((ConcernKind.DUE, ConcernKind.OVERDUE), Deed.DUE),
}


def of_event(event: Event) -> Deed:
    """The kind of the act that `event` records."""
    return _OF_EVENTS.get(event.kind, Deed.OTHER)


def of_concern(concern: Concern) -> Deed:
    """The kind of the act that `concern` is about."""
    return _OF_CONCERNS.get(concern.kind) or Deed(concern.kind.value)
