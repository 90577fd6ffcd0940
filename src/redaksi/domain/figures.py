"""Figures of a newsroom from its record alone: how long, how often, how late, how much. Pure."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median
from typing import NamedTuple

from redaksi.domain.article import Dossier, Event, Stage
from redaksi.domain.days import Span
from redaksi.domain.workflow.past import standing
from redaksi.text import clean

MOST = 0.9
"""The share of all times that are at most as long as the time called `most`."""

LEFT = {
    "submitted": Stage.DRAFT,
    "returned": Stage.REVIEW,
    "published": Stage.REVIEW,
    "reopened": Stage.PUBLISHED,
}
"""The stage that each move leaves."""


class FigureKind(StrEnum):
    """What a figure counts, and what its name is."""

    TURNAROUND = "turnaround"
    """How long articles were in a stage until they left it; `whole` is from the beginning to the
    first publication."""
    RETURNS = "returns"
    """Returns by rubric."""
    PUNCTUALITY = "punctuality"
    """Publications `on-time` and `late`, and what is `overdue` at this moment."""
    RUBRICS = "rubrics"
    """Publications by rubric."""
    PEOPLE = "people"
    """Publications by the person who had the draft."""


class Stay(NamedTuple):
    """A time in `stage` that ended."""

    stage: Stage
    since: datetime
    until: datetime


class SentBack(NamedTuple):
    """A return: who returned the article `article`, when and why."""

    article: str
    at: datetime
    by: str
    why: str


class ArticleCourse(NamedTuple):
    """What the record of an article tells about its way through the desk.

    `published` are the times of all publications. `late` are those that came after the due time
    that stood then, `on_time` those that came before. `due` is the open due time, if any.
    """

    id: str
    rubric: str
    writer: str
    begun: datetime
    stays: tuple[Stay, ...] = ()
    returns: tuple[SentBack, ...] = ()
    published: tuple[datetime, ...] = ()
    late: tuple[datetime, ...] = ()
    on_time: tuple[datetime, ...] = ()
    due: datetime | None = None


class Tally(NamedTuple):
    """A number and the ids of the articles behind it.

    `half` and `most` are times: half of all are at most as long as `half`, nine of ten at most as
    long as `most`. They are None where nothing lasts.
    """

    kind: FigureKind
    name: str
    total: int
    articles: tuple[str, ...]
    half: timedelta | None = None
    most: timedelta | None = None


def course(dossier: Dossier) -> ArticleCourse:
    """The way of `dossier` through the desk; a move that was taken back did not happen."""
    article = dossier.article
    since = article.created_at
    stays, returns = [], []
    published: list[Event] = []
    for event in standing(dossier):
        if event.kind not in LEFT:
            continue
        stays.append(Stay(LEFT[event.kind], since, event.at))
        since = event.at
        if event.kind == "returned":
            why = clean.line(str(event.data.get("note", "")))
            returns.append(SentBack(article.id, event.at, event.editor, why))
        if event.kind == "published":
            published.append(event)
    dues = [(event.at, _due_at(dossier, event)) for event in published]
    return ArticleCourse(
        article.id,
        article.text.rubric,
        article.editor(Stage.DRAFT) or (dossier.events[0].editor if dossier.events else ""),
        article.created_at,
        tuple(stays),
        tuple(returns),
        tuple(event.at for event in published),
        tuple(at for at, due in dues if due and at > due),
        tuple(at for at, due in dues if due and at <= due),
        None if article.stage is Stage.PUBLISHED or article.spiked_at else article.due,
    )


def _due_at(dossier: Dossier, publication: Event) -> datetime | None:
    """The due time that stood at `publication`: the one that the next change replaced."""
    for event in dossier.events[publication.number :]:
        if "due" in event.before:
            value = event.before["due"]
            return datetime.fromisoformat(value) if isinstance(value, str) and value else None
    return dossier.article.due


def of(courses: Iterable[ArticleCourse], span: Span, now: datetime) -> list[Tally]:
    """The figures of what happened in `span`, by kind, the greatest first."""
    lasted: defaultdict[str, list[tuple[timedelta, str]]] = defaultdict(list)
    counted: dict[FigureKind, defaultdict[str, list[str]]] = {
        kind: defaultdict(list) for kind in FigureKind
    }
    for one in courses:
        for name, time in _lasted(one, span):
            lasted[name].append((time, one.id))
        for kind, name, times in _counted(one):
            inside = [at for at in times if _is_in(at, span)]
            counted[kind][name] += [one.id] * len(inside)
        if one.due and one.due < now:
            counted[FigureKind.PUNCTUALITY]["overdue"].append(one.id)
    return [*_times(lasted), *(one for kind in counted for one in _numbers(kind, counted[kind]))]


def returns(courses: Iterable[ArticleCourse], span: Span) -> list[SentBack]:
    """The returns in `span`, the newest first."""
    found = (back for one in courses for back in one.returns if _is_in(back.at, span))
    return sorted(found, key=lambda back: (back.at, back.article), reverse=True)


def _lasted(one: ArticleCourse, span: Span) -> Iterator[tuple[str, timedelta]]:
    """How long `one` was in each stage that it left in `span`."""
    for stay in one.stays:
        if stay.stage is not Stage.PUBLISHED and _is_in(stay.until, span):
            yield stay.stage.value, stay.until - stay.since
    if one.published and _is_in(one.published[0], span):
        yield "whole", one.published[0] - one.begun


def _counted(one: ArticleCourse) -> Iterator[tuple[FigureKind, str, Iterable[datetime]]]:
    """The times of `one` that count, each with the kind and the name of its figure."""
    yield FigureKind.RETURNS, one.rubric, [back.at for back in one.returns]
    yield FigureKind.PUNCTUALITY, "on-time", one.on_time
    yield FigureKind.PUNCTUALITY, "late", one.late
    yield FigureKind.RUBRICS, one.rubric, one.published
    yield FigureKind.PEOPLE, one.writer, one.published


def _times(lasted: Mapping[str, list[tuple[timedelta, str]]]) -> Iterator[Tally]:
    for name in (Stage.DRAFT.value, Stage.REVIEW.value, "whole"):
        if found := lasted.get(name):
            # The longest first: these are the ones that people look for.
            ids = tuple(dict.fromkeys(one for _time, one in sorted(found, reverse=True)))
            times = sorted(time for time, _id in found)
            yield Tally(FigureKind.TURNAROUND, name, len(times), ids, _half(times), _most(times))


def _half(times: list[timedelta]) -> timedelta:
    return timedelta(seconds=median(time.total_seconds() for time in times))


def _most(times: list[timedelta]) -> timedelta:
    """The least of the sorted `times` that nine of ten do not exceed."""
    return times[math.ceil(MOST * len(times)) - 1]


def _numbers(kind: FigureKind, named: Mapping[str, list[str]]) -> list[Tally]:
    found = [
        Tally(kind, name, len(ids), tuple(dict.fromkeys(ids)))
        for name, ids in named.items()
        if ids
    ]
    return sorted(found, key=lambda one: (-one.total, one.name))


def _is_in(at: datetime, span: Span) -> bool:
    return span.since <= at < span.until
