"""What a value that is read may be beyond its type: times, numbers and depths that everything here can reckon with.

A file may have been changed by hand or forged; one that goes beyond is refused whole, with a reason without its stop.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from redaksi import depth
from redaksi.article import Article, Dossier, Event, Team, Text
from redaksi.i18n import _

_FIRST, _LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2201, 1, 1, tzinfo=UTC)
_LONGEST = 5_000_000
"""Characters of a text: no import and no input is longer."""
_PIECES = 250_000
"""Paragraphs, tags, photos or related stories of a text."""
_MOST = 1 << 53
"""Every reader of JSON holds the whole numbers below it exactly."""


def of_article(article: Article) -> str:
    """What is out of bounds in ARTICLE, "" where nothing is."""
    return (
        _of_text(article.text)
        or _of_times(_times(article))
        or of_numbers(chain((article.version,), (sign_off.revision for sign_off in article.sign_offs)))
        or _of_depths(value for sign_off in article.sign_offs for value in sign_off.rules.values())
    )


def of_dossier(dossier: Dossier) -> str:
    """What is out of bounds in DOSSIER, or missing without which nothing can be done with it."""
    return (
        of_article(dossier.article)
        or _of_times(chain(*((note.at, note.resolved_at, *(one.at for one in note.answers)) for note in dossier.notes)))
        or _of_times(revision.at for revision in dossier.revisions)
        or of_numbers(revision.version for revision in dossier.revisions)
        or _of_events(dossier.events)
        or ("" if dossier.events else _("it has no events"))
    )


def of_team(team: Team) -> str:
    """What is out of bounds in TEAM."""
    return of_numbers((team.version,)) or _of_events(team.events)


def _of_text(text: Text) -> str:
    if max(map(len, (text.body, text.tags, text.photos, text.related))) > _PIECES:
        return _("its text has more than {limit} parts").format(limit=_PIECES)
    lines = chain(
        (text.headline, text.deck, text.byline, text.dateline, text.source, text.rubric), text.body, text.tags
    )
    size = sum(map(len, lines))
    return _("its text has more than {limit} characters").format(limit=_LONGEST) if size > _LONGEST else ""


def _times(article: Article) -> Iterator[datetime | None]:
    yield from (article.created_at, article.updated_at, article.stage_since, article.due, article.embargo)
    yield from (article.spiked_at, article.published_at)
    yield from (assignment.at for assignment in article.assignments.values())
    yield from (sign_off.at for sign_off in article.sign_offs)
    yield from (waiver.at for waiver in article.waivers)


def _of_events(events: Iterable[Event]) -> str:
    return (
        _of_times(event.at for event in events)
        or of_numbers(number for event in events for number in (event.number, event.version, event.revision))
        or _of_depths(value for event in events for values in (event.data, event.before) for value in values.values())
    )


def _of_times(times: Iterable[datetime | None]) -> str:
    present = [at for at in times if at is not None]
    try:  # the two ends are enough, and quicker to find than each is to look at
        if not present or (min(present) >= _FIRST and max(present) < _LAST):
            return ""
    except TypeError:  # one without a zone cannot be compared
        pass
    return _("a time lies outside the years 1900 to 2200, or tells no time zone")


def of_numbers(numbers: Iterable[int]) -> str:
    """What is out of bounds among NUMBERS."""
    present = list(numbers)
    is_within = not present or (min(present) >= 0 and max(present) < _MOST)
    return "" if is_within else _("a number is below 0 or beyond 2^53")


def _of_depths(values: Iterable[Any]) -> str:
    is_deep = any(depth.is_deep(value) for value in values if isinstance(value, dict | list))
    return _("its record is nested too deeply") if is_deep else ""
