"""Concerns in words, the same on the screens, in the shell and in what is sent to people."""

from datetime import datetime

from redaksi.desk.unseen import Told
from redaksi.desk.wording import number
from redaksi.domain.concerns import Concern, ConcernKind
from redaksi.domain.deeds import Deed
from redaksi.i18n import _


def sentence(one: Concern) -> str:
    """The concern as said to the person whom it concerns, without a full stop."""
    return _sentences()[one.kind].format(who=one.by)


def counted(count: int) -> str:
    """How many articles have something new for the person: `For you 2`; "" for none."""
    return _("For you {count}").format(count=number(count)) if count else ""


def announced(one: Told, now: datetime) -> str:
    """The concern with its article, for a signal that others may see: never more of the text.

    An article under an embargo is told by its id.
    """
    embargoed = one.row.embargo is not None and one.row.embargo > now
    return f"{sentence(one.concern)}: {one.row.id if embargoed else one.row.headline}"


def _sentences() -> dict[ConcernKind, str]:
    return {
        ConcernKind.ASSIGNED: _("{who} assigned it to you"),
        ConcernKind.SUBMITTED: _("{who} submitted it to you"),
        ConcernKind.RETURNED: _("{who} returned it to you"),
        ConcernKind.NOTED: _("{who} wrote a note on it"),
        ConcernKind.ANSWERED: _("{who} answered your note"),
        ConcernKind.PUBLISHED: _("{who} published it"),
        ConcernKind.REOPENED: _("{who} reopened it"),
        ConcernKind.DUE: _("it is due soon"),
        ConcernKind.OVERDUE: _("it is overdue"),
    }


def name(kind: ConcernKind) -> str:
    """The name of `kind`, beside an article."""
    return {
        ConcernKind.ASSIGNED: _("assigned"),
        ConcernKind.SUBMITTED: _("submitted"),
        ConcernKind.RETURNED: _("returned"),
        ConcernKind.NOTED: _("notes"),
        ConcernKind.ANSWERED: _("answers"),
        ConcernKind.PUBLISHED: _("published"),
        ConcernKind.REOPENED: _("reopened"),
        ConcernKind.DUE: _("due soon"),
        ConcernKind.OVERDUE: _("overdue"),
    }[kind]


def deed_name(deed: Deed) -> str:
    """The name of `deed`, in a filter."""
    return {
        Deed.TEXT: _("text"),
        Deed.ASSIGNED: _("assigned"),
        Deed.SUBMITTED: _("submitted"),
        Deed.RETURNED: _("returned"),
        Deed.NOTES: _("notes"),
        Deed.PUBLISHED: _("published"),
        Deed.REOPENED: _("reopened"),
        Deed.DUE: _("due"),
        Deed.OTHER: _("other"),
    }[deed]
