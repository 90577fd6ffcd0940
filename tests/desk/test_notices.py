"""The public sentence about a change: who writes it, what seals it, and where readers see it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from redaksi.desk import wording
from redaksi.desk.imports import ImportOutcome
from redaksi.domain import audit, record
from redaksi.domain.article import (
    NOTICE_LIMIT,
    Dossier,
    NoticeKind,
    Person,
    PublicNotice,
    PublishedNotice,
    Role,
    SignOff,
    Stage,
    Text,
)
from redaksi.errors import BadInput, MoveRefused, StaleRevision
from redaksi.store.dossiers.layout import path_of
from redaksi.text import clean
from tests.desk.rooms import CHIEF, TEXT, Room, rooms

ANI, BUDI, GITA = "Ani Editor", "Budi Editor", "Gita Guest"
RALAT, PEMBARUAN = NoticeKind.RALAT, NoticeKind.PEMBARUAN
SENTENCE = "Korban tiga orang, bukan empat."
NOTICE = PublicNotice(kind=RALAT, sentence=SENTENCE)


def reopened(room: Room) -> Dossier:
    done = room.published()
    return room.desk(ANI).moves.reopen(done.id, "Salah hitung.", kind=RALAT, public=SENTENCE)


def republished(room: Room, article_id: str) -> Dossier:
    room.desk(ANI).moves.submit(article_id, BUDI)
    return room.desk(BUDI).moves.publish(article_id)


def live_notices(dossier: Dossier) -> tuple[PublishedNotice, ...]:
    assert dossier.live
    return dossier.live[1].notices


def test_the_next_publication_seals_the_notice_with_its_time(room: Room) -> None:
    dossier = reopened(room)
    assert dossier.article.notice == NOTICE
    assert live_notices(dossier) == ()
    dossier = republished(room, dossier.id)
    assert dossier.article.notice is None
    (notice,) = live_notices(dossier)
    assert (notice.kind, notice.sentence) == (RALAT, SENTENCE)
    assert notice.at == dossier.article.sign_offs[-1].at
    assert audit.faults(dossier) == ()


def test_the_text_before_the_change_stays_in_the_record(room: Room) -> None:
    dossier = reopened(room)
    changed = replace(TEXT, body=("Tiga orang.",))
    room.desk(ANI).copy.save(dossier.id, changed, dossier.version)
    dossier = republished(room, dossier.id)
    assert [dossier.text_of(one.revision) for one in dossier.article.sign_offs] == [TEXT, changed]


kinds = st.sampled_from(NoticeKind)
sentences = st.text(min_size=1, max_size=40).map(clean.line).filter(bool)
changes = st.lists(st.none() | st.tuples(kinds, sentences), min_size=1, max_size=3)


@settings(max_examples=15, deadline=None)
@given(changes)
def test_every_publication_carries_its_notice_and_all_earlier_ones(
    wanted: list[tuple[NoticeKind, str] | None],
) -> None:
    with TemporaryDirectory() as folder:
        for room in rooms(Path(folder)):
            dossier = room.published()
            told: list[tuple[NoticeKind, str]] = []
            for change in wanted:
                kind, public = change or (None, "")
                room.desk(ANI).moves.reopen(dossier.id, "Ubah.", kind=kind, public=public)
                dossier = republished(room, dossier.id)
                told = [change, *told] if change else told
                assert [(one.kind, one.sentence) for one in live_notices(dossier)] == told
                assert [one.at for one in live_notices(dossier)] == sorted(
                    (one.at for one in live_notices(dossier)), reverse=True
                )
                assert audit.faults(room.store.evidence(dossier.id)) == ()


@pytest.mark.parametrize(("kind", "public"), [(RALAT, ""), (RALAT, " \u200b"), (None, SENTENCE)])
def test_kind_and_sentence_belong_together(
    room: Room, kind: NoticeKind | None, public: str
) -> None:
    done = room.published()
    with pytest.raises(BadInput, match=r"no (kind|sentence) yet"):
        room.desk(ANI).moves.reopen(done.id, "Salah.", kind=kind, public=public)
    assert room.store.dossier(done.id).version == done.version


def test_the_sentence_is_one_clean_line_of_bounded_length(room: Room) -> None:
    done = room.published()
    moves = room.desk(ANI).moves
    with pytest.raises(BadInput, match="501"):
        moves.reopen(done.id, "Salah.", kind=RALAT, public="a" * (NOTICE_LIMIT + 1))
    dossier = moves.reopen(done.id, "Salah.", kind=RALAT, public=" Korban\n\x1b[31mtiga\u202e. ")
    assert dossier.article.notice == PublicNotice(kind=RALAT, sentence="Korban tiga.")
    longest = moves.announce(done.id, RALAT, "a" * NOTICE_LIMIT)
    assert longest.article.notice


def test_an_editor_mends_the_sentence_or_the_kind_until_the_publication(room: Room) -> None:
    dossier = reopened(room)
    budi = room.desk(BUDI).moves
    assert budi.announce(dossier.id, public="Tiga.").article.notice == PublicNotice(
        kind=RALAT, sentence="Tiga."
    )
    room.desk(ANI).moves.submit(dossier.id, BUDI)
    mended = budi.announce(dossier.id, PEMBARUAN)
    assert mended.article.notice == PublicNotice(kind=PEMBARUAN, sentence="Tiga.")
    assert budi.announce(dossier.id, PEMBARUAN) == mended, "nothing changed, nothing is recorded"
    assert live_notices(budi.publish(dossier.id))[0].sentence == "Tiga."
    with pytest.raises(MoveRefused, match="sealed"):
        budi.announce(dossier.id, public="Empat.")


def test_a_notice_is_taken_back_or_added_later(room: Room) -> None:
    dossier = reopened(room)
    moves = room.desk(ANI).moves
    assert moves.unannounce(dossier.id).article.notice is None
    with pytest.raises(BadInput, match=r"no (kind|sentence) yet"):
        moves.announce(dossier.id)
    assert moves.announce(dossier.id, RALAT, SENTENCE).article.notice == NOTICE
    moves.unannounce(dossier.id)
    assert live_notices(republished(room, dossier.id)) == ()


def test_who_may_not_write_a_notice_and_where_there_is_none(room: Room) -> None:
    draft = room.draft()
    ani = room.desk(ANI).moves
    with pytest.raises(MoveRefused, match="never published"):
        ani.announce(draft.id, RALAT, SENTENCE)
    with pytest.raises(MoveRefused, match="never published"):
        ani.unannounce(draft.id)
    dossier = reopened(room)
    with pytest.raises(MoveRefused, match="guest"):
        room.desk(GITA).moves.announce(dossier.id, public="Lain.")
    room.desk(ANI).moves.spike(dossier.id)
    with pytest.raises(MoveRefused, match="spiked"):
        room.desk(ANI).moves.announce(dossier.id, public="Lain.")
    assert room.store.dossier(dossier.id).article.notice == NOTICE


def test_a_stale_change_of_the_notice_is_refused(room: Room) -> None:
    dossier = reopened(room)
    room.desk(BUDI).moves.announce(dossier.id, public="Tiga.")
    with pytest.raises(StaleRevision):
        room.desk(ANI).moves.announce(dossier.id, public="Dua.", base=dossier.version)


def test_a_save_meanwhile_and_a_notice_do_not_conflict(room: Room) -> None:
    dossier = reopened(room)
    room.desk(BUDI).moves.announce(dossier.id, public="Tiga.")
    saved = room.desk(ANI).copy.save(
        dossier.id, replace(TEXT, deck="Sehari."), dossier.version, TEXT
    )
    assert saved.article.text.deck == "Sehari."
    assert saved.article.notice == PublicNotice(kind=RALAT, sentence="Tiga.")


def test_the_undo_of_a_reopening_takes_its_notice_along(room: Room) -> None:
    dossier = reopened(room)
    undone = room.desk(ANI).moves.undo(dossier.id)
    assert undone.article.stage is Stage.PUBLISHED
    assert undone.article.notice is None
    again = room.desk(ANI).moves.reopen(dossier.id, "Foto.", kind=PEMBARUAN, public="Foto baru.")
    assert again.article.notice == PublicNotice(kind=PEMBARUAN, sentence="Foto baru.")
    assert len(live_notices(republished(room, dossier.id))) == 1


def test_a_mended_notice_is_undone_by_whoever_mended_it(room: Room) -> None:
    dossier = reopened(room)
    ani = room.desk(ANI).moves
    ani.announce(dossier.id, public="Tiga.")
    assert ani.undo(dossier.id).article.notice == NOTICE
    ani.unannounce(dossier.id)
    assert ani.undo(dossier.id).article.notice == NOTICE
    room.desk(BUDI).moves.announce(dossier.id, public="Dua.")
    with pytest.raises(MoveRefused, match=BUDI):
        ani.undo(dossier.id)


def test_an_editor_who_became_a_guest_does_not_undo_a_notice(room: Room) -> None:
    dossier = reopened(room)
    room.desk(ANI).moves.announce(dossier.id, public="Tiga.")
    room.desk(CHIEF).team.role(ANI, Role.GUEST)
    with pytest.raises(MoveRefused, match="guest"):
        room.desk(ANI).moves.undo(dossier.id)


def test_a_second_reopening_before_the_publication_is_refused(room: Room) -> None:
    dossier = reopened(room)
    with pytest.raises(MoveRefused, match="draft"):
        room.desk(BUDI).moves.reopen(dossier.id, "Lagi.", kind=RALAT, public="Lain.")
    assert room.store.dossier(dossier.id).article.notice == NOTICE


def soften(room: Room, article_id: str) -> None:
    """Change the sentence of the notice by hand in the article, but not in its events."""
    path = path_of(room.folder / "articles", article_id)
    article, events, rest = path.read_text("utf-8").partition('"events"')
    assert SENTENCE in article
    path.write_text(article.replace(SENTENCE, "Ejaan dibenahi.") + events + rest, "utf-8")


def test_a_notice_changed_by_hand_is_found_and_the_text_is_not_exported(
    room: Room, tmp_path: Path
) -> None:
    dossier = republished(room, reopened(room).id)

    desk = room.desk(ANI)
    assert desk.exports.export([dossier.id], "text", tmp_path / "out").refused == ()
    soften(room, dossier.id)
    assert "sign-off" in " ".join(audit.faults(room.store.evidence(dossier.id)))
    (refused,) = desk.exports.export([dossier.id], "text", tmp_path / "out").refused
    assert "sign-off" in refused.why


def test_a_pending_notice_changed_by_hand_is_found(room: Room) -> None:
    dossier = reopened(room)
    soften(room, dossier.id)
    assert audit.faults(room.store.evidence(dossier.id))
    after = room.desk(ANI).moves.submit(dossier.id, BUDI)
    assert record.ALTERED in [event.kind for event in after.events]


def test_hashes_of_records_without_notices_are_those_of_before() -> None:
    """The values were computed by the version without notices (commit be503d5)."""
    at = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    text = Text(headline="Banjir Surut", body=("Air surut sejak pagi.",))
    ani = Person(name="Ani", role=Role.EDITOR, login="meja", host="host")
    dossier = record.revise(record.begin("261123-abcde", at), text, at, "Ani", lambda: "p1")
    dossier = record.log(dossier, "created", at, ani)
    sign_off = SignOff(
        editor="Ani", at=at, revision=1, sha256=text.sha256(), rules={"four_eyes": False}
    )
    article = replace(dossier.article, stage=Stage.PUBLISHED, sign_offs=(sign_off,))
    dossier = replace(dossier, article=article)
    assert record.signed_digest(sign_off).startswith("f6eb1e449a522c01")
    assert record.state_of(dossier).startswith("6b0ef91805a6994d")
    sealed = record.seal(record.log(dossier, "edited", at, ani))
    assert sealed.article.seal.startswith("75aa6828d97aa690")
    noticed = replace(dossier, article=replace(article, notice=NOTICE))
    assert record.state_of(noticed) != record.state_of(dossier)


def exported(room: Room, article_id: str, folder: Path) -> Path:
    room.desk(ANI).exports.export([article_id], "json", folder)
    (path,) = folder.glob("[!.]*.json")
    return path


def test_a_text_that_arrives_published_brings_its_notices_with_their_times(
    room: Room, tmp_path: Path
) -> None:
    dossier = republished(room, reopened(room).id)
    path = exported(room, dossier.id, tmp_path / "out")
    for other in rooms(tmp_path / "lain"):
        (arrival,) = other.desk(CHIEF).imports.paths(
            [str(path)], keep_stage=True, override="Dari ruang kami sendiri."
        )
        assert arrival.outcome is ImportOutcome.IMPORTED, arrival
        assert "1 notice" in arrival.message
        there = other.store.dossier(arrival.id)
        assert live_notices(there) == live_notices(dossier)
        assert audit.faults(other.store.evidence(arrival.id)) == ()


def test_the_notice_of_a_draft_does_not_leave(room: Room, tmp_path: Path) -> None:
    dossier = reopened(room)
    content = exported(room, dossier.id, tmp_path / "out").read_text("utf-8")
    assert SENTENCE not in content
    assert json.loads(content)["article"]["notice"] is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "rahasia"),
        pytest.param("sentence", "a" * (NOTICE_LIMIT + 1), id="long"),
        ("sentence", "\x1b[31mTiga."),
        ("at", "9999-01-01T00:00:00Z"),
        ("at", "2026-01-01T00:00:00"),
        ("extra", "x"),
    ],
)
def test_an_unfit_notice_in_a_file_is_refused(
    room: Room, tmp_path: Path, field: str, value: str
) -> None:
    path = exported(room, republished(room, reopened(room).id).id, tmp_path / "out")
    data = json.loads(path.read_bytes())
    data["article"]["sign_offs"][-1]["notices"][0][field] = value
    path.write_text(json.dumps(data), "utf-8")
    arrivals = room.desk(CHIEF).imports.paths(
        [str(path)], again=True, keep_stage=True, override="Uji."
    )
    assert [one.outcome for one in arrivals] == [ImportOutcome.FAILED]


def test_the_history_tells_of_every_step_of_a_notice(room: Room) -> None:
    dossier = reopened(room)
    ani = room.desk(ANI)
    ani.moves.announce(dossier.id, public="Tiga.")
    ani.moves.undo(dossier.id)
    ani.moves.unannounce(dossier.id)
    ani.moves.announce(dossier.id, PEMBARUAN, "Ada tiga.")
    republished(room, dossier.id)
    room.desk(BUDI).moves.reopen(dossier.id, "Tanpa kabar.")
    republished(room, dossier.id)
    told = [wording.event(one, UTC) for one in ani.reading.history(dossier.id)]
    assert f"reopened it: Salah hitung. (erratum for readers: {SENTENCE})" in told
    assert "wrote the erratum for readers: Tiga." in told
    assert "took back: the notice for readers" in told
    assert "took the notice for readers back" in told
    assert "published it with the update: Ada tiga." in told
    assert "reopened it: Tanpa kabar." in told
    assert told[-1] == "published it", "an earlier notice is not told as a new one"


@pytest.mark.parametrize("notice", ["x", {"kind": "x"}, [1], {"kind": "ralat", "sentence": 3}])
def test_a_damaged_event_is_told_without_its_notice(room: Room, notice: object) -> None:
    event = reopened(room).events[-1]
    damaged = replace(event, data={"reason": "Salah.", "notice": notice})
    assert "–" in wording.event(damaged, UTC)
    damaged = replace(event, kind="published", data={"notices": [notice]})
    assert wording.event(damaged, UTC).startswith("published it")
