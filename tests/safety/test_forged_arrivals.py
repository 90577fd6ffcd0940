"""A forged file in our own JSON brings in its text and none of its claims about the past."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from redaksi.desk.imports import ImportOutcome
from redaksi.domain import audit
from redaksi.domain.article import Article, Role, Stage, Text
from redaksi.errors import BadInput, MoveRefused
from tests.desk.rooms import CHIEF, Room, rooms

FLAWED = Text(
    headline="Banjir Surut di Desa", body=("Air surut.", "Ini sekedar contoh, kata warga.")
)
NAMES = ("Boss Palsu", "Budi Editor", "Nama Lain", "Rina Palsu")
LONG_AGO = "2001-02-03T04:05:06Z"


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return next(rooms(tmp_path))


def forged(**changes: Any) -> bytes:
    """A file with forged waivers, sign-offs, assignments and dates; `changes` replace fields."""
    signed = {"at": LONG_AGO, "sha256": FLAWED.sha256()}
    waiver = {
        "field": "body",
        "paragraph": "p2",
        "text": "sekedar",
        "reason": "Kutipan.",
        "by": "Budi Editor",
        "at": LONG_AGO,
    }
    article = {
        "id": "010203-abcde",
        "version": 40,
        "stage": "published",
        "stage_since": LONG_AGO,
        "text": msgspec.to_builtins(FLAWED),
        "paragraph_ids": ["p1", "p2"],
        "assignments": {
            "draft": {"editor": "Rina Palsu", "by": "Boss Palsu", "at": LONG_AGO},
            "review": {"editor": "Budi Editor", "by": "Boss Palsu", "at": LONG_AGO},
            "published": {"editor": "Nama Lain", "by": "Boss Palsu", "at": LONG_AGO},
        },
        "created_at": LONG_AGO,
        "updated_at": LONG_AGO,
        "due": LONG_AGO,
        "spiked_at": LONG_AGO,
        "published_at": LONG_AGO,
        "slug": "banjir-surut",
        "origin": {"name": "polisi.txt", "format": "text", "fingerprint": "0" * 64},
        "sign_offs": [
            {"editor": "Budi Editor", "revision": 1, **signed, "sha256": "0" * 64},
            {
                "editor": "Budi Editor",
                "revision": 7,
                **signed,
                "override": "Boleh.",
                "origin": "kantor pusat",
            },
        ],
        "waivers": [{"rule": rule, **waiver} for rule in ("tidak-baku", "ejaan-kata")],
        "seal": "f" * 64,
    }
    return json.dumps({"redaksi": 1, "article": article | changes}).encode()


def claimed(article: Article) -> set[str]:
    """The claims of a forged file that `article` has adopted."""
    told = msgspec.to_builtins(article)
    words = json.dumps({key: value for key, value in told.items() if key != "text"}, default=str)
    found = {
        name
        for name in (*NAMES, "2001-02-03", "polisi.txt", "kantor pusat", "Kutipan.")
        if name in words
    }
    return found | {field for field in ("due", "spiked_at", "waivers") if getattr(article, field)}


def arrive(room: Room, data: bytes, by: str = CHIEF, override: str = "Arsip.") -> Article:
    arrival = room.desk(by).imports.data(data, "a.json", keep_stage=True, override=override)
    assert arrival.outcome is ImportOutcome.IMPORTED
    return room.store.dossier(arrival.id).article


def test_nothing_that_a_file_claims_of_its_past_becomes_ours(room: Room) -> None:
    team = room.store.team().members
    article = arrive(room, forged())
    assert claimed(article) == set()
    assert (article.text, article.stage, article.version) == (FLAWED, Stage.PUBLISHED, 1)
    (sign_off,) = article.sign_offs
    assert (sign_off.editor, sign_off.override, sign_off.revision) == (CHIEF, "Arsip.", 1)
    assert any("sekedar" in sentence for sentence in sign_off.set_aside)
    assert room.store.team().members == team
    dossier = room.store.dossier(article.id)
    assert audit.faults(dossier) == ()
    evidence = dossier.events[-1].data["evidence"]
    assert (evidence["version"], evidence["spiked_at"], len(evidence["waivers"])) == (
        40,
        LONG_AGO,
        2,
    )
    assert [one["editor"] for one in evidence["sign_offs"]] == ["Budi Editor", "Budi Editor"]


def test_the_claims_would_be_seen_where_they_were_taken() -> None:
    """The negative control: the forged article itself has every claim."""
    document = json.loads(forged())
    assert claimed(msgspec.convert(document["article"], Article)) == {
        *NAMES, "2001-02-03", "polisi.txt", "kantor pusat", "Kutipan.", "due", "spiked_at", "waivers",  # noqa: E501
    }  # fmt: skip


def test_waivers_and_sign_offs_of_a_file_open_no_gate(room: Room) -> None:
    with pytest.raises(MoveRefused) as refused:
        arrive(room, forged(), override="")
    assert ["sekedar" in reason for reason in refused.value.reasons] == [True, False]
    assert "Four eyes" in refused.value.reasons[1]
    assert not room.store.ids()


@pytest.mark.parametrize("name", ["Budi Editor", "Gita Guest", "Orang Luar"])
def test_only_a_chief_sets_the_gate_aside(room: Room, name: str) -> None:
    with pytest.raises(MoveRefused, match="is not a chief"):
        arrive(room, forged(), by=name)
    assert room.store.team().role("Orang Luar") is Role.GUEST
    assert not room.store.ids()


def test_a_forged_embargo_holds_nothing_for_ever_and_lets_nothing_out_early(room: Room) -> None:
    ahead = datetime(2027, 1, 1, tzinfo=UTC)
    assert arrive(room, forged(embargo="2027-01-01T00:00:00Z")).embargo == ahead
    with pytest.raises(BadInput, match="2200"):
        arrive(room, forged(embargo="9999-01-01T00:00:00Z"))


def test_a_spiked_article_of_a_file_is_on_the_board_and_can_be_taken_up(room: Room) -> None:
    article = arrive(room, forged())
    assert [row.id for row in room.desk(CHIEF).reading.rows()] == [article.id]
    room.desk(CHIEF).moves.reopen(article.id, "Ralat.")
    room.desk(CHIEF).moves.spike(article.id)


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (10**30, "2\\^53"),
        (-5, "below 0"),
        ("\x1b[31m", "control"),
        (json.loads("[" * 60 + "]" * 60), "deep"),
    ],
)
def test_what_stands_in_the_free_part_of_a_sign_off_is_bounded_too(
    room: Room, value: object, sentence: str
) -> None:
    signed = {"editor": "Budi Editor", "at": LONG_AGO, "revision": 1, "sha256": FLAWED.sha256()}
    with pytest.raises(BadInput, match=sentence):
        arrive(room, forged(sign_offs=[{**signed, "rules": {"a": value}}]))
    kept = arrive(room, forged(sign_offs=[{**signed, "rules": {"a": [{"b": [5, True, "c"]}]}}]))
    dossier = room.store.dossier(kept.id)
    assert dossier.events[-1].data["evidence"]["sign_offs"][0]["rules"] == {
        "a": [{"b": [5, True, "c"]}]
    }
    assert (
        dossier.article.sign_offs[-1].rules
        == room.store.dossier(room.published().id).article.sign_offs[-1].rules
    )
    assert audit.faults(dossier) == ()
