"""The words of notifications: what happened to an article, for the person whom it concerns."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import NamedTuple

import msgspec

from redaksi.desk import concern_words
from redaksi.desk.wording import moment, number
from redaksi.domain.concerns import ConcernKind
from redaksi.domain.notification import NotificationStep
from redaksi.i18n import _, ngettext


class Telling(NamedTuple):
    """A noted line, and the headline that may be told with it; "" where only the id may."""

    note: NotificationStep
    headline: str


def subject(newsroom: str, told: Sequence[Telling]) -> str:
    """The subject of a mail about `told`."""
    if len(told) == 1:
        note, headline = told[0]
        return f"{_name(note)}: {headline or note.article}"
    count = len(told)
    text = ngettext("{newsroom}: {count} notification", "{newsroom}: {count} notifications", count)
    return text.format(newsroom=newsroom, count=number(count))


def lines(told: Sequence[Telling], zone: tzinfo) -> list[str]:
    """The lines of a mail about `told`."""
    return [
        *(_line(note, headline, zone) for note, headline in told),
        "",
        _("See an article: redaksi show ID"),
    ]


def document(told: Telling, newsroom: str, message: str) -> bytes:
    """What a command is given about `told`, as one JSON object.

    `message` identifies it: a command that is run again after an interruption gets the same.
    """
    note, headline = told
    return msgspec.json.encode(
        {
            "kind": note.concern,
            "id": note.article,
            "headline": headline,
            "person": note.person,
            "at": note.event_at or note.at,
            "newsroom": newsroom,
            "message": message,
        }
    )


def _line(note: NotificationStep, headline: str, zone: tzinfo) -> str:
    at = moment(note.event_at or note.at, zone)
    named = f"{headline} ({note.article})" if headline else note.article
    return f"- {_name(note)}: {named}, {at}"


def _name(note: NotificationStep) -> str:
    """What happened, in a word; a kind that somebody wrote into the ledger stays as it is."""
    known = note.concern in set(ConcernKind)
    name = concern_words.name(ConcernKind(note.concern)) if known else note.concern
    return name[:1].upper() + name[1:]
