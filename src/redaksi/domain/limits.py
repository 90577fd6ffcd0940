"""Limits of values in files beyond their types: times, numbers, sizes and depths.

A file may have been edited by hand or forged. A file beyond a limit is refused as a whole, with a
reason that has no full stop.
"""

import re
from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from redaksi.domain.article import NOTICE_LIMIT, Article, Dossier, Event, Team, Text
from redaksi.domain.delivery import Step
from redaksi.domain.ids import is_id
from redaksi.domain.notification import NotificationStep, NotificationStepKind
from redaksi.i18n import _
from redaksi.text import nesting

_FIRST, _LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2201, 1, 1, tzinfo=UTC)
_LONGEST = 5_000_000
"""The most characters of a text: no import and no input is longer."""
_PIECES = 250_000
"""The most paragraphs, tags, photos or related stories of a text."""
_CONCERN = re.compile(r"[a-z][a-z_]{0,39}")
_MESSAGE = re.compile(r"[0-9a-f]{8,64}")
_MOST = 1 << 53
"""2^53: below it, every reader of JSON keeps whole numbers exactly."""


def of_article(article: Article) -> str:
    """The value of `article` that is beyond a limit, as a reason; "" for none."""
    return (
        of_text(article.text)
        or _of_times(_times(article))
        or of_numbers([article.version, *[sign_off.revision for sign_off in article.sign_offs]])
        or _of_depths([sign_off.rules for sign_off in article.sign_offs])
        or _of_notices(article)
    )


def of_dossier(dossier: Dossier) -> str:
    """The value of `dossier` that is beyond a limit, as a reason; "" for none.

    A dossier without events is also refused: nothing can be done with one.
    """
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


def of_step(step: Step) -> str:
    """The value of `step` that is beyond a limit, as a reason; "" for none."""
    with suppress(TypeError):  # a time without a zone cannot be compared
        numbers = 0 <= step.number < _MOST and 0 <= step.revision < _MOST
        if numbers and _FIRST <= step.at < _LAST:  # of half a million lines, all but a few
            return ""
    return _of_times([step.at]) or of_numbers([step.number, step.revision])


def of_notification(step: NotificationStep) -> str:
    """The value of `step` that is beyond a limit, as a reason; "" for none.

    Whoever may write the ledger must not choose the words that people are told: only ids, kinds
    and keys of messages stand there.
    """
    numbers = (step.number, step.version, *step.notes, *step.seen.values())
    return _of_times([step.at, step.event_at]) or of_numbers(numbers) or _of_told(step)


def _of_told(step: NotificationStep) -> str:
    if step.article and not is_id(step.article):
        return _("the id of an article is none")
    if step.concern and not _CONCERN.fullmatch(step.concern):
        return _("the kind of an event is none")
    is_sent = step.kind is NotificationStepKind.INTENT
    if (step.message or is_sent) and not _MESSAGE.fullmatch(step.message):
        return _("the id of a message is none")
    return ""


def of_team(team: Team) -> str:
    """The value of `team` that is beyond a limit, as a reason; "" for none."""
    return of_numbers([team.version]) or _of_events(team.events)


def of_text(text: Text) -> str:
    """The part of `text` that is beyond a limit, as a reason; "" for none."""
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
        *[notice.at for sign_off in article.sign_offs for notice in sign_off.notices],
        *[waiver.at for waiver in article.waivers],
    ]


def _of_notices(article: Article) -> str:
    sentences = [one.sentence for sign_off in article.sign_offs for one in sign_off.notices]
    if article.notice:
        sentences.append(article.notice.sentence)
    if sentences and max(map(len, sentences)) > NOTICE_LIMIT:
        return _("a notice has more than {limit} characters").format(limit=NOTICE_LIMIT)
    return ""


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


# Every dossier that is read is checked: lists take half the time of generators.


def _of_times(times: list[datetime | None]) -> str:
    present = [at for at in times if at is not None]
    try:  # checking the two ends is faster than checking each
        if not present or (min(present) >= _FIRST and max(present) < _LAST):
            return ""
    except TypeError:  # a time without a zone cannot be compared
        pass
    return _("a time lies outside the years 1900 to 2200, or tells no time zone")


def of_numbers(numbers: Collection[int]) -> str:
    """The reason that one of `numbers` is out of bounds; "" for none."""
    is_within = not numbers or (min(numbers) >= 0 and max(numbers) < _MOST)
    return "" if is_within else _("a number is below 0 or beyond 2^53")


def _of_depths(mappings: Sequence[object]) -> str:
    is_deep = any(nesting.is_deep(mapping, nesting.MOST + 1) for mapping in mappings if mapping)
    return _("its record is nested too deeply") if is_deep else ""
