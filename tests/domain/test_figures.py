"""Figures are what the record tells, whatever the order in which articles are read."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from redaksi.domain import figures
from redaksi.domain.article import Stage
from redaksi.domain.days import Span
from redaksi.domain.figures import ArticleCourse, FigureKind, SentBack, Stay

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
SPAN = Span(NOW - timedelta(days=7), NOW)
hours = st.integers(-400, 10).map(lambda count: NOW + timedelta(hours=count))


@st.composite
def courses(draw: st.DrawFn) -> list[ArticleCourse]:
    found = []
    for number in range(draw(st.integers(0, 12))):
        times = sorted(draw(st.lists(hours, min_size=2, max_size=6)))
        pairs = list(pairwise(times))
        stages = draw(st.lists(st.sampled_from(Stage), min_size=len(pairs), max_size=len(pairs)))
        published = tuple(draw(st.lists(st.sampled_from(times), max_size=2)))
        found.append(
            ArticleCourse(
                f"a{number}",
                draw(st.sampled_from(["Kota", "Tani", ""])),
                draw(st.sampled_from(["Ani", "Budi"])),
                times[0],
                tuple(Stay(one, *pair) for one, pair in zip(stages, pairs, strict=True)),
                tuple(SentBack(f"a{number}", at, "Budi", "Cek.") for at in times[:1]),
                tuple(sorted(published)),
                published[:1],
                published[1:],
                draw(st.none() | hours),
            )
        )
    return found


@given(courses(), st.randoms())
def test_the_order_of_reading_does_not_count(found: list[ArticleCourse], random: Random) -> None:
    shuffled = random.sample(found, len(found))

    def told(some: list[ArticleCourse]) -> list[tuple[object, ...]]:
        return [
            (one.kind, one.name, one.total, one.half, one.most, sorted(one.articles))
            for one in figures.of(some, SPAN, NOW)
        ]

    assert told(found) == told(shuffled)


@given(courses())
def test_every_number_adds_up_and_names_its_articles(found: list[ArticleCourse]) -> None:
    told = figures.of(found, SPAN, NOW)
    inside = [at for one in found for at in one.published if SPAN.since <= at < SPAN.until]
    for kind in (FigureKind.RUBRICS, FigureKind.PEOPLE):
        assert sum(one.total for one in told if one.kind is kind) == len(inside)
    assert all(one.total >= len(one.articles) > 0 for one in told)
    known = {one.id for one in found}
    assert {article for one in told for article in one.articles} <= known
    for one in told:
        assert (one.half is None) is (one.kind is not FigureKind.TURNAROUND)
        if one.half is not None and one.most is not None:
            assert timedelta() <= one.half <= one.most


def test_half_and_nine_of_ten_are_what_they_say() -> None:
    found = [
        ArticleCourse(f"a{number}", "", "Ani", NOW, (Stay(Stage.REVIEW, at, SPAN.since),))
        for number, at in enumerate(SPAN.since - timedelta(hours=one) for one in range(1, 11))
    ]
    (review,) = figures.of(found, SPAN, NOW)
    assert (review.name, review.total) == ("review", 10)
    assert (review.half, review.most) == (timedelta(hours=5.5), timedelta(hours=9))
    assert review.articles[0] == "a9", "the longest comes first"
    # The end of a stay counts: outside the span it is nobody's figure.
    assert figures.of(found, Span(NOW, NOW + timedelta(days=1)), NOW) == []
