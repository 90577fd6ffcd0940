"""The moves of an article: the record of each move, and failed ways around the gate."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from redaksi.domain import audit
from redaksi.domain.article import Change, Dossier, Role, Stage, Text
from redaksi.errors import BadInput, EditorNotFound, MoveRefused, StaleRevision
from tests.desk.rooms import BEGIN, CHIEF, TEXT, Room, tree

if TYPE_CHECKING:
    from collections.abc import Callable

ANI, BUDI, GITA = "Ani Editor", "Budi Editor", "Gita Guest"


def kinds(dossier: Dossier) -> list[str]:
    return [event.kind for event in dossier.events]


def with_deck(text: Text) -> Text:
    return replace(text, deck="Sehari penuh.")


def test_an_article_goes_all_the_way_and_every_step_is_in_the_record(room: Room) -> None:
    dossier = room.submitted()
    assert (dossier.article.stage, dossier.article.editor()) == (Stage.REVIEW, BUDI)
    dossier = room.desk(BUDI).moves.publish(dossier.id)
    article = dossier.article
    assert article.stage is Stage.PUBLISHED
    assert article.editor(Stage.PUBLISHED) == BUDI
    assert article.slug == "banjir-surut"
    assert article.published_at == article.sign_offs[0].at == article.stage_since
    assert kinds(dossier) == [
        *("created", "assigned"),
        *("assigned", "submitted"),
        *("assigned", "published"),
    ]
    assert {(event.editor, event.login, event.host) for event in dossier.events} == {
        (ANI, "meja", "host"),
        (BUDI, "meja", "host"),
    }
    assert dossier.events[-1].data["sha256"] == TEXT.sha256() == article.sign_offs[0].sha256
    assert dossier.live == (TEXT, article.sign_offs[0])
    assert audit.faults(dossier) == ()


def test_a_published_stage_that_is_assigned_stays_so(room: Room) -> None:
    dossier = room.submitted()
    room.desk(CHIEF).moves.assign(dossier.id, Stage.PUBLISHED, CHIEF)
    assert room.desk(BUDI).moves.publish(dossier.id).article.editor(Stage.PUBLISHED) == CHIEF


def test_the_sign_off_keeps_what_a_reviewer_mended_and_who(room: Room) -> None:
    dossier = room.submitted()
    budi = room.desk(BUDI)
    budi.copy.edit(dossier.id, lambda text: replace(text, headline="Banjir Mulai Surut"))
    budi.copy.set(dossier.id, {"rubric": "Daerah"})
    sign_off = budi.moves.publish(dossier.id).article.sign_offs[-1]
    assert sign_off.mended_by == (BUDI,)
    assert sign_off.changes == (
        Change(field="headline", before="Banjir Surut", after="Banjir Mulai Surut"),
        Change(field="rubric", before="", after="Daerah"),
    )
    assert (sign_off.override, sign_off.set_aside) == ("", ())
    assert sign_off.revision == 3


def test_an_untouched_review_leaves_no_changes_in_the_sign_off(room: Room) -> None:
    sign_off = room.published().article.sign_offs[-1]
    assert (sign_off.changes, sign_off.mended_by) == ((), ())


def test_an_override_is_written_into_the_sign_off_with_what_it_set_aside(room: Room) -> None:
    dossier = room.submitted()
    with pytest.raises(MoveRefused) as refused:
        room.desk(ANI).moves.publish(dossier.id)
    assert len(refused.value.reasons) == 2
    sign_off = (
        room.desk(ANI)
        .moves.publish(dossier.id, override=" Redaktur\nlain sakit. ")
        .article.sign_offs[-1]
    )
    assert sign_off.override == "Redaktur lain sakit."
    assert sign_off.set_aside == refused.value.reasons


@pytest.mark.parametrize("override", ["", "   ", "\u200b", "\x1b[0m"])
def test_an_override_without_words_is_none(room: Room, override: str) -> None:
    dossier = room.submitted()
    with pytest.raises(MoveRefused):
        room.desk(ANI).moves.publish(dossier.id, override=override)


@pytest.mark.parametrize("note", ["", " \n ", "\u2060"])
def test_a_return_needs_a_note_and_a_reopening_a_reason(room: Room, note: str) -> None:
    with pytest.raises(MoveRefused, match="note"):
        room.desk(BUDI).moves.return_(room.submitted().id, note)
    with pytest.raises(MoveRefused, match="reason"):
        room.desk(BUDI).moves.reopen(room.published().id, note)


def test_the_next_submit_answers_the_note_of_a_return(room: Room) -> None:
    dossier = room.desk(BUDI).moves.return_(room.submitted().id, "Sumber kedua?", to=GITA)
    note = dossier.notes[0]
    assert (dossier.article.stage, dossier.article.editor(), note.text) == (
        Stage.DRAFT,
        GITA,
        "Sumber kedua?",
    )
    assert note.is_open
    assert note.returned
    answered = room.desk(ANI).moves.submit(dossier.id)
    assert answered.notes[0].resolved_by == ANI
    assert answered.events[-1].data == {"revision": 1, "answers": [note.id]}


def test_a_reassignment_keeps_the_earlier_editor_in_the_record(room: Room) -> None:
    dossier = room.submitted()
    dossier = room.desk(ANI).moves.assign(dossier.id, Stage.REVIEW, CHIEF)
    assert dossier.article.assignments[Stage.REVIEW].by == ANI
    assert dossier.events[-1].data == {"stage": "review", "to": CHIEF, "before": BUDI}
    assert (
        room.desk(ANI).moves.assign(dossier.id, Stage.REVIEW, CHIEF.upper()).version
        == dossier.version
    )


def test_an_assignment_takes_somebody_of_the_team(room: Room) -> None:
    with pytest.raises(EditorNotFound, match="Anni Editor") as unknown:
        room.desk(CHIEF).moves.assign(room.draft().id, Stage.DRAFT, "Anni Editor")
    assert ANI in unknown.value.hint


def test_the_sealed_text_stays_live_while_a_new_draft_is_written(room: Room) -> None:
    dossier = room.published()
    ani = room.desk(ANI)
    dossier = ani.moves.reopen(dossier.id, "Jumlah korban berubah.")
    assert dossier.article.stage is Stage.DRAFT
    assert Stage.PUBLISHED not in dossier.article.assignments
    dossier = ani.copy.edit(dossier.id, lambda text: replace(text, headline="Judul Baru"))
    assert dossier.live is not None
    assert dossier.live[0] == TEXT
    first = dossier.article
    ani.moves.submit(dossier.id)
    dossier = room.desk(BUDI).moves.publish(dossier.id)
    assert dossier.live is not None
    assert dossier.live[0].headline == "Judul Baru"
    assert (dossier.article.slug, dossier.article.published_at) == (first.slug, first.published_at)
    assert len(dossier.article.sign_offs) == 2
    assert audit.faults(dossier) == ()


def test_two_articles_never_share_a_slug(room: Room) -> None:
    one, two = room.published().article, room.published(replace(TEXT, deck="Lain.")).article
    assert one.slug == "banjir-surut"
    assert two.slug == f"banjir-surut-{two.id}"


def test_a_move_that_was_based_on_an_older_version_is_refused(room: Room) -> None:
    dossier = room.submitted()
    room.desk(BUDI).copy.edit(dossier.id, with_deck)
    before = tree(room.folder)
    with pytest.raises(StaleRevision):
        room.desk(BUDI).moves.publish(dossier.id, base=dossier.version)
    assert tree(room.folder) == before


# The ways around the gate.


def test_nobody_writes_into_a_sealed_text(room: Room) -> None:
    dossier = room.published()
    before = tree(room.folder)
    for name in (ANI, BUDI, CHIEF, GITA):
        desk = room.desk(name)
        with pytest.raises(MoveRefused):
            desk.copy.edit(dossier.id, with_deck)
        with pytest.raises(MoveRefused):
            desk.copy.set(dossier.id, {"headline": "Lain", "due": "2026-11-24"})
        with pytest.raises(MoveRefused):
            desk.copy.save(dossier.id, TEXT, dossier.version)
    assert tree(room.folder) == before


def test_a_guest_neither_reviews_nor_publishes_nor_reopens_nor_assigns(room: Room) -> None:
    gita = room.desk(GITA)
    review, done, draft = room.submitted().id, room.published().id, room.draft().id
    before = tree(room.folder)
    acts: tuple[Callable[[], object], ...] = (
        lambda: gita.moves.publish(review),
        lambda: gita.moves.publish(review, override="Mendesak."),
        lambda: gita.moves.return_(review, "Tidak bagus."),
        lambda: gita.moves.reopen(done, "Salah."),
        lambda: gita.moves.assign(draft, Stage.DRAFT, GITA),
        lambda: gita.moves.assign(draft, Stage.REVIEW, GITA),
        lambda: gita.copy.edit(review, with_deck),
        lambda: gita.copy.set(review, {"embargo": "2027-01-01"}),
        lambda: gita.copy.set(done, {"embargo": "2027-01-01"}),
        lambda: gita.moves.submit(draft, to=GITA),
    )
    for act in acts:
        with pytest.raises(MoveRefused):
            act()
    assert tree(room.folder) == before


def test_a_guest_does_not_let_a_live_text_out_of_its_embargo_by_way_of_a_new_draft(
    room: Room,
) -> None:
    dossier = room.published()
    room.desk(BUDI).copy.set(dossier.id, {"embargo": "2027-01-01 10:00"})
    room.desk(BUDI).moves.reopen(dossier.id, "Tambahan.")
    with pytest.raises(MoveRefused, match="embargo"):
        room.desk(GITA).copy.set(dossier.id, {"embargo": ""})
    assert room.desk(GITA).copy.set(dossier.id, {"deck": "Boleh."}).article.embargo is not None


def test_a_review_assigned_to_a_guest_is_refused_in_every_way(room: Room) -> None:
    dossier = room.submitted()
    for name in (ANI, CHIEF):
        with pytest.raises(MoveRefused, match="guest"):
            room.desk(name).moves.assign(dossier.id, Stage.REVIEW, GITA)
    with pytest.raises(EditorNotFound):
        room.desk(ANI).moves.submit(room.draft().id, to="Orang Luar")


def test_a_review_editor_who_was_demoted_or_removed_does_not_open_the_gate(room: Room) -> None:
    dossier = room.submitted()
    chief = room.desk(CHIEF)
    chief.team.role(BUDI, Role.GUEST)
    with pytest.raises(MoveRefused, match="only editors can have the review"):
        chief.moves.publish(dossier.id, override="Mendesak.")
    with pytest.raises(MoveRefused, match="is a guest here"):
        room.desk(BUDI).moves.publish(dossier.id)
    chief.team.remove(BUDI)
    with pytest.raises(MoveRefused, match="only editors can have the review"):
        chief.moves.publish(dossier.id)
    chief.moves.assign(dossier.id, Stage.REVIEW, CHIEF)
    assert chief.moves.publish(dossier.id).article.stage is Stage.PUBLISHED


def test_a_guest_who_wrote_and_was_made_an_editor_is_still_the_writer(room: Room) -> None:
    dossier = room.submitted(GITA)
    room.desk(CHIEF).team.role(GITA, Role.EDITOR)
    with pytest.raises(MoveRefused, match="Four eyes"):
        room.desk(GITA).moves.publish(dossier.id)


@pytest.mark.parametrize(
    "name",
    ["ani editor", "  ANI   EDITOR ", "Ani\u00a0Editor", "A\u200bni Editor", "\x1b[1mAni Editor"],
)
def test_another_spelling_of_the_own_name_does_not_pass_four_eyes(room: Room, name: str) -> None:
    dossier = room.submitted()
    with pytest.raises(MoveRefused, match="Four eyes: Ani Editor"):
        room.desk(name).moves.publish(dossier.id)
    assert room.desk(name).person.name == ANI


def test_who_submitted_under_another_spelling_before_joining_the_team_is_the_same_person(
    room: Room,
) -> None:
    dossier = room.submitted("Dewi   Sartika")
    assert dossier.events[-1].editor == "Dewi Sartika"
    room.desk(CHIEF).team.add("dewi sartika", Role.EDITOR)
    with pytest.raises(MoveRefused, match="Four eyes"):
        room.desk("Dewi Sartika").moves.publish(dossier.id)


def test_reassigning_the_review_to_oneself_does_not_pass_four_eyes(room: Room) -> None:
    dossier = room.submitted()
    room.desk(ANI).moves.assign(dossier.id, Stage.REVIEW, ANI)
    with pytest.raises(MoveRefused, match="Four eyes"):
        room.desk(ANI).moves.publish(dossier.id)


def test_a_draft_over_a_published_text_passes_the_same_gate_again(room: Room) -> None:
    dossier = room.published()
    ani = room.desk(ANI)
    ani.moves.reopen(dossier.id, "Tambahan.")
    with pytest.raises(MoveRefused, match="this move starts from review"):
        ani.moves.publish(dossier.id)
    ani.copy.edit(dossier.id, with_deck)
    ani.moves.submit(dossier.id)
    with pytest.raises(MoveRefused, match="Four eyes"):
        ani.moves.publish(dossier.id)


def test_every_reason_is_said_at_once_through_the_door(room: Room) -> None:
    dossier = room.submitted(to=None, text=Text(headline="Tanpa isi"))
    with pytest.raises(MoveRefused) as refused:
        room.desk(ANI).moves.publish(dossier.id)
    assert len(refused.value.reasons) == 4
    with pytest.raises(MoveRefused) as refused:
        room.desk(ANI).moves.publish(dossier.id, override="Mendesak.")
    assert refused.value.reasons == (
        "The body is missing.",
        "No editor is assigned to the review.",
    )


@pytest.mark.parametrize("headline", ["", "  \n", "\u200b", "\x1b[2J"])
def test_no_article_is_without_a_headline(room: Room, headline: str) -> None:
    dossier = room.draft()
    with pytest.raises(BadInput, match="headline is empty"):
        room.desk(ANI).copy.new(Text(headline=headline, body=("Isi.",)))
    with pytest.raises(BadInput, match="headline is empty"):
        room.desk(ANI).copy.set(dossier.id, {"headline": headline, "rubric": "Daerah"})
    assert room.desk(ANI).reading.article(dossier.id) == dossier


def test_a_text_that_stays_the_same_is_not_saved_again(room: Room) -> None:
    dossier = room.draft()
    again = room.desk(BUDI).copy.edit(
        dossier.id, lambda text: replace(text, headline=" Banjir  Surut")
    )
    assert again == dossier
    assert (
        room.desk(BUDI).copy.set(dossier.id, {"headline": "Banjir Surut"}).version
        == dossier.version
    )


def test_age_and_assignment_begin_at_the_desks_clock(room: Room) -> None:
    dossier = room.submitted()
    assert (
        BEGIN
        < dossier.article.created_at
        < dossier.article.stage_since
        < BEGIN + timedelta(hours=1)
    )
    assert dossier.article.assignments[Stage.REVIEW].at == dossier.article.stage_since
