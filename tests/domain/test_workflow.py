"""The rules of the workflow agree with a second implementation for every combination.

Ways around the gate are tested too.
"""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from redaksi.domain import workflow
from redaksi.domain.article import Answer, Dossier, Member, Note, Person, Role, Stage, Team, Text
from redaksi.domain.workflow import Attempt, Move, Rules
from redaksi.errors import MoveRefused
from tests.domain.pieces import (
    AT,
    TEAM,
    TEXT,
    draft,
    moved,
    person,
    published,
    rewritten,
    submitted,
)

NAMES = ("Cici", "Ani", "Budi", "Gita", "Orang Luar")
RULES = Rules()
ONE_PERSON = Rules(four_eyes=False)

people = st.sampled_from(NAMES)
texts = st.builds(
    Text, headline=st.sampled_from(["", "Judul"]), body=st.sampled_from([(), ("Isi.",)])
)


answers = st.builds(Answer, by=people, at=st.just(AT), text=st.just("Sudah."))
notes = st.builds(
    Note,
    id=st.just("n"),
    text=st.sampled_from(["Sebut namanya.", "Kata " * 40]),
    by=people,
    at=st.just(AT),
    asks_change=st.booleans(),
    answers=st.lists(answers, max_size=2).map(tuple),
    resolved_at=st.none() | st.just(AT),
)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Articles in every stage, complete or not, written, submitted and edited by anybody."""
    dossier = submitted(
        draft(draw(people), draw(texts)), draw(people), draw(st.sampled_from(["", *NAMES]))
    )
    if draw(st.booleans()):
        dossier = rewritten(dossier, draw(people), replace(dossier.article.text, deck="Dibenahi."))
    dossier = replace(dossier, notes=tuple(draw(st.lists(notes, max_size=2))))
    return moved(dossier, draw(st.sampled_from(list(Stage))))


def sentences(
    dossier: Dossier, who: Person, move: Move, rules: Rules = RULES, remark: str = ""
) -> list[str]:
    return [
        reason.sentence
        for reason in workflow.reasons(Attempt(move, dossier, who, rules, TEAM, remark=remark))
    ]


def expected(
    dossier: Dossier, name: str, move: Move, rules: Rules, remark: str
) -> tuple[list[str], list[str]]:
    """The expected reasons against the `move` of `name`.

    The first list holds the reasons that no override sets aside, the second the others.
    """
    article, hard, soft = dossier.article, [], []
    start = {"submit": "draft", "return": "review", "publish": "review", "reopen": "published"}[
        move.value
    ]
    if article.stage.value != start:
        hard.append(f"The article is in {article.stage.value}; this move starts from {start}.")
    if move is not Move.SUBMIT and name in {"Gita", "Orang Luar"}:
        hard.append(f"{name} is a guest here; this takes an editor.")
    if move is Move.RETURN and not remark:
        hard.append("A return needs a note that says what to change.")
    if move is Move.REOPEN and not remark:
        hard.append("A reopening needs a reason.")
    if move is Move.PUBLISH:
        reviewer = article.editor(Stage.REVIEW)
        hard += ["The headline is missing."] * (not article.text.headline)
        hard += ["The body is missing."] * (not article.text.body)
        hard += ["No editor is assigned to the review."] * (not reviewer)
        hard += [f"{reviewer} is a guest; only editors can have the review."] * (
            reviewer in {"Gita", "Orang Luar"}
        )
        if rules.four_eyes:
            soft += [f"Four eyes: {name} submitted this article."] * (
                dossier.events[1].editor == name
            )
            soft += [f"Four eyes: {name} wrote the draft last."] * (
                dossier.revisions[0].by == name
            )
    asked = [
        f"The note “{quoted(note)}” by {note.by} asks for a change."
        for note in dossier.notes
        if unheard(note)
    ]
    if move is Move.SUBMIT:
        hard += asked
    if move is Move.PUBLISH:
        soft += asked
    return hard, soft


def unheard(note: Note) -> bool:
    """Whether `note` is open, asks for a change and has its author as the last speaker."""
    return (
        note.asks_change
        and not note.resolved_at
        and (not note.answers or note.answers[-1].by == note.by)
    )


def quoted(note: Note) -> str:
    return (
        "Sebut namanya." if note.text == "Sebut namanya." else ("Kata " * 12)[:59].rstrip() + "…"
    )


@given(
    dossiers(),
    people,
    st.sampled_from(list(Move)),
    st.booleans(),
    st.sampled_from(["", "Mohon dilengkapi."]),
)
def test_every_reason_is_said_at_once_and_no_other(
    dossier: Dossier, name: str, move: Move, four_eyes: bool, remark: str
) -> None:
    rules = Rules(four_eyes=four_eyes)
    hard, soft = expected(dossier, name, move, rules, remark)
    assert sentences(dossier, person(name), move, rules, remark=remark) == hard + soft


@given(
    dossiers(),
    people,
    st.sampled_from(list(Move)),
    st.booleans(),
    st.sampled_from(["", "Mohon dilengkapi."]),
)
def test_an_override_sets_aside_four_eyes_and_nothing_else(
    dossier: Dossier, name: str, move: Move, four_eyes: bool, remark: str
) -> None:
    rules = Rules(four_eyes=four_eyes)
    hard, soft = expected(dossier, name, move, rules, remark)
    if move is Move.SUBMIT and person(name).role is Role.GUEST:
        others = sum("asks for a change" not in sentence for sentence in hard)
        hard.insert(others, f"{name} is a guest here; this takes an editor.")
    if hard:
        with pytest.raises(MoveRefused) as refused:
            workflow.check(
                Attempt(
                    move, dossier, person(name), rules, TEAM, remark=remark, override="Mendesak."
                )
            )
        assert refused.value.reasons == tuple(hard)
        assert not set(refused.value.reasons) & set(soft)
    else:
        found = workflow.check(
            Attempt(move, dossier, person(name), rules, TEAM, remark=remark, override="Mendesak.")
        )
        assert found == tuple(soft)


@given(dossiers(), people, st.sampled_from(list(Move)))
def test_without_an_override_a_move_passes_only_where_nothing_stands_against_it(
    dossier: Dossier, name: str, move: Move
) -> None:
    hard, soft = expected(dossier, name, move, RULES, "Alasan.")
    if hard or soft:
        with pytest.raises(MoveRefused) as refused:
            workflow.check(Attempt(move, dossier, person(name), RULES, TEAM, remark="Alasan."))
        assert refused.value.reasons == (*hard, *soft)
    else:
        assert (
            workflow.check(Attempt(move, dossier, person(name), RULES, TEAM, remark="Alasan."))
            == ()
        )


def test_the_way_out_names_the_override_only_where_it_helps() -> None:
    ready = submitted(draft("Ani"), "Ani", "Budi")
    with pytest.raises(MoveRefused) as refused:
        workflow.check(Attempt(Move.PUBLISH, ready, person("Ani"), RULES, TEAM))
    assert "--override REASON" in refused.value.advice()
    unassigned = submitted(draft("Ani"), "Ani")
    with pytest.raises(MoveRefused) as refused:
        workflow.check(Attempt(Move.PUBLISH, unassigned, person("Ani"), RULES, TEAM))
    assert refused.value.advice() == (
        f"Assign one: redaksi assign {unassigned.id} review NAME. "
        "Mend what is named, then publish again."
    )
    empty = replace(ready, article=replace(ready.article, text=replace(TEXT, body=())))
    with pytest.raises(MoveRefused) as refused:
        workflow.check(Attempt(Move.PUBLISH, empty, person("Ani"), RULES, TEAM))
    assert refused.value.hint == "Mend what is named, then publish again."
    with pytest.raises(MoveRefused) as refused:
        workflow.check(Attempt(Move.RETURN, ready, person("Budi"), RULES, TEAM))
    assert refused.value.advice() == "Give it along: redaksi return ID --note TEXT."


def test_a_reviewer_who_mended_the_text_may_publish_it() -> None:
    mended = rewritten(submitted(draft("Ani"), "Ani", "Budi"), "Budi", replace(TEXT, deck="Baru."))
    assert sentences(mended, person("Budi"), Move.PUBLISH) == []


def test_a_mend_of_the_submitters_own_does_not_make_them_a_second_pair_of_eyes() -> None:
    mended = rewritten(submitted(draft("Gita"), "Ani", "Budi"), "Ani", replace(TEXT, deck="Baru."))
    assert sentences(mended, person("Ani"), Move.PUBLISH) == [
        "Four eyes: Ani submitted this article."
    ]


def test_a_reviewer_whose_mend_went_through_a_return_is_the_drafts_last_writer() -> None:
    mended = rewritten(
        submitted(draft("Ani"), "Ani", "Budi"), "Budi", replace(TEXT, deck="Semua baru.")
    )
    again = submitted(moved(mended, Stage.DRAFT), "Gita")
    assert sentences(again, person("Budi"), Move.PUBLISH) == [
        "Four eyes: Budi wrote the draft last."
    ]
    answered = submitted(
        rewritten(moved(mended, Stage.DRAFT), "Ani", replace(TEXT, deck="Dijawab.")), "Ani"
    )
    assert sentences(answered, person("Budi"), Move.PUBLISH) == []


def test_only_the_last_submission_counts() -> None:
    twice = submitted(moved(submitted(draft("Gita"), "Budi", "Budi"), Stage.DRAFT), "Ani")
    assert sentences(twice, person("Budi"), Move.PUBLISH) == []
    assert workflow.submitter(twice).name == "Ani"
    assert workflow.submitter(draft()) == workflow.Actor()
    assert workflow.submitted_revision(draft()) == 1


@pytest.mark.parametrize(
    "name",
    ["ANI", " ani ", "A\u200bni", "Ani\u00ad", "\uff21\uff4e\uff49", "Ani\u2060", "ani\u200d"],
)
def test_another_spelling_of_a_name_is_the_same_person(name: str) -> None:
    alike = Team(members=(*TEAM.members, Member(name=name)))
    assert workflow.same_person(name, "Ani")
    ready = submitted(draft("Gita"), name, "Budi")
    assert sentences(ready, person("Ani", alike), Move.PUBLISH) == [
        "Four eyes: Ani submitted this article."
    ]


@pytest.mark.parametrize("name", ["Anis", "An i", "Ari", ""])
def test_another_name_is_another_person(name: str) -> None:
    assert not workflow.same_person(name, "Ani")
    assert not workflow.same_person(name, "")


def test_a_house_of_one_lets_the_writer_publish() -> None:
    own = submitted(draft("Ani"), "Ani", "Ani")
    assert sentences(own, person("Ani"), Move.PUBLISH, ONE_PERSON) == []
    assert len(sentences(own, person("Ani"), Move.PUBLISH)) == 2


@pytest.mark.parametrize("gone", [(), (Member(name="Budi", role=Role.GUEST),)])
def test_a_review_editor_who_left_the_team_or_became_a_guest_is_none(
    gone: tuple[Member, ...],
) -> None:
    team = Team(members=(*(one for one in TEAM.members if one.name != "Budi"), *gone))
    ready = submitted(draft("Ani"), "Ani", "Budi")
    against = workflow.reasons(
        Attempt(Move.PUBLISH, ready, person("Cici"), RULES, team, override="Mendesak.")
    )
    assert [reason.sentence for reason in against] == [
        "Budi is a guest; only editors can have the review."
    ]
    assert not against[0].overridable


def refused(check: object, *arguments: object) -> bool:
    assert callable(check)
    try:
        check(*arguments)
    except MoveRefused:
        return True
    return False


@pytest.mark.parametrize(("stage", "name"), product(Stage, NAMES))
def test_a_sealed_text_nobody_edits_and_one_in_review_no_guest(stage: Stage, name: str) -> None:
    guest = name in {"Gita", "Orang Luar"}
    article = moved(draft(), stage)
    assert refused(workflow.check_edit, article, person(name)) is (
        stage is Stage.PUBLISHED or (stage is Stage.REVIEW and guest)
    )
    assert refused(workflow.check_steer, article, person(name)) is (
        guest and stage is not Stage.DRAFT
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_guest_writes_a_draft_over_a_live_text_but_does_not_touch_its_embargo(name: str) -> None:
    reopened = moved(published(submitted(draft("Ani"), "Ani", "Budi"), "Budi"), Stage.DRAFT)
    assert not refused(workflow.check_edit, reopened, person(name))
    assert refused(workflow.check_steer, reopened, person(name)) is (
        name in {"Gita", "Orang Luar"}
    )


@pytest.mark.parametrize(("stage", "name", "role"), product(Stage, NAMES, Role))
def test_guests_assign_nobody_and_are_assigned_drafts_only(
    stage: Stage, name: str, role: Role
) -> None:
    found = refused(workflow.check_assign, stage, "Dewi", role, person(name))
    assert found is (
        name in {"Gita", "Orang Luar"} or (role is Role.GUEST and stage is not Stage.DRAFT)
    )


def test_both_reasons_against_an_assignment_are_said() -> None:
    with pytest.raises(MoveRefused) as error:
        workflow.check_assign(Stage.REVIEW, "Dewi", Role.GUEST, person("Gita"))
    assert len(error.value.reasons) == 2


@pytest.mark.parametrize("name", NAMES)
def test_what_is_a_chiefs_takes_a_chief(name: str) -> None:
    assert refused(workflow.check_chief, person(name)) is (name != "Cici")


def test_whoever_is_not_in_the_team_is_a_guest() -> None:
    assert TEAM.role("Orang Luar") is Role.GUEST
    assert TEAM.role("") is Role.GUEST
    assert TEAM.role("  bUDI ") is Role.EDITOR


def test_stages_and_roles_have_names_for_people() -> None:
    assert [workflow.stage_name(stage) for stage in Stage] == ["draft", "review", "published"]
    assert [workflow.role_name(role) for role in Role] == ["guest", "editor", "chief"]
