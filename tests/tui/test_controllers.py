"""The controllers of screens, tested alone.

No screen is shown. Work for a thread is done when the test asks for it.
"""

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from redaksi.desk import Desk
from redaksi.desk.reading import Listing, Query, Row
from redaksi.desk.recovery import Unsaved
from redaksi.domain.article import SavedSearch, Stage
from redaksi.errors import BadInput, RedaksiError, StorageError
from redaksi.tui.controllers import finding_counts
from redaksi.tui.controllers.background_job import BackgroundJob
from redaksi.tui.controllers.board_search import BoardSearch
from redaksi.tui.controllers.finding_counts import FindingCounts
from redaksi.tui.controllers.lookup import Answers, Listings, Lookup
from redaksi.tui.controllers.marks import Marks
from redaksi.tui.controllers.recovery_copy import RecoveryCopy
from redaksi.tui.controllers.selection import Selection
from redaksi.tui.host import Done

from .driving import draft
from .fakes import FakeScreen, on_screen


class Found:
    """Records the results of a lookup."""

    def __init__(self) -> None:
        self.listings: list[Listings] = []
        self.late = 0
        self.errors: list[RedaksiError] = []

    def answers(self) -> Answers:
        return Answers(self.listings.append, self._late, self.errors.append)

    def _late(self) -> None:
        self.late += 1


def question(desk: Desk, text: str = "") -> Query:
    return desk.reading.query(SavedSearch(text=text))


def test_whole_stages_are_looked_up_at_once(desk: Desk) -> None:
    draft(desk, "Panen")
    screen, found = FakeScreen(desk), Found()
    lookup, order = Lookup(on_screen(screen), found.answers()), list[str]()
    lookup.ask(question(desk))
    lookup.afterwards(lambda: order.append("after"))
    assert [one[Stage.DRAFT].total for one in found.listings] == [1]
    assert (screen.jobs, screen.timers, order) == ([], [], ["after"])


def test_of_two_questions_the_later_one_wins_whichever_is_answered_first(desk: Desk) -> None:
    draft(desk, "Panen", "Padi layu.")
    screen, found = FakeScreen(desk), Found()
    lookup, order = Lookup(on_screen(screen), found.answers()), list[str]()
    lookup.ask(question(desk, "mekar"))
    lookup.ask(question(desk, "layu"))
    lookup.afterwards(lambda: order.append("after"))
    slow, quick = screen.jobs
    screen.timers[0]()
    assert found.late == 0, "nobody waits for the first question any more"
    screen.timers[1]()
    assert found.late == 1
    quick()
    assert (len(found.listings), order) == (1, ["after"])
    slow()
    assert [one[Stage.DRAFT].total for one in found.listings] == [1]
    screen.timers[1]()
    assert found.late == 1, "it is found"


def test_a_lookup_that_fails_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_query: Query) -> Listings:
        raise StorageError("Gone.", "")

    screen, found = FakeScreen(desk), Found()
    lookup = Lookup(on_screen(screen), found.answers())
    lookup.ask(question(desk, "layu"))
    monkeypatch.setattr(desk.reading, "listings", broken)
    screen.jobs[0]()
    assert ([one.sentence for one in found.errors], found.listings) == (["Gone."], [])


class FakeList:
    """A list of articles that shows `rows`."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.row = rows[0] if rows else None
        self.findings: dict[str, int] = {}
        self.moved = 0

    def on_screen(self) -> Sequence[Row]:
        return self.rows

    def ids(self) -> Sequence[str]:
        return [row.id for row in self.rows]

    def action_move(self, step: int) -> None:
        self.moved += step


def rows_of(desk: Desk) -> Sequence[Row]:
    listing: Listing = desk.reading.listings(question(desk))[Stage.DRAFT]
    return listing.rows(0, listing.total)


def test_each_version_is_counted_once_and_only_when_nobody_moves(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding_counts, "PAUSE", 0.5)
    one, other = draft(desk, "Panen").id, draft(desk, "Pasar").id
    asked = list[str]()

    def count(article_id: str, _version: int) -> int:
        asked.append(article_id)
        if article_id == other:
            raise StorageError("Unreadable.", "")
        return 3

    reading, articles = (
        SimpleNamespace(findings=SimpleNamespace(open=count)),
        FakeList(rows_of(desk)),
    )
    screen = FakeScreen(reading)
    counts = FindingCounts(on_screen(screen), lambda: cast("Any", [articles]))
    counts.soon()
    counts.soon()
    assert len(screen.timers) == 1, "the first one was stopped"
    screen.timers[0]()
    screen.jobs.pop()()
    assert articles.findings == {one: 3}
    assert sorted(asked) == sorted([one, other])
    screen.timers[0]()
    screen.jobs.pop()()
    assert asked.count(one) == 1, "what was counted is known"
    assert asked.count(other) > 1, "what could not be read is tried again"


def test_where_nothing_is_selected_the_way_on_is_named(desk: Desk) -> None:
    nothing = Selection(on_screen(FakeScreen(desk)), lambda: cast("Any", FakeList([])))
    assert (nothing.article_id, nothing.context().article_id) == ("", "")
    with pytest.raises(RedaksiError, match="No article is selected"):
        nothing.dossier()
    made = draft(desk, "Panen")
    chosen = Selection(on_screen(FakeScreen(desk)), lambda: cast("Any", FakeList(rows_of(desk))))
    assert chosen.dossier().id == chosen.article_id == made.id


def test_marks_are_set_and_taken_away_and_what_was_refused_stays_marked(desk: Desk) -> None:
    one, other = draft(desk, "Panen").id, draft(desk, "Pasar").id
    screen, articles = FakeScreen(desk), FakeList(rows_of(desk))
    shown = list[frozenset[str]]()
    selection = Selection(on_screen(screen), lambda: cast("Any", articles))
    marks = Marks(on_screen(screen), selection, cast("Any", None), lambda: shown.append(marks.ids))
    marks.do_mark()
    assert marks.ids == {selection.article_id}
    assert articles.moved == 1
    marks.do_mark()
    assert not marks.ids
    assert articles.moved == 2
    marks.mark(frozenset({one, other}))
    assert shown[-1] == {one, other}
    report = desk.bulk.submit([one], None, lambda _done, _total: None)
    marks._reported(Done("1 article.", report=report))
    assert marks.ids == {other}
    assert (screen.host.told, screen.host.said) == ([frozenset({one})], ["1 article."])
    refused = desk.bulk.submit([one, other], None, lambda _done, _total: None)
    marks._reported(Done("1 article, 1 refused.", report=refused))
    assert not marks.ids
    assert screen.host.shown[0][1] == "1 article, 1 refused."
    marks._reported(None)
    assert len(screen.host.shown) == 1


def test_a_search_that_means_nothing_leaves_the_board_as_it_was(desk: Desk) -> None:
    shown = list[Stage | None]()
    search = BoardSearch(on_screen(FakeScreen(desk)), cast("Any", None), shown.append)
    search.look_for(SavedSearch(text="panen", stage=Stage.REVIEW))
    assert (shown, search.is_narrowed) == ([Stage.REVIEW], True)
    with pytest.raises(BadInput):
        search.look_for(SavedSearch(due="kapan-kapan"))
    assert "panen" in search.described()[0]
    search.do_minefirst()
    assert search.query().first == desk.me.name
    search.do_aside()
    search.clear()
    assert (search.is_narrowed, search.is_aside) == (False, True)
    assert search.described() == ["mine first"]


def test_a_job_is_begun_once_and_ends_with_its_result_or_what_stood_against_it() -> None:
    screen, results = FakeScreen(), list[int]()
    job = BackgroundJob(on_screen(screen))

    def busy() -> int:
        job.progress(20, 40)
        job.progress(21, 40)
        return 7

    job.start(busy, results.append)
    job.start(busy, results.append)
    (only,) = screen.jobs
    assert job.is_busy
    only()
    assert (job.is_busy, results, screen.reported) == (False, [7], ["20 of 40 articles …"])

    def refused() -> int:
        raise BadInput("No.", "")

    job.start(refused, results.append)
    screen.jobs[-1]()
    assert (job.is_busy, [one.sentence for one in screen.complaints], results) == (
        False,
        ["No."],
        [7],
    )

    def broken() -> int:
        raise ValueError

    job.start(broken, results.append)
    with pytest.raises(ValueError):  # noqa: PT011 - the error has no message
        screen.jobs[-1]()
    assert not job.is_busy


def test_a_copy_is_written_a_moment_after_the_first_key_and_never_after_it_was_discarded(
    desk: Desk,
) -> None:
    screen, written = FakeScreen(desk), list[Path | None]()

    def write(copy: Unsaved) -> None:
        copy.keep(dossier, {"headline": "Panen raya"})
        written.append(copy.path)

    dossier = draft(desk, "Panen")

    def keep() -> None:
        copy.write()

    copy = RecoveryCopy(on_screen(screen), keep, write)
    copy.write()
    assert (written, copy.path) == ([], None)
    copy.begin(None)
    copy.soon()
    copy.soon()
    assert len(screen.timers) == 1
    screen.timers[0]()
    path = copy.path
    assert path
    assert path.exists()
    copy.soon()
    assert len(screen.timers) == 2
    copy.discard()
    screen.timers[1]()
    assert (len(written), path.exists(), copy.path) == (1, False, None)
