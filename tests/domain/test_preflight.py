"""What stands before a submission or a publication, the blocking matters first."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from redaksi.domain import record
from redaksi.domain.article import (
    Assignment,
    Dossier,
    Note,
    Person,
    Photo,
    Role,
    Stage,
    Text,
    Waiver,
)
from redaksi.domain.finding import Finding, Scope, Severity
from redaksi.domain.workflow import Move, OpenPoint, PointPlace, Preflight, Rules, open_points

NOW = datetime(2026, 11, 30, 5, 0, tzinfo=UTC)
ANI = Person(name="Ani", role=Role.EDITOR, login="ani", host="meja")
WHOLE = Text(
    headline="Banjir",
    body=("Air surut sejak pagi.",),
    byline="Ani",
    photos=(Photo(url="https://a.example/a.jpg", alt="Air", caption="Air.", credit="Budi"),),
)


def dossier(
    text: Text = WHOLE, *notes: Note, due: datetime | None = NOW, to: str = "Budi"
) -> Dossier:
    begun = record.revise(record.begin("261130-aaaaa", NOW), text, NOW, "Ani")
    held = {Stage.REVIEW: Assignment(editor=to, by="Ani", at=NOW)} if to else {}
    article = replace(begun.article, due=due, assignments=held)
    return record.log(replace(begun, article=article, notes=notes), "created", NOW, ANI)


def finding(severity: Severity, text: str = "di rubah", scope: Scope = Scope.BODY) -> Finding:
    return Finding(
        rule="x",
        severity=severity,
        scope=scope,
        field="body",
        item=0,
        start=0,
        end=1,
        text=text,
        message="m",
        replacement=None,
        source="s",
    )


def found(
    of: Dossier, *findings: Finding, move: Move = Move.SUBMIT, words: int = 0
) -> tuple[OpenPoint, ...]:
    return open_points(move, of, Preflight(Rules(), findings, words, NOW - timedelta(hours=1)))


def test_nothing_stands_before_an_article_that_is_whole() -> None:
    assert found(dossier()) == found(dossier(), move=Move.PUBLISH) == ()


@pytest.mark.parametrize(
    ("of", "sentence", "place", "field"),
    [
        (dossier(replace(WHOLE, byline="")), "The byline is missing.", "particulars", "byline"),
        (dossier(due=None), "No due time is set.", "particulars", "due"),
        (dossier(due=NOW - timedelta(hours=2)), "The article is overdue.", "particulars", "due"),
        (dossier(to=""), "No editor is assigned to the review.", "assignment", ""),
        (dossier(replace(WHOLE, body=())), "The body is missing.", "text", ""),
    ],
)
def test_each_thing_that_is_missing_has_its_place(
    of: Dossier, sentence: str, place: str, field: str
) -> None:
    (one,) = found(of)
    assert (one.sentence, one.place, one.field) == (sentence, place, field)


@pytest.mark.parametrize("word", ["caption", "credit", "alt"])
def test_a_photo_says_what_it_lacks_and_in_which_field(word: str) -> None:
    lacking = replace(WHOLE.photos[0], **{word: ""})
    one, two = found(dossier(replace(WHOLE, photos=(lacking, lacking))))
    assert (one.field, two.field) == (f"photo.{word}", f"photo.2.{word}")
    assert "Photo 2" in two.sentence


def test_only_a_publication_waits_for_a_review_editor() -> None:
    assert [
        found(dossier(to=""), move=move)[0].blocks for move in (Move.SUBMIT, Move.PUBLISH)
    ] == [
        False,
        True,
    ]


def test_the_length_that_a_house_asks_for_is_told_and_holds_nothing_up() -> None:
    assert found(dossier(), words=4) == ()
    (one,) = found(dossier(), words=5)
    assert one.sentence == "4 words; the house asks for 5."
    assert not one.blocks


def test_findings_stand_by_severity_without_the_missing_particulars() -> None:
    stand = found(
        dossier(),
        *(finding(one) for one in (Severity.SARAN, Severity.GALAT, Severity.GALAT)),
        finding(Severity.PERINGATAN, scope=Scope.PARTICULARS),
    )
    assert [(one.sentence, one.blocks) for one in stand] == [
        ("2 errors, the first at “di rubah”", True),
        ("1 suggestion, the first at “di rubah”", False),
    ]
    assert stand[0].finding is not None
    assert stand[0].place is PointPlace.FINDING


def test_an_open_note_stands_and_blocks_only_while_it_waits() -> None:
    plain = Note(id="a", text="Bagus.", by="Budi", at=NOW)
    asking = replace(plain, id="b", asks_change=True)
    done = replace(asking, id="c", resolved_at=NOW, resolved_by="Ani")
    assert [(one.note, one.blocks) for one in found(dossier(WHOLE, plain, asking, done))] == [
        ("b", True),
        ("a", False),
    ]


@given(
    st.lists(st.sampled_from(Severity), max_size=6),
    st.sets(st.sampled_from(["byline", "photos"])),
    st.sampled_from([Move.SUBMIT, Move.PUBLISH]),
)
def test_what_blocks_stands_first_and_every_gated_severity_blocks(
    severities: list[Severity], without: set[str], move: Move
) -> None:
    text = replace(WHOLE, **{name: getattr(Text(), name) for name in without})
    stand = found(dossier(text), *map(finding, severities), move=move)
    blocking = [one.blocks for one in stand]
    assert blocking == sorted(blocking, reverse=True)
    gated = {one for one in severities if one in Rules().gate}
    assert sum(one.blocks for one in stand if one.place is PointPlace.FINDING) == len(gated)
    assert len([one for one in stand if one.place is PointPlace.FINDING]) == len(set(severities))


@pytest.mark.parametrize("field", ["byline", "photos.alt", "photos.caption", "photos.credit"])
def test_what_was_waived_as_missing_stands_no_more(field: str) -> None:
    lacking = dossier(replace(WHOLE, byline="", photos=(Photo(url="https://a.example/a.jpg"),)))
    waiver = Waiver(
        rule="x", field=field, paragraph="", text="", reason="Begitu.", by="Ani", at=NOW
    )
    other = replace(waiver, text="Air.")
    before = {one.field for one in found(lacking)}
    assert before == {"byline", "photo.alt", "photo.caption", "photo.credit"}

    def stands(waiver: Waiver) -> set[str]:
        return {
            one.field
            for one in found(replace(lacking, article=replace(lacking.article, waivers=(waiver,))))
        }

    assert before - stands(waiver) == {field.replace("photos", "photo")}
    assert stands(other) == before, "a waiver of words is about those words"
