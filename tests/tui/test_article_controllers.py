"""The controllers about one article, tested alone: its findings, its notes, and undo.

No screen is shown. Work for a thread is done when the test asks for it.
"""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest

from redaksi.desk import Desk
from redaksi.domain.article import Dossier, Note, Stage
from redaksi.domain.finding import Finding, Scope, Severity
from redaksi.errors import RedaksiError
from redaksi.tui.controllers.article_verbs import ArticleVerbs
from redaksi.tui.controllers.note_verbs import NoteVerbs
from redaksi.tui.controllers.reading_findings import ReadingFindings
from redaksi.tui.widgets.article_text import ArticleText
from redaksi.tui.widgets.finding_detail import FindingDetail

from .driving import draft
from .fakes import FakeScreen, on_screen


def finding(item: int, rule: str = "ejaan") -> Finding:
    """A finding in the paragraph `item` of the body."""
    return Finding(
        rule=rule,
        severity=Severity.GALAT,
        scope=Scope.BODY,
        field="body",
        item=item,
        start=0,
        end=4,
        text="kata",
        message="Salah.",
        replacement=None,
        source="KBBI",
    )


class FakeText:
    """A text whose cursor stands on the number of a paragraph."""

    def __init__(self, stop: int = 0, note: Note | None = None) -> None:
        self.cursor = SimpleNamespace(stop=stop)
        self.note = note
        self.resolved = False
        self.current: int | None = None
        self.marked: Sequence[Finding] = ()

    def home(self, found: Finding) -> int:
        return found.item or 0

    def position(self, stop: int) -> int:
        return stop

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self.marked = findings

    def go_to(self, found: Finding) -> None:
        self.cursor.stop = self.home(found)


class FakeVerbs:
    """The article `shown`, and the dialogs that were asked for."""

    def __init__(self, shown: Dossier) -> None:
        self.shown = shown
        self.written: list[Finding | None] = []

    def dossier(self) -> Dossier:
        return self.shown

    def write(self, _dossier: Dossier, pane: str, *, finding: Finding | None) -> None:
        assert pane == "findings"
        self.written.append(finding)


class Reading:
    """The controller of findings over a fake text; `numbers` are the findings that were shown."""

    def __init__(self, shown: Dossier, desk: Any = None) -> None:
        self.text, self.verbs, self.screen = FakeText(), FakeVerbs(shown), FakeScreen(desk)
        self.described: list[tuple[Finding | None, int, int]] = []
        self.screen.widgets = {
            ArticleText: self.text,
            FindingDetail: SimpleNamespace(
                show=lambda found, number, count, _keys: self.described.append(
                    (found, number, count)
                )
            ),
        }
        self.numbers: list[int] = []
        self.findings = ReadingFindings(
            on_screen(self.screen),
            cast("Any", self.verbs),
            lambda: self.numbers.append(len(self.findings.found)),
        )


@pytest.fixture
def reading(desk: Desk) -> Reading:
    """An article with four paragraphs; findings in the second and, twice, in the last one."""
    shown = Reading(draft(desk, "Panen", "Satu.", "Dua.", "Tiga.", "Empat."))
    shown.findings.checked(1, [finding(3), finding(1), finding(3, "kalimat")])
    return shown


def test_findings_are_walked_in_reading_order_and_the_first_follows_the_last(
    reading: Reading,
) -> None:
    walked = []
    for _step in range(4):
        reading.findings.do_findnext()
        walked.append(reading.text.current)
    assert walked == [0, 1, 2, 0]
    assert [one.item for one in reading.text.marked] == [1, 3, 3]
    assert reading.described[-1] == (reading.findings.found[0], 1, 3)
    reading.findings.do_findprevious()
    assert (reading.text.current, reading.text.cursor.stop) == (2, 3)


@pytest.mark.parametrize(("stop", "following", "previous"), [(0, 0, 2), (2, 1, 0), (3, 1, 0)])
def test_the_walk_begins_at_the_cursor(
    reading: Reading, stop: int, following: int, previous: int
) -> None:
    for step, found in (
        (reading.findings.do_findnext, following),
        (reading.findings.do_findprevious, previous),
    ):
        reading.text.cursor.stop = 99
        reading.findings.cursor_moved()  # the current finding was left
        assert reading.text.current is None
        reading.text.cursor.stop = stop
        step()
        assert reading.text.current == found


def test_a_cursor_that_stays_on_the_finding_keeps_it(reading: Reading) -> None:
    reading.findings.do_findnext()
    reading.findings.cursor_moved()
    assert reading.text.current == 0
    reading.findings.do_findings()
    reading.text.cursor.stop = 0
    reading.findings.cursor_moved()
    reading.findings.do_findings()
    assert reading.verbs.written == [reading.findings.found[0], None]


def test_a_check_is_taken_over_once_and_only_for_the_version_that_is_shown(
    desk: Desk,
) -> None:
    shown = draft(desk, "Panen", "Satu.")
    asked = list[int]()

    def standing(_article: object) -> Sequence[Finding]:
        asked.append(1)
        return [finding(0)]

    reading = Reading(shown, SimpleNamespace(findings=SimpleNamespace(standing=standing)))
    reading.findings.check_soon()
    reading.findings.check_soon()
    (later,) = reading.screen.timers
    assert (reading.numbers, reading.findings.is_read) == ([0], False)
    reading.findings.do_findnext()
    assert reading.screen.host.said == ["The copy desk still reads."]
    later()
    (job,) = reading.screen.jobs
    reading.findings.checked(shown.version + 1, [])
    assert not reading.findings.is_read, "that was another version"
    job()
    job()
    assert (asked, reading.numbers, reading.findings.is_read) == ([1, 1], [0, 1], True)


def test_where_nothing_is_found_the_sentence_says_why(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = Reading(draft(desk, "Panen", "Satu."))
    reading.findings.checked(1, [])
    reading.findings.do_findnext()
    published = SimpleNamespace(version=1, article=SimpleNamespace(stage=Stage.PUBLISHED))
    monkeypatch.setattr(reading.verbs, "shown", published)
    reading.findings.check_soon()
    reading.findings.do_findnext()
    assert not reading.screen.timers, "a published text is not checked"
    assert reading.screen.host.said == [
        "The copy desk found nothing.",
        "The copy desk reads drafts and what is in review.",
    ]


def test_a_note_is_resolved_once_and_the_others_are_told(desk: Desk) -> None:
    noted = desk.notes.add(draft(desk, "Panen", "Satu.").id, "Cek.")
    screen, verbs, text = FakeScreen(desk), FakeVerbs(noted), FakeText()
    notes = NoteVerbs(on_screen(screen), cast("Any", verbs), lambda: cast("Any", text))
    with pytest.raises(RedaksiError, match="no note here"):
        notes.do_resolvenote()
    text.note = noted.notes[0]
    notes.do_resolvenote()
    verbs.shown = desk.reading.article(noted.id)
    text.note = verbs.shown.notes[0]
    assert not text.note.is_open
    assert screen.host.told == [frozenset({noted.id})]
    with pytest.raises(RedaksiError, match="resolved already") as caught:
        notes.do_resolvenote()
    assert caught.value.hint.endswith("A.")
    notes.do_showresolved()
    notes.do_showresolved()
    assert not text.resolved
    assert screen.host.said[1:] == [
        "Resolved notes are shown.",
        "Resolved notes are folded away.",
    ]


class Subject:
    """The article that a list has selected."""

    def __init__(self, desk: Desk, article_id: str) -> None:
        self._desk = desk
        self.article_id = article_id

    def dossier(self) -> Dossier:
        return self._desk.reading.article(self.article_id)


def test_undo_brings_back_what_was_just_put_aside_and_then_undoes_where_the_cursor_is(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other, third = (draft(desk, name).id for name in ("Panen", "Pasar", "Banjir"))
    screen, shown = FakeScreen(desk), list[str]()
    subject = Subject(desk, one)
    verbs = ArticleVerbs(on_screen(screen), subject, shown.append)

    def put_aside() -> None:
        subject.article_id = one
        verbs.do_spike()

    def told(ids: set[str]) -> None:
        assert ids == {one}
        subject.article_id = other  # the board selects the next article

    monkeypatch.setattr(screen.host, "tell", told)
    put_aside()
    verbs.do_undo()
    verbs.do_undo()
    assert screen.host.undone == shown == [one, other]
    put_aside()
    subject.article_id = third
    verbs.do_undo()
    assert screen.host.undone[-1] == third, "the person went on to another article"
