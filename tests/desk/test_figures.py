"""Figures of a newsroom: from its record, for whom they may be shown, and stopped when asked."""

from datetime import timedelta

import pytest

from redaksi.desk.figures import Report, table
from redaksi.domain.article import Text
from redaksi.domain.days import Span
from redaksi.domain.figures import FigureKind
from redaksi.errors import Stopped
from tests.desk.rooms import BEGIN, CHIEF, TEXT, Room

SPAN = Span(BEGIN, BEGIN + timedelta(days=30))
ANI, BUDI = "Ani Editor", "Budi Editor"


def counts(report: Report, kind: FigureKind) -> dict[str, int]:
    return {one.name: one.total for one in report.figures if one.kind is kind}


def busy(room: Room) -> dict[str, str]:
    """A late article of Ani, one that was returned twice, one of Budi, and an overdue draft."""
    chief, budi, ani = room.desk(CHIEF), room.desk(BUDI), room.desk(ANI)
    late = room.draft(ANI, Text(headline="Telat", body=("Isi.",), rubric="=Kota"))
    ani.copy.set(late.id, {"due": BEGIN.isoformat()})
    ani.moves.submit(late.id, to=BUDI)
    budi.moves.publish(late.id)
    chief.copy.set(late.id, {"due": ""})  # afterwards: the late publication stays late
    back = room.submitted(ANI)
    for _time in range(2):
        budi.moves.return_(back.id, "Sumber kedua.", to=ANI)
        ani.moves.submit(back.id, to=BUDI)
    taken = room.submitted(ANI)
    ani.moves.undo(taken.id)  # that submission did not happen
    other = room.draft(BUDI, TEXT)
    budi.moves.submit(other.id, to=ANI)
    ani.moves.publish(other.id)
    draft = room.draft(ANI)
    ani.copy.set(draft.id, {"due": BEGIN.isoformat()})
    return {"late": late.id, "back": back.id, "other": other.id, "draft": draft.id}


def test_the_record_alone_tells_the_figures(room: Room) -> None:
    ids = busy(room)
    report = room.desk(CHIEF).figures.of(SPAN)
    assert counts(report, FigureKind.TURNAROUND) == {"draft": 5, "review": 4, "whole": 2}
    assert counts(report, FigureKind.RETURNS) == {"": 2}
    assert counts(report, FigureKind.PUNCTUALITY) == {"late": 1, "overdue": 1}
    assert counts(report, FigureKind.RUBRICS) == {"": 1, "=Kota": 1}
    assert counts(report, FigureKind.PEOPLE) == {ANI: 1, BUDI: 1}
    assert [(back.article, back.why) for back in report.returns] == [
        (ids["back"], "Sumber kedua.")
    ] * 2
    behind = {(one.kind.value, one.name): one.articles for one in report.figures}
    assert behind["punctuality", "overdue"] == (ids["draft"],)
    assert behind["punctuality", "late"] == (ids["late"],)
    rows = room.desk(CHIEF).figures.rows(behind["returns", ""])
    assert [row.id for row in rows] == [ids["back"]]


def test_only_a_chief_sees_the_numbers_of_others(room: Room) -> None:
    busy(room)
    assert counts(room.desk(ANI).figures.of(SPAN), FigureKind.PEOPLE) == {ANI: 1}
    assert counts(room.desk("Gita Guest").figures.of(SPAN), FigureKind.PEOPLE) == {}


def test_what_happened_outside_the_span_does_not_count(room: Room) -> None:
    busy(room)
    later = Span(BEGIN + timedelta(days=2), BEGIN + timedelta(days=3))
    assert counts(room.desk(CHIEF).figures.of(later), FigureKind.PUNCTUALITY) == {"overdue": 1}


def test_reading_tells_its_progress_and_can_be_stopped(room: Room) -> None:
    busy(room)
    steps: list[tuple[int, int]] = []
    room.desk(CHIEF).figures.of(SPAN, lambda done, total: steps.append((done, total)))
    assert steps == [(number, 5) for number in range(1, 6)]
    with pytest.raises(Stopped):
        room.desk(CHIEF).figures.of(SPAN, stopped=lambda: True)


def test_an_unreadable_dossier_is_left_out(room: Room) -> None:
    ids = busy(room)
    (file,) = room.folder.rglob(f"{ids['late']}.json")
    file.write_text("{")
    report = room.desk(CHIEF).figures.of(SPAN)
    assert counts(report, FigureKind.PEOPLE) == {BUDI: 1}


def test_no_cell_of_the_table_begins_a_formula(room: Room) -> None:
    busy(room)
    told = b"".join(table(room.desk(CHIEF).figures.of(SPAN))).decode()
    assert '"\'=Kota"' in told
    assert '"=Kota"' not in told
