"""A change by hand, with or without forged hashes, stays visible in the record.

Later acts of others do not hide the change.
"""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from msgspec import convert, to_builtins
from msgspec.structs import replace

from redaksi.config import load_house
from redaksi.desk import Desk, Identity
from redaksi.desk.context import now
from redaksi.desk.newsroom import create
from redaksi.domain import hashing, record
from redaksi.domain.article import Dossier, Event, Role, Stage, Team, Text
from redaksi.domain.finding import Severity
from redaksi.domain.record import ALTERED
from redaksi.errors import MoveRefused, RedaksiError
from redaksi.store.dossiers import dossier as dossiers
from redaksi.store.dossiers import team as teams
from redaksi.store.dossiers.layout import path_of
from redaksi.store.files import FileStore

BODY = ("Warga apotik pulang.", "Air surut.", "Panitia berterima kasih.")


@pytest.fixture
def room(tmp_path: Path) -> Path:
    create(tmp_path / "ruang", Identity(name="Ana", login="u", host="h"))
    with desk_of(tmp_path / "ruang") as desk:
        desk.team.add("Budi", Role.EDITOR)
        desk.team.add("Citra", Role.GUEST)
    return tmp_path / "ruang"


def desk_of(room: Path, name: str = "Ana", clock: Callable[[], datetime] = now) -> Desk:
    return Desk(FileStore(room), load_house(room), Identity(name=name, login="u", host="h"), clock)


@pytest.fixture
def ana(room: Path) -> Iterator[Desk]:
    with desk_of(room) as desk:
        yield desk


def written(desk: Desk) -> Dossier:
    """An article with everything a member may want to remove.

    These are a note, a waiver, a due time and an embargo.
    """
    article = desk.copy.new(Text(headline="Warga Kembali", body=BODY)).id
    desk.notes.add(article, "Cek angka.", asks_change=True)
    desk.copy.set(article, {"due": "2026-12-01 10:00", "embargo": "2026-12-02 10:00"})
    _dossier, findings = desk.findings.check(article)
    return desk.findings.waive(
        article, [one for one in findings if one.severity is Severity.GALAT], "Kutipan."
    )


def by_hand(path: Path, act: Callable[[dict[str, Any]], object]) -> None:
    content = json.loads(path.read_text())
    act(content)
    path.write_text(json.dumps(content))


REMOVALS: dict[str, Callable[[dict[str, Any]], object]] = {
    "notes": lambda content: content.update(notes={}),
    "due": lambda content: content["article"]["1"].update(due=None),
    "embargo": lambda content: content["article"]["1"].update(embargo=None),
    "waivers": lambda content: content["article"]["1"].update(waivers=[]),
    "stage": lambda content: content["article"]["1"].update(stage="review"),
    "assignments": lambda content: content["article"]["1"].update(
        assignments={"draft": {"editor": "Budi", "by": "Ana", "at": "2026-11-20T03:00:00Z"}}
    ),
}


@pytest.mark.parametrize("what", REMOVALS)
def test_what_was_removed_by_hand_is_told_before_the_next_edit(
    ana: Desk, room: Path, what: str
) -> None:
    article = written(ana).id
    path = path_of(room / "articles", article)
    by_hand(path, REMOVALS[what])
    found = record.state_of(ana.store.evidence(article))
    ana.copy.edit(article, lambda text: replace(text, deck="Baru."))
    altered, edited = ana.store.dossier(article).events[-2:]
    assert (altered.kind, altered.state, edited.kind) == (ALTERED, found, "edited")


@pytest.mark.parametrize("what", REMOVALS)
def test_with_a_forged_seal_it_is_told_all_the_same(ana: Desk, room: Path, what: str) -> None:
    """The seal is computed again, as a person who knows the program can do.

    The last event still holds the hash of the old state.
    """
    article = written(ana).id
    path = path_of(room / "articles", article)
    by_hand(path, REMOVALS[what])
    forged = ana.store.evidence(article)
    by_hand(path, lambda content: content["article"]["1"].update(seal=record._seal(forged)))
    assert [fault.what for fault in ana.checking.verify()] == [
        "the article is not as its last event left it"
    ]
    ana.copy.edit(article, lambda text: replace(text, deck="Baru."))
    assert [event.kind for event in ana.store.dossier(article).events[-2:]] == [ALTERED, "edited"]


@pytest.mark.parametrize("what", REMOVALS)
def test_with_a_forged_last_event_an_anchor_shows_it_however_many_acts_follow(
    ana: Desk, room: Path, what: str
) -> None:
    article = written(ana).id
    anchor = ana.checking.anchor()
    path = path_of(room / "articles", article)
    by_hand(path, REMOVALS[what])
    path.write_bytes(dossiers.encode(record.seal(ana.store.evidence(article))))
    ana.copy.edit(article, lambda text: replace(text, deck="Satu."))
    ana.copy.edit(article, lambda text: replace(text, deck="Dua."))
    assert ana.checking.verify() == (), "without an anchor nobody can tell"
    (fault,) = ana.checking.verify(anchor)
    assert fault.what.endswith("is not the one that was anchored")


def test_nothing_is_told_of_what_nobody_altered(ana: Desk, room: Path) -> None:
    article = written(ana).id
    path = path_of(room / "articles", article)
    by_hand(path, lambda _content: None)  # another program rewrote the file
    ana.copy.edit(article, lambda text: replace(text, deck="Baru."))
    assert ALTERED not in {event.kind for event in ana.store.dossier(article).events}
    assert ALTERED not in {event.kind for event in ana.store.team().events}


def promoted(room: Path) -> None:
    by_hand(room / "team.json", lambda content: content["members"]["3"].update(role="chief"))


def test_a_role_changed_by_hand_is_told_before_the_next_act_on_the_team(
    ana: Desk, room: Path
) -> None:
    promoted(room)
    ana.team.add("Dewi")
    assert [event.kind for event in ana.store.team().events[-2:]] == [ALTERED, "added"]
    assert ana.checking.verify() == ()


def test_a_role_changed_by_hand_is_told_before_the_next_act_on_an_article(
    ana: Desk, room: Path
) -> None:
    promoted(room)
    with desk_of(room, "Citra") as citra:
        citra.copy.new(Text(headline="Naskah Citra", body=BODY))
    event = ana.store.team().events[-1]
    assert (event.kind, event.editor, event.state) == (
        ALTERED,
        "Citra",
        record.team_state_of(ana.store.team()),
    )


def test_a_chief_for_one_act_leaves_an_act_that_rests_on_another_team(
    ana: Desk, room: Path
) -> None:
    with desk_of(room, "Budi") as budi:
        article = budi.copy.new(Text(headline="Satu", body=BODY)).id
        budi.moves.submit(article, to="Ana")
    anchor = ana.checking.anchor()
    before = (room / "team.json").read_bytes()
    promoted(room)
    with desk_of(room, "Citra") as citra:
        citra.moves.publish(article, override="Uji.")
    (room / "team.json").write_bytes(before)  # before any other act
    with desk_of(room, "Budi") as budi:
        budi.copy.new(Text(headline="Dua", body=BODY))
    for found in (ana.checking.verify(), ana.checking.verify(anchor)):
        (fault,) = found
        assert fault.name == article
        assert "rests on a team" in fault.what


def _altered(
    room: Path, article_id: str, act: Callable[[dict[str, Any]], object]
) -> Callable[[], None]:
    """Alter the dossier of `article_id` by `act`.

    Returns a function that restores the altered rows and keeps the later rows.
    """
    path = path_of(room / "articles", article_id)
    before = json.loads(path.read_text())
    by_hand(path, act)

    def put_back() -> None:
        by_hand(
            path,
            lambda content: [
                content[table].update(before[table])
                for table in ("events", "revisions", "paragraphs")
            ],
        )

    return put_back


def test_four_eyes_by_altered_history_stand_in_the_record_though_all_is_put_back(
    room: Path,
) -> None:
    with desk_of(room, "Budi") as budi, desk_of(room) as ana:
        article = budi.copy.new(Text(headline="Satu", body=("Warga pulang ke rumah.",))).id
        budi.moves.submit(article, to="Ana")
        budi.notes.add(article, "Sudah dicek.")
        with pytest.raises(MoveRefused):
            budi.moves.publish(article)
        submitted = next(
            str(event.number)
            for event in ana.store.dossier(article).events
            if event.kind == "submitted"
        )

        def somebody_else(content: dict[str, Any]) -> None:
            content["events"][submitted]["editor"] = content["revisions"]["1"]["by"] = "Citra"

        put_back = _altered(room, article, somebody_else)
        budi.moves.publish(article)
        put_back()
        kinds = [event.kind for event in ana.store.dossier(article).events]
        assert kinds[-3:] == [ALTERED, "assigned", "published"]


def test_words_put_into_an_old_revision_stand_in_the_record_though_they_are_put_back(
    ana: Desk, room: Path
) -> None:
    article = ana.copy.new(Text(headline="Satu", body=("Gubernur hadir.",))).id
    ana.copy.edit(article, lambda text: replace(text, body=("Bupati hadir.",)))
    put_back = _altered(
        room, article, lambda content: content["paragraphs"]["1"].update(text="Gubernur korupsi.")
    )
    ana.revisions.restore(article, "1")
    put_back()
    assert [event.kind for event in ana.store.dossier(article).events[-2:]] == [ALTERED, "edited"]


def test_an_altered_history_is_told_once_and_again_when_more_of_it_is_altered(
    ana: Desk, room: Path
) -> None:
    article = written(ana).id
    path = path_of(room / "articles", article)
    by_hand(path, lambda content: content["events"]["2"].update(editor="Orang Lain"))
    for number in range(3):
        ana.copy.set(article, {"rubric": f"Kota {number}"})
    kinds = [event.kind for event in ana.store.dossier(article).events]
    assert kinds.count(ALTERED) == 1
    by_hand(path, lambda content: content["events"]["1"].update(editor="Orang Lain"))
    ana.copy.set(article, {"rubric": "Desa"})
    assert [event.kind for event in ana.store.dossier(article).events].count(ALTERED) == 2
    assert ana.checking.verify(), "what is told stays a fault"


def test_a_rule_that_was_off_cannot_be_taken_out_of_a_sign_off(room: Path) -> None:
    settings = room / "newsroom.toml"
    settings.write_text(settings.read_text().replace("four_eyes = true", "four_eyes = false"))
    signed = published(room)
    path = path_of(room / "articles", signed.id)
    by_hand(
        path, lambda content: content["article"]["1"]["sign_offs"][0]["rules"].pop("four_eyes")
    )
    with desk_of(room) as desk:
        assert "sign-off" in " ".join(fault.what for fault in desk.checking.verify())


def test_a_limit_of_nothing_is_another_rule(room: Path) -> None:
    settings = room / "newsroom.toml"
    strict = settings.read_text()
    for limit in ("judul-panjang = 60", "judul-panjang = 60, kalimat-panjang = 0"):
        settings.write_text(f"{strict}\n[copydesk]\nlimit = {{ {limit} }}\n")
        with desk_of(room) as desk:
            desk.copy.new(Text(headline="Satu", body=BODY))
    with desk_of(room) as desk:
        assert [event.kind for event in desk.store.team().events].count("rules") == 2


def test_a_role_changed_back_after_the_act_is_told_as_well(ana: Desk, room: Path) -> None:
    before = (room / "team.json").read_bytes()
    promoted(room)
    with desk_of(room, "Citra") as citra:
        citra.team.role("Budi", Role.GUEST)
    kinds = [event.kind for event in ana.store.team().events]
    assert kinds[-2:] == [ALTERED, "role"]
    anchor = ana.checking.anchor()
    (room / "team.json").write_bytes(before)
    assert [fault.name for fault in ana.checking.verify(anchor)] == ["team"]


LAX: dict[str, tuple[str, dict[str, Any]]] = {
    "a rule that is off": ('off = ["tidak-baku"]', {"off": ["tidak-baku"]}),
    "a milder rule": (
        'severity = { tidak-baku = "saran" }',
        {"severity": {"tidak-baku": "saran"}},
    ),
    "a word list": ('words = ["apotik"]', {"words": ["apotik"]}),
}


@pytest.mark.parametrize("name", LAX)
def test_settings_of_the_copy_desk_stand_in_the_record_and_in_the_sign_off(
    room: Path, name: str
) -> None:
    setting, told = LAX[name]
    settings = room / "newsroom.toml"
    strict = settings.read_text()
    settings.write_text(f"{strict}\n[copydesk]\n{setting}\n")
    signed = published(room)
    settings.write_text(strict)
    with desk_of(room) as desk:
        events = desk.store.team().events
        rules = next(event.data for event in events if event.kind == "rules")
        assert rules["copydesk"] == signed.article.sign_offs[-1].rules["copydesk"] == told
        assert desk.checking.verify() == ()
        desk.copy.new(Text(headline="Naskah Lain", body=BODY))
        assert "copydesk" not in desk.store.team().events[-1].data


def test_a_rule_file_stands_in_the_record_by_its_hash(room: Path) -> None:
    settings, rules = room / "newsroom.toml", room / "gaya.toml"
    settings.write_text(settings.read_text() + '\n[copydesk]\nrules = ["gaya.toml"]\n')
    hashes = []
    for number in (1, 2):
        rules.write_text(RULE.format(number=number))
        signed = published(room)
        hashes.append(signed.article.sign_offs[-1].rules["rule_files"]["gaya.toml"])
    with desk_of(room) as desk:
        told = [
            event.data["rule_files"]["gaya.toml"]
            for event in desk.store.team().events
            if event.kind == "rules"
        ]
    assert told == hashes
    assert len(set(hashes)) == 2


RULE = """
[[rule]]
id = "gaya-{number}"
severity = "saran"
kind = "spelling"
message = {{ id = "Tulis terpisah.", en = "Write it apart." }}
source = "Buku gaya."
words = {{ "kesana" = "ke sana" }}
wrong = [
  {{ text = "Ia kesana.", cut = "kesana", fix = "ke sana" }},
  {{ text = "Mereka kesana.", cut = "kesana", fix = "ke sana" }},
]
right = ["Ia ke sana.", "Mereka ke sana."]
"""


def published(room: Path) -> Dossier:
    with desk_of(room) as ana, desk_of(room, "Budi") as budi:
        article = ana.copy.new(Text(headline="Warga Kembali", body=("Warga pulang ke rumah.",))).id
        ana.moves.submit(article, to="Budi")
        return budi.moves.publish(article, override="Uji.")


def test_each_change_of_the_rules_is_told_once_by_the_next_act_of_any_open_desk(
    room: Path,
) -> None:
    settings = room / "newsroom.toml"
    strict = settings.read_text()
    with desk_of(room) as ana, desk_of(room, "Budi") as budi:
        article = ana.copy.new(Text(headline="Satu", body=BODY)).id
        settings.write_text(strict.replace("four_eyes = true", "four_eyes = false"))
        budi.copy.set(article, {"rubric": "Kota"})
        ana.copy.set(article, {"rubric": "Desa"})
        settings.write_text(strict)
        ana.copy.set(article, {"rubric": "Pantai"})
        budi.copy.set(article, {"rubric": "Kota"})
        events = [event for event in ana.store.team().events if event.kind == "rules"]
    assert [(event.editor, event.data["four_eyes"]) for event in events] == [
        ("Budi", False),
        ("Ana", True),
    ]


def test_a_dossier_older_than_an_anchor_that_does_not_know_it_is_named(
    ana: Desk, room: Path
) -> None:
    with desk_of(room, clock=lambda: datetime.now(UTC) - timedelta(hours=2)) as past:
        slipped_in = past.copy.new(Text(headline="Disusupkan", body=BODY)).id
    path = path_of(room / "articles", slipped_in)
    kept = path.read_bytes()
    path.unlink()
    anchor = ana.checking.anchor()
    younger = ana.copy.new(Text(headline="Baru", body=BODY)).id
    assert ana.checking.verify(anchor) == ()
    path.write_bytes(kept)
    assert ana.checking.verify() == ()
    assert [fault.name for fault in ana.checking.verify(anchor)] == [slipped_in]
    assert younger != slipped_in


@pytest.mark.parametrize("place", ["article", "revisions"])
def test_a_dossier_that_only_claims_in_places_to_be_old_is_named_as_well(
    ana: Desk, room: Path, place: str
) -> None:
    anchor = ana.checking.anchor()
    article = ana.copy.new(Text(headline="Disusupkan", body=BODY)).id
    field = "created_at" if place == "article" else "at"
    by_hand(
        path_of(room / "articles", article),
        lambda content: content[place]["1"].update({field: "2020-01-01T00:00:00Z"}),
    )
    assert "older than the anchor" in " ".join(fault.what for fault in ana.checking.verify(anchor))


def test_an_event_without_a_state_behind_one_with_a_state_is_found(ana: Desk, room: Path) -> None:
    article = written(ana)
    last = to_builtins(article.events[-1])
    slipped = convert({**last, "number": last["number"] + 1, "state": "", "previous": ""}, Event)
    forged = replace(
        article, events=(*article.events, replace(slipped, previous=article.events[-1].sha256()))
    )
    forged = replace(forged, article=replace(forged.article, seal=record._seal(forged)))
    path_of(room / "articles", article.id).write_bytes(dossiers.encode(forged))
    assert "does not tell to which state it led" in " ".join(
        fault.what for fault in ana.checking.verify()
    )


def test_content_of_an_event_is_named_by_its_hash_so_that_an_erasure_can_be_told(
    ana: Desk,
) -> None:
    """A lawful erasure replaces a value by its hash; the chain of events must stay valid."""
    event = next(event for event in written(ana).events if event.data.get("text") == "Cek angka.")
    assert event.sha256() != replace(event, data={**event.data, "text": "Lain."}).sha256()
    bare = replace(event, data={}, before={})
    by_hash = [
        {key: hashing.sha256(hashing.canonical(value).encode()) for key, value in values.items()}
        for values in (event.data, event.before)
    ]
    assert event.sha256() == hashing.digest((bare, *by_hash)), "without a look at the content"


def test_a_team_in_memory_and_its_file_have_one_state(ana: Desk, room: Path) -> None:
    found: Team = teams.evidence(room / "team.json")
    assert found.events[-1].state == record.team_state_of(found)
    assert record.is_team_sealed(found)


@contextmanager
def publishing_waits(desk: Desk, article: str, override: str = "") -> Iterator[list[object]]:
    """A publication waits for the lock of slugs meanwhile, and goes on afterwards.

    The list then holds its one result: the stage of the article, or the kind of the error.
    """
    done: list[object] = []

    def publish() -> None:
        try:
            done.append(desk.moves.publish(article, override).article.stage)
        except RedaksiError as error:
            done.append(type(error))

    acting = Thread(target=publish)
    with desk.store.exclusively("slug"):
        acting.start()
        time.sleep(0.5)
        assert done == []
        yield done
    acting.join(60)


@pytest.mark.parametrize("loses", ["the role", "the name", "nothing"])
def test_who_loses_the_role_while_an_act_waits_for_a_lock_does_not_act(
    room: Path, loses: str
) -> None:
    """An act waits for a lock that its person holds, and goes on when the role is lost."""
    with desk_of(room) as ana, desk_of(room, "Budi") as budi:
        article = ana.copy.new(Text(headline="Satu", body=("Isi satu.",))).id
        ana.moves.submit(article, to="Budi")
        with publishing_waits(budi, article, override="Uji.") as done:
            if loses == "the role":
                ana.team.role("Budi", Role.GUEST)
            if loses == "the name":
                ana.team.remove("Budi")
        published = ana.reading.article(article).article.stage is Stage.PUBLISHED
    assert published is (loses == "nothing"), done
    assert done == [Stage.PUBLISHED if loses == "nothing" else MoveRefused]


def test_rules_that_change_while_an_act_waits_for_a_lock_hold_for_that_act(room: Path) -> None:
    settings = room / "newsroom.toml"
    strict = settings.read_text()
    with desk_of(room) as ana:
        article = ana.copy.new(Text(headline="Satu", body=("Isi satu.",))).id
        ana.moves.submit(article, to="Ana")
        settings.write_text(strict.replace("four_eyes = true", "four_eyes = false"))
        with publishing_waits(ana, article) as done:
            settings.write_text(strict)
        assert done == [MoveRefused]
        assert ana.reading.article(article).article.stage is Stage.REVIEW
