"""Notes: permissions, the moves that notes stop, their numbers, and their record."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from redaksi.desk import Desk, notes, views, wording
from redaksi.domain import audit
from redaksi.domain.article import Dossier, Role, Stage
from redaksi.errors import AmbiguousId, BadInput, MoveRefused, NotFound, StaleRevision
from tests.desk.rooms import BEGIN, CHIEF, TEXT, Room, tree

ANI, BUDI, GITA = "Ani Editor", "Budi Editor", "Gita Guest"


def asked(room: Room, by: str = BUDI, dossier: Dossier | None = None) -> Dossier:
    """`dossier`, or a draft of Ani's, with a note of `by` on its second paragraph.

    The note asks for a change.
    """
    dossier = dossier or room.draft()
    second = dossier.article.paragraph_ids[1]
    return room.desk(by).notes.add(dossier.id, "Sebut nama desanya.", second, asks_change=True)


def test_a_note_is_kept_with_its_paragraph_and_the_record_says_so(room: Room) -> None:
    after = asked(room)
    (note,) = room.desk(ANI).reading.article(after.id).notes
    assert (note.by, note.text, note.quotation) == (BUDI, "Sebut nama desanya.", TEXT.body[1])
    assert note.paragraph == after.article.paragraph_ids[1]
    assert (note.is_open, note.asks_change, note.answers) == (True, True, ())
    room.desk(ANI).notes.answer(after.id, note.id, " Desa Welang.\n\n\nSudah ditulis. ")
    done = room.desk(BUDI).notes.resolve(after.id, "1")
    assert [(one.by, one.text) for one in done.notes[0].answers] == [
        (ANI, "Desa Welang.\nSudah ditulis.")
    ]
    assert (done.notes[0].resolved_by, done.notes[0].is_open) == (BUDI, False)
    said = [wording.event(event, room.desk(ANI).house.zone) for event in done.events[-3:]]
    assert said[0] == "asked for a change: Sebut nama desanya."
    assert said[1].startswith("answered a note: Desa Welang.")
    assert said[2] == "resolved a note: Sebut nama desanya."
    assert done.article.text == after.article.text
    assert len(done.revisions) == 1
    assert audit.faults(done) == ()


def test_a_changed_note_breaks_the_seal(room: Room) -> None:
    after = asked(room)
    forged = replace(after, notes=(replace(after.notes[0], text="Bagus sekali."),))
    assert audit.faults(forged) == ("the article is not as its last event left it",)


def test_submit_waits_until_somebody_else_answers_or_the_note_is_resolved(room: Room) -> None:
    ani, budi, dossier = room.desk(ANI), room.desk(BUDI), asked(room)
    before = tree(room.folder)
    with pytest.raises(MoveRefused) as refused:
        ani.moves.submit(dossier.id, to=BUDI)
    assert refused.value.reasons == (
        "The note “Sebut nama desanya.” by Budi Editor asks for a change.",
    )
    assert refused.value.hint == f"Answer or resolve it (redaksi note list {dossier.id})."
    assert tree(room.folder) == before
    budi.notes.answer(dossier.id, "1", "Juga camatnya.")
    with pytest.raises(MoveRefused):
        ani.moves.submit(dossier.id, to=BUDI)
    ani.notes.answer(dossier.id, "1", "Sudah.")
    assert ani.moves.submit(dossier.id, to=BUDI).article.stage is Stage.REVIEW


def test_a_plain_note_holds_nothing_up_and_a_resolved_one_neither(room: Room) -> None:
    ani, dossier = room.desk(ANI), asked(room)
    ani.notes.add(dossier.id, "Bagus.")
    ani.notes.resolve(dossier.id, "1")
    assert ani.moves.submit(dossier.id, to=BUDI).article.stage is Stage.REVIEW


def test_publishing_over_a_note_that_waits_takes_an_override_that_the_sign_off_keeps(
    room: Room,
) -> None:
    dossier = asked(room, by=CHIEF, dossier=room.submitted())
    budi = room.desk(BUDI)
    with pytest.raises(MoveRefused, match="asks for a change") as refused:
        budi.moves.publish(dossier.id)
    assert "redaksi note list" in refused.value.hint
    assert "--override REASON" in refused.value.advice()
    done = budi.moves.publish(dossier.id, override="Mendesak.")
    assert done.article.sign_offs[-1].set_aside == (
        "The note “Sebut nama desanya.” by Cici Chief asks for a change.",
    )
    assert done.article.sign_offs[-1].override == "Mendesak."
    assert audit.faults(done) == ()


def test_a_return_is_answered_by_the_next_submit_and_holds_nothing_up(room: Room) -> None:
    dossier = room.submitted()
    room.desk(BUDI).moves.return_(dossier.id, "Tambah sumber.")
    again = room.desk(ANI).moves.submit(dossier.id)
    assert [(note.returned, note.resolved_by) for note in again.notes] == [(True, ANI)]


def test_a_word_on_a_resolved_note_opens_it_again(room: Room) -> None:
    dossier = asked(room)
    room.desk(ANI).notes.resolve(dossier.id, "1")
    again = room.desk(BUDI).notes.answer(dossier.id, "1", "Belum.")
    assert again.notes[0].is_open
    with pytest.raises(MoveRefused, match="asks for a change"):
        room.desk(ANI).moves.submit(dossier.id)


def test_guests_write_and_answer_and_resolve_only_what_is_theirs(room: Room) -> None:
    gita, dossier = room.desk(GITA), asked(room, dossier=room.submitted())
    gita.notes.answer(dossier.id, "1", "Desa Welang.")
    gita.notes.add(dossier.id, "Fotonya menyusul.")
    with pytest.raises(MoveRefused, match="guest here; the note is Budi Editor's"):
        gita.notes.resolve(dossier.id, "1")
    assert not gita.notes.resolve(dossier.id, "2").notes[1].is_open


def test_who_has_the_draft_resolves_its_notes_even_as_a_guest(room: Room) -> None:
    dossier = asked(room)
    room.desk(CHIEF).moves.assign(dossier.id, Stage.DRAFT, GITA)
    assert not room.desk(GITA).notes.resolve(dossier.id, "1").notes[0].is_open


def test_notes_are_written_on_what_is_published_without_touching_its_text(room: Room) -> None:
    dossier = room.published()
    after = room.desk(GITA).notes.add(dossier.id, "Ada salah ketik.")
    assert after.article.stage is Stage.PUBLISHED
    assert after.article.text.sha256() == after.article.sign_offs[-1].sha256
    assert audit.faults(after) == ()


ACTS: dict[str, Callable[[Desk, str], Dossier]] = {
    "noted": lambda desk, id_: desk.notes.add(id_, "Lagi."),
    "answered": lambda desk, id_: desk.notes.answer(id_, "1", "Sudah."),
    "resolved": lambda desk, id_: desk.notes.resolve(id_, "1"),
}


@pytest.mark.parametrize("act", ACTS)
def test_each_act_is_taken_back(room: Room, act: str) -> None:
    before = asked(room)
    desk = room.desk(ANI)
    assert ACTS[act](desk, before.id).notes != before.notes
    after = desk.moves.undo(before.id)
    assert after.notes == before.notes
    assert after.events[-1].data["what"] == act
    assert wording.event(after.events[-1], desk.house.zone) != "took back: –"
    assert audit.faults(after) == ()


def test_an_undone_edit_brings_the_note_back_to_its_paragraph(room: Room) -> None:
    before = asked(room)
    desk = room.desk(ANI)
    cut = desk.copy.edit(before.id, lambda text: replace(text, body=text.body[:1]))
    assert (cut.notes[0].paragraph, cut.notes[0].quotation) == ("", TEXT.body[1])
    assert wording.note_place(cut.notes[0], cut.article.numbers()) == "a paragraph that is gone"
    back = desk.moves.undo(before.id)
    assert back.notes == before.notes
    assert wording.note_place(back.notes[0], back.article.numbers()) == "paragraph 2"


def test_an_edit_over_an_older_version_merges_past_a_note(room: Room) -> None:
    before = room.draft()
    asked(room, dossier=before)
    after = room.desk(ANI).copy.edit(
        before.id, lambda text: replace(text, deck="Baru."), before.version
    )
    assert (after.article.text.deck, len(after.notes)) == ("Baru.", 1)


def test_what_cannot_be_is_refused_and_changes_nothing(room: Room) -> None:
    desk, dossier = room.desk(ANI), asked(room)
    before = tree(room.folder)
    with pytest.raises(BadInput, match="empty"):
        desk.notes.add(dossier.id, " \n ")
    with pytest.raises(BadInput, match="empty"):
        desk.notes.answer(dossier.id, "1", "")
    with pytest.raises(NotFound, match="paragraph is gone"):
        desk.notes.add(dossier.id, "Cek.", "ooooo")  # no id has this letter
    with pytest.raises(StaleRevision):
        desk.notes.add(dossier.id, "Cek.", base=1)
    for name in ("2", "0", "-1", "ooo", "", "9" * 5000):
        with pytest.raises(NotFound, match="has no note"):
            desk.notes.resolve(dossier.id, name)
    assert tree(room.folder) == before


def test_resolving_twice_is_once(room: Room) -> None:
    desk, dossier = room.desk(ANI), asked(room)
    first, second = (desk.notes.resolve(dossier.id, "1") for _time in range(2))
    assert (first.version, first.notes) == (second.version, second.notes)


def test_a_note_is_found_by_its_id_its_number_and_a_beginning_that_no_other_has(
    room: Room,
) -> None:
    dossier = room.draft()
    names = ("ab234", "abc56", "23456")
    made = tuple(replace(asked(room, dossier=dossier).notes[-1], id=name) for name in names)
    dossier = replace(dossier, notes=made)
    assert [notes.find(dossier, name).id for name in ("abc", "ABC56", "3", "23456")] == [
        *("abc56", "abc56", "23456", "23456")
    ]
    for name in ("234", "4"):
        with pytest.raises(NotFound):
            notes.find(replace(dossier, notes=(*made[:2], replace(made[2], id=f"{name}xy"))), name)
    with pytest.raises(AmbiguousId):
        notes.find(dossier, "ab")


def test_a_paragraph_is_named_by_number_or_by_words_that_only_it_has(room: Room) -> None:
    dossier = room.draft(
        text=replace(TEXT, body=("Air surut sejak\npagi.", "Warga pulang sejak sore.", ""))
    )
    first, second = dossier.article.paragraph_ids
    assert notes.paragraph(dossier, "2") == second
    assert notes.paragraph(dossier, "SURUT sejak pagi") == first
    for name in ("3", "0", "malam", "", "9" * 5000):
        with pytest.raises(NotFound, match="has no paragraph"):
            notes.paragraph(dossier, name)
    with pytest.raises(NotFound, match="several paragraphs: 1, 2"):
        notes.paragraph(dossier, "sejak")


def test_a_view_numbers_note_and_paragraph(room: Room) -> None:
    dossier = asked(room)
    (view,) = views.notes(dossier, [1])
    assert (view["number"], view["paragraph"], view["waits"]) == (1, 2, True)
    assert view["at"] > BEGIN.isoformat()
    whole = room.desk(GITA).notes.add(dossier.id, "Panjang.")
    assert views.notes(whole, [2])[0]["paragraph"] is None


def test_a_guest_by_now_takes_their_own_resolving_back(room: Room) -> None:
    dossier = asked(room)
    room.desk(BUDI).notes.resolve(dossier.id, "1")
    room.desk(CHIEF).team.role(BUDI, Role.GUEST)
    assert room.desk(BUDI).moves.undo(dossier.id).notes[0].is_open


BODY = ("Air surut sejak pagi.", "Warga membersihkan rumah.", "Bantuan datang dari kota.")


def noted_on(room: Room, place: int, body: tuple[str, ...] = BODY) -> Dossier:
    """A draft with `body` and a note on the paragraph at `place`, counted from 0."""
    dossier = room.draft(text=replace(TEXT, body=body))
    return room.desk(BUDI).notes.add(
        dossier.id, "Sebut nama desanya.", dossier.article.paragraph_ids[place]
    )


def rewritten(room: Room, dossier: Dossier, *body: str) -> Dossier:
    return room.desk(ANI).copy.edit(dossier.id, lambda text: replace(text, body=body))


def stands_on(dossier: Dossier) -> str:
    """The paragraph of the note; "" for the whole article."""
    (note,) = dossier.notes
    ids = dossier.article.paragraph_ids
    assert len(ids) == len(dossier.article.text.body)
    return dossier.article.text.body[ids.index(note.paragraph)] if note.paragraph else ""


@pytest.mark.parametrize("since", [0, 1, 3])
def test_a_restored_revision_brings_its_notes_back_to_their_paragraphs(
    room: Room, since: int
) -> None:
    dossier = noted_on(room, 1)
    gone = rewritten(room, dossier, BODY[0], BODY[2])
    assert stands_on(gone) == ""
    for number in range(since):
        rewritten(room, dossier, BODY[0], f"{BODY[2]} Kali {number}.")
    desk = room.desk(ANI)
    desk.notes.answer(dossier.id, "1", "Desa Welang.")
    back = desk.revisions.restore(dossier.id, "1")
    assert stands_on(back) == BODY[1]
    assert back.article.paragraph_ids == dossier.article.paragraph_ids
    assert [answer.text for answer in back.notes[0].answers] == ["Desa Welang."], (
        "what was said since stays"
    )
    assert audit.faults(back) == ()
    assert stands_on(desk.moves.undo(dossier.id)) == ""
    assert stands_on(desk.revisions.restore(dossier.id, "1")) == BODY[1]


def test_a_note_on_a_paragraph_that_was_mended_before_it_went_comes_back_too(room: Room) -> None:
    dossier = noted_on(room, 1)
    mended = rewritten(room, dossier, BODY[0], "Warga membersihkan semua rumah.", BODY[2])
    rewritten(room, dossier, BODY[0])
    desk = room.desk(ANI)
    assert stands_on(desk.revisions.restore(dossier.id, "2")) == mended.article.text.body[1]
    rewritten(room, dossier, BODY[0])
    assert stands_on(desk.revisions.restore(dossier.id, "1")) == BODY[1]


def test_a_note_written_over_a_later_revision_goes_to_its_paragraph_in_an_earlier_one(
    room: Room,
) -> None:
    """The record has no place for the note in earlier revisions, which had no note yet."""
    first = room.draft(text=replace(TEXT, body=BODY))
    second = rewritten(room, first, BODY[0], "Warga membersihkan semua rumah.", BODY[2])
    room.desk(BUDI).notes.add(first.id, "Sebut nama desanya.", second.article.paragraph_ids[1])
    rewritten(room, first, BODY[2])
    assert stands_on(room.desk(ANI).revisions.restore(first.id, "1")) == BODY[1]


def test_a_note_of_a_joined_paragraph_goes_back_to_its_own(room: Room) -> None:
    dossier = noted_on(room, 1)
    joined = rewritten(room, dossier, f"{BODY[0]} {BODY[1]}", BODY[2])
    assert stands_on(joined) == f"{BODY[0]} {BODY[1]}"
    assert stands_on(room.desk(ANI).revisions.restore(dossier.id, "1")) == BODY[1]


def test_a_note_on_a_paragraph_that_the_restored_revision_lacks_belongs_to_the_whole(
    room: Room,
) -> None:
    dossier = room.draft(text=replace(TEXT, body=BODY[:1]))
    second = rewritten(room, dossier, BODY[0], "Tiga ratus orang mengungsi ke balai desa.")
    room.desk(BUDI).notes.add(dossier.id, "Siapa?", second.article.paragraph_ids[1])
    desk = room.desk(ANI)
    assert stands_on(desk.revisions.restore(dossier.id, "1")) == ""
    assert stands_on(desk.revisions.restore(dossier.id, "2")) == second.article.text.body[1]


def test_a_note_comes_back_with_a_paragraph_that_is_pasted_in_again(room: Room) -> None:
    dossier = noted_on(room, 1)
    rewritten(room, dossier, BODY[0], BODY[2])
    assert stands_on(rewritten(room, dossier, BODY[0], BODY[2], BODY[1])) == BODY[1]


def test_a_note_whose_paragraph_is_gone_takes_no_other_of_the_same_words(room: Room) -> None:
    dossier = noted_on(room, 0, ("Ya.", "Air surut.", "Ya."))
    assert stands_on(rewritten(room, dossier, "Air surut.", "Ya.")) == ""
    assert stands_on(rewritten(room, dossier, "Air surut sekali.", "Ya.")) == ""
