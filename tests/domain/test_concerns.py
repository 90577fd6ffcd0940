"""Who is concerned by which act, and why: each act for itself, and properties of any history."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from redaksi.domain import concerns, record
from redaksi.domain.article import Dossier, Note, Stage
from redaksi.domain.concerns import Concern, ConcernKind
from redaksi.domain.urgency import SOON
from tests.domain.pieces import AT, draft, person

NAMES = ("Ani", "Budi", "Cici", "Gita")
KINDS = ("assigned", "submitted", "returned", "noted", "answered", "published", "reopened")
people = st.sampled_from(NAMES)
acts = st.lists(st.tuples(st.sampled_from(KINDS), people, people, st.sampled_from(Stage)))


def acted(
    dossier: Dossier, kind: str, by: str, to: str = "", stage: Stage = Stage.DRAFT
) -> Dossier:
    """`dossier` after one act of `by`, as the desk logs the act and the store saves it."""
    at = AT + timedelta(minutes=len(dossier.events))
    data: dict[str, object] = {"stage": stage.value, "to": to} if kind == "assigned" else {}
    if kind == "noted":
        note = Note(id=f"n{len(dossier.notes)}", text="Cek.", by=by, at=at)
        dossier, data = replace(dossier, notes=(*dossier.notes, note)), {"note": note.id}
    if kind == "answered" and dossier.notes:
        data = {"note": dossier.notes[-1].id}
    return saved(record.log(dossier, kind, at, person(by), **data))


def saved(dossier: Dossier) -> Dossier:
    return replace(dossier, article=replace(dossier.article, version=dossier.version + 1))


def taken_back(dossier: Dossier, by: str) -> Dossier:
    """`dossier` after the last act was undone."""
    last = dossier.events[-1]
    at = AT + timedelta(minutes=len(dossier.events))
    return saved(
        record.log(dossier, "undone", at, person(by), what=last.kind, undone=last.version)
    )


def history(acts: Sequence[tuple[str, str, str, Stage]]) -> Dossier:
    dossier = saved(draft("Ani"))
    for act in acts:
        dossier = acted(dossier, *act)
    return dossier


def told(dossier: Dossier) -> list[tuple[str, str]]:
    return [(one.kind.value, one.person) for one in concerns.of_record(dossier)]


def newest(dossier: Dossier) -> set[tuple[str, str]]:
    """Kind and person of the concerns of the last act."""
    found = concerns.of_record(dossier)
    return {(one.kind.value, one.person) for one in found if one.version == dossier.version}


def test_an_assignment_concerns_whoever_gets_the_article() -> None:
    assert told(history([("assigned", "Cici", "Budi", Stage.DRAFT)])) == [("assigned", "Budi")]


def test_a_submission_with_its_assignment_concerns_the_reviewer_once() -> None:
    before = history([])
    at = AT + timedelta(minutes=1)
    given = record.log(before, "assigned", at, person("Ani"), stage="review", to="Budi")
    both = saved(record.log(given, "submitted", at, person("Ani")))
    assert told(both) == [("submitted", "Budi")]
    assert concerns.of_record(both)[0].number == both.events[-1].number


def test_a_return_concerns_the_draft_s_editor_and_without_one_the_submitter() -> None:
    submitted = history([("submitted", "Gita", "", Stage.DRAFT)])
    assert newest(acted(submitted, "returned", "Budi")) == {("returned", "Gita")}
    assigned = acted(submitted, "assigned", "Cici", "Cici", Stage.DRAFT)
    assert newest(acted(assigned, "returned", "Budi")) == {("returned", "Cici")}


def test_a_return_names_its_note() -> None:
    submitted = history([("submitted", "Gita", "", Stage.DRAFT)])
    at = AT + timedelta(minutes=len(submitted.events))
    note = Note(id="k3", text="Cek angkanya.", by="Budi", at=at, returned=True)
    returned = acted(replace(submitted, notes=(note,)), "returned", "Budi")
    assert [one.note for one in concerns.of_record(returned)] == ["k3"]


def test_a_note_concerns_everybody_whose_article_it_is_and_an_answer_whoever_wrote_the_note() -> (
    None
):
    reviewed = history(
        [
            ("assigned", "Cici", "Budi", Stage.REVIEW),
            ("submitted", "Ani", "", Stage.DRAFT),
            ("noted", "Budi", "", Stage.DRAFT),
        ]
    )
    assert newest(reviewed) == {("noted", "Ani")}
    answered = acted(reviewed, "answered", "Ani")
    assert newest(answered) == {("answered", "Budi")}
    assert concerns.of_record(answered)[-1].note == reviewed.notes[-1].id


def test_a_publication_and_a_reopening_concern_writer_submitter_and_editors() -> None:
    published = history(
        [
            ("assigned", "Cici", "Budi", Stage.REVIEW),
            ("submitted", "Gita", "", Stage.DRAFT),
            ("published", "Cici", "", Stage.DRAFT),
        ]
    )
    assert newest(published) == {
        ("published", "Ani"),
        ("published", "Budi"),
        ("published", "Gita"),
    }
    assert newest(acted(published, "reopened", "Ani")) == {
        ("reopened", "Budi"),
        ("reopened", "Gita"),
    }


@given(acts)
def test_nobody_is_told_of_an_act_of_their_own_nor_twice_of_one_act(
    history_of: list[tuple[str, str, str, Stage]],
) -> None:
    dossier = history(history_of)
    found = concerns.of_record(dossier)
    for one in found:
        assert one.by == dossier.events[one.number - 1].editor != one.person
        assert one.at == dossier.events[one.number - 1].at
    assert len({(one.version, one.person) for one in found}) == len(found)
    assert [one.number for one in found] == sorted(one.number for one in found)


@given(acts, st.sampled_from(KINDS), people, people, st.sampled_from(Stage))
def test_an_act_adds_only_concerns_of_its_own_and_an_undo_takes_them_away(
    history_of: list[tuple[str, str, str, Stage]], kind: str, by: str, to: str, stage: Stage
) -> None:
    before = history(history_of)
    after = acted(before, kind, by, to, stage)
    earlier = concerns.of_record(before)
    assert concerns.of_record(after)[: len(earlier)] == earlier
    assert concerns.of_record(taken_back(after, by)) == earlier


@given(acts)
def test_every_assignment_to_another_person_is_told(
    history_of: list[tuple[str, str, str, Stage]],
) -> None:
    told_of = {(one.number, one.person) for one in concerns.of_record(history(history_of))}
    for event in history(history_of).events:
        if event.kind == "assigned" and event.data["to"] != event.editor:
            assert (event.number, event.data["to"]) in told_of


def test_a_record_that_was_changed_by_hand_concerns_nobody_and_raises_nothing() -> None:
    damaged = history([])
    for data in ({}, {"stage": 7, "to": None}, {"stage": "draft", "to": ["x"]}):
        damaged = saved(record.log(damaged, "assigned", AT, person("Budi"), **data))
    damaged = saved(record.log(damaged, "answered", AT, person("Budi"), note=3))
    damaged = saved(record.log(damaged, "undone", AT, person("Budi"), undone=["1"]))
    assert all(isinstance(one, Concern) for one in concerns.of_record(damaged))


def test_names_in_a_concern_cannot_control_a_terminal() -> None:
    dossier = acted(history([]), "assigned", "Budi", "Gita\x1b]0;x\x07\n")
    assert [one.person for one in concerns.of_record(dossier)] == ["Gita"]


@given(st.timedeltas(timedelta(days=-40), timedelta(days=40)))
def test_a_due_time_concerns_the_holder_from_shortly_before_it_on(left: timedelta) -> None:
    one = concerns.of_due("a", "Ani", AT + left, AT)
    if left >= SOON:
        assert one is None
    else:
        kind = ConcernKind.DUE if left >= timedelta(0) else ConcernKind.OVERDUE
        assert one is not None
        assert (one.kind, one.person, one.by) == (kind, "Ani", "")
        assert one.at <= AT
    assert concerns.of_due("a", "", AT + left, AT) is None
    assert concerns.of_due("a", "Ani", None, AT) is None
