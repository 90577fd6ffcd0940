"""What a value that is read may be beyond its type: times, numbers and depths that everything
here can reckon with.

A file may have been changed by hand or forged; one that goes beyond is refused whole, with a
reason without its stop.
"""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from redaksi.domain.article import Article, Dossier, Event, Team, Text
from redaksi.i18n import _
from redaksi.text import nesting

_FIRST, _LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2201, 1, 1, tzinfo=UTC)
_LONGEST = 5_000_000
"""Characters of a text: no import and no input is longer."""
_PIECES = 250_000
"""Paragraphs, tags, photos or related stories of a text."""
_MOST = 1 << 53
"""Every reader of JSON holds the whole numbers below it exactly."""


def of_article(article: Article) -> str:
    """What is out of bounds in `article`, "" where nothing is."""
    return (
        of_text(article.text)
        or _of_times(_times(article))
        or of_numbers([article.version, *[sign_off.revision for sign_off in article.sign_offs]])
        or _of_depths([sign_off.rules for sign_off in article.sign_offs])
    )


def of_dossier(dossier: Dossier) -> str:
    """What is out of bounds in `dossier`, or missing without which nothing can be done with it."""
    return (
        of_article(dossier.article)
        or _of_times(
            [
                at
                for note in dossier.notes
                for at in (note.at, note.resolved_at, *[one.at for one in note.answers])
            ]
        )
        or _of_times([revision.at for revision in dossier.revisions])
        or of_numbers([revision.version for revision in dossier.revisions])
        or _of_events(dossier.events)
        or ("" if dossier.events else _("it has no events"))
    )


def of_team(team: Team) -> str:
    """What is out of bounds in `team`."""
    return of_numbers([team.version]) or _of_events(team.events)


def of_text(text: Text) -> str:
    """What is out of bounds in `text`."""
    if max(map(len, (text.body, text.tags, text.photos, text.related))) > _PIECES:
        return _("its text has more than {limit} parts").format(limit=_PIECES)
    fields = (text.headline, text.deck, text.byline, text.dateline, text.source, text.rubric)
    size = sum(map(len, (*fields, *text.body, *text.tags)))
    return (
        _("its text has more than {limit} characters").format(limit=_LONGEST)
        if size > _LONGEST
        else ""
    )


def _times(article: Article) -> list[datetime | None]:
    return [
        *(
            article.created_at,
            article.updated_at,
            article.stage_since,
            article.due,
            article.embargo,
        ),
        *(article.spiked_at, article.published_at),
        *[assignment.at for assignment in article.assignments.values()],
        *[sign_off.at for sign_off in article.sign_offs],
        *[waiver.at for waiver in article.waivers],
    ]


def _of_events(events: Sequence[Event]) -> str:
    return (
        _of_times([event.at for event in events])
        or of_numbers(
            [
                number
                for event in events
                for number in (event.number, event.version, event.revision)
            ]
        )
        or _of_depths([values for event in events for values in (event.data, event.before)])
    )


# Every dossier that is read comes through here: lists, since generators take twice the time.


def _of_times(times: list[datetime | None]) -> str:
    present = [at for at in times if at is not None]
    try:  # the two ends are enough, and quicker to find than each is to look at
        if not present or (min(present) >= _FIRST and max(present) < _LAST):
            return ""
    except TypeError:  # one without a zone cannot be compared
        pass
    return _("a time lies outside the years 1900 to 2200, or tells no time zone")


def of_numbers(numbers: Collection[int]) -> str:
    """What is out of bounds among `numbers`."""
    is_within = not numbers or (min(numbers) >= 0 and max(numbers) < _MOST)
    return "" if is_within else _("a number is below 0 or beyond 2^53")


def _of_depths(mappings: Sequence[object]) -> str:
    is_deep = any(nesting.is_deep(mapping, nesting.MOST + 1) for mapping in mappings if mapping)
    return _("its record is nested too deeply") if is_deep else ""
