"""Formats have numbers: a newsroom of an earlier version works on.

An older program refuses a newer file.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from redaksi.config import load_house
from redaksi.desk import Desk, Identity, wording
from redaksi.desk.checking import read_anchor
from redaksi.domain.article import BY_PART, Role, Stage
from redaksi.domain.record import ADOPTED, ALTERED
from redaksi.errors import NewerFormat, RedaksiError, UnknownFields
from redaksi.store.base import DefectKind
from redaksi.store.dossiers import formats
from redaksi.store.files import FileStore
from tests.store.pieces import searched

FORMAT_1 = Path(__file__).parents[1] / "fixtures" / "format-1"
"""A newsroom with an anchor and an export, written by Redaksi before formats had numbers."""


@pytest.fixture
def room(tmp_path: Path) -> Path:
    shutil.copytree(FORMAT_1, tmp_path / "then")
    return tmp_path / "then" / "newsroom"


def desk_of(room: Path, name: str = "Budi S", login: str = "budi") -> Desk:
    return Desk(FileStore(room), load_house(room), Identity(name=name, login=login, host="meja"))


@pytest.fixture
def desk(room: Path) -> Iterator[Desk]:
    with desk_of(room) as opened:
        yield opened


def in_stage(desk: Desk, stage: Stage) -> str:
    return next(row.id for row in desk.store.page() if row.stage is stage)


def file_of(room: Path, article_id: str) -> Path:
    (path,) = room.glob(f"articles/*/{article_id}.json")
    return path


def change(path: Path, act: Any) -> None:
    content = json.loads(path.read_text())
    act(content)
    path.write_text(json.dumps(content))


def test_a_newsroom_of_format_1_verifies_as_before(desk: Desk, room: Path) -> None:
    assert desk.checking.verify() == ()
    assert desk.checking.verify(read_anchor(room.parent / "anchor.json")) == ()
    assert [row.headline for row in desk.store.page()] == [
        "Rob Surut, Warga Kembali",
        "Bakau Pulih di Pesisir Utara",
    ]
    assert searched(desk.store, "lumpur", 5)[0].headline == "Bakau Pulih di Pesisir Utara"
    for path in room.glob("articles/*/*.json"):
        assert b'"state"' not in path.read_bytes()


def test_what_was_altered_in_format_1_is_found_as_before(desk: Desk, room: Path) -> None:
    article = in_stage(desk, Stage.REVIEW)
    change(
        file_of(room, article),
        lambda content: content["article"]["1"].update(due="2027-01-01T00:00:00Z"),
    )
    assert [fault.what for fault in desk.checking.verify()] == [
        "the article is not as its last event left it"
    ]


def test_its_first_act_records_the_state_as_found_and_every_event_from_then_on(
    desk: Desk, room: Path
) -> None:
    article = in_stage(desk, Stage.REVIEW)
    before = len(desk.store.dossier(article).events)
    desk.copy.set(article, {"due": "2026-12-05 10:00"})
    desk.copy.set(article, {"due": "2026-12-06 10:00"})
    events = desk.store.dossier(article).events
    assert [event.kind for event in events[before:]] == [ADOPTED, "set", "set"]
    assert all(event.state and event.whole == BY_PART for event in events[before:])
    desk.team.list()
    with desk_of(room, "Ana W", "ana") as chief:
        chief.team.role("Citra L", Role.GUEST)
    assert [event.kind for event in desk.store.team().events[-2:]] == [ADOPTED, "role"]
    assert desk.checking.verify() == ()
    assert desk.checking.verify(read_anchor(room.parent / "anchor.json")) == ()


def test_what_was_altered_in_format_1_is_no_state_as_found(desk: Desk, room: Path) -> None:
    article = in_stage(desk, Stage.REVIEW)
    change(file_of(room, article), lambda content: content["article"]["1"].update(waivers=[]))
    desk.copy.set(article, {"due": "2026-12-05 10:00"})
    assert [event.kind for event in desk.store.dossier(article).events[-2:]] == [ALTERED, "set"]


def test_its_acts_can_still_be_taken_back(room: Path) -> None:
    with desk_of(room, "Ana W", "ana") as ana:
        article = in_stage(ana, Stage.REVIEW)
        assert ana.moves.undo(article).article.stage is Stage.DRAFT
        assert ana.checking.verify() == ()


def test_it_publishes_and_exports(desk: Desk, room: Path, tmp_path: Path) -> None:
    site = room.parent / "site"
    assert desk.exports.export((), "html", site).unchanged == 1
    published = desk.moves.publish(in_stage(desk, Stage.REVIEW), override="Uji.").article
    assert published.sign_offs[-1].rules["gate"] == ["galat", "etik"]
    desk.copy.set(published.id, {"embargo": ""})
    assert len(desk.exports.export((), "html", site).written) == 1
    assert desk.checking.verify() == ()


OLDER = """
import sys
from redaksi.store.dossiers import formats
from redaksi.store.index import schema, database as index
from redaksi.exporters import manifest
formats.FORMAT -= 1
formats.check.__defaults__ = (formats.FORMAT,)
index.VERSION -= 1
manifest.FORMAT -= 1
from redaksi.cli import run
sys.exit(run(sys.argv[1:]))
"""


def older(room: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run `arguments` in `room` with a Redaksi that does not know the newest formats."""
    return subprocess.run(
        [sys.executable, "-c", OLDER, "--newsroom", str(room), "--as", "Budi S", *arguments],
        env={"PATH": "", "HOME": str(room.parent), "LANG": "en_US.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_older_program_refuses_a_newer_newsroom_by_name_and_loses_nothing(room: Path) -> None:
    with desk_of(room, "Ana W", "ana") as ana:
        ana.team.role("Citra L", Role.GUEST)
        article = in_stage(ana, Stage.REVIEW)
        ana.copy.set(article, {"due": "2026-12-06 10:00"})
        ana.store.refresh()
    files = [room / "team.json", file_of(room, article)]
    before = [path.read_bytes() for path in files]
    for command in (
        ("set", article, "rubric=Kota"),
        ("team", "add", "Dewi"),
        ("doctor", "--fix"),
        ("list",),
    ):
        done = older(room, *command)
        assert done.returncode in {7, 8}, done
        assert "newer Redaksi" in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
    assert [path.read_bytes() for path in files] == before
    assert not list(room.glob(".aside/*.json"))


def test_a_newer_dossier_is_no_damage_that_the_doctor_moves_aside(desk: Desk, room: Path) -> None:
    article = in_stage(desk, Stage.REVIEW)
    path = file_of(room, article)
    change(path, lambda content: content.update(meta={"1": {"format": formats.FORMAT + 1}}))
    found = [
        one
        for one in desk.store.upkeep().examine(desk.now, lambda _done, _total: None)
        if path.name in str(one.names)
    ]
    assert [one.kind for one in found] == [DefectKind.NEWER]
    for one in found:
        desk.store.upkeep().mend(one)
    assert path.exists()
    with pytest.raises(NewerFormat):
        desk.copy.set(article, {"rubric": "Desa"})


def test_an_unknown_field_is_named_and_a_save_that_would_lose_it_is_refused(
    desk: Desk, room: Path
) -> None:
    article = in_stage(desk, Stage.REVIEW)
    path = file_of(room, article)
    change(path, lambda content: content["article"]["1"]["text"].update(subdeck="ISI BARU"))
    before = path.read_bytes()
    assert [fault.what for fault in desk.checking.verify()] == [
        "it holds fields that this Redaksi does not know: article.1.text.subdeck"
    ]
    with pytest.raises(UnknownFields, match=r"article\.1\.text\.subdeck"):
        desk.copy.set(article, {"rubric": "Desa"})
    assert path.read_bytes() == before


def test_an_unknown_field_of_the_team_is_named_and_a_save_that_would_lose_it_is_refused(
    room: Path,
) -> None:
    path = room / "team.json"
    change(path, lambda content: content["members"]["2"].update(desk="Kota"))
    before = path.read_bytes()
    with desk_of(room, "Ana W", "ana") as ana:
        assert [fault.what for fault in ana.checking.verify()] == [
            "it holds fields that this Redaksi does not know: members.2.desk"
        ]
        with pytest.raises(UnknownFields, match=r"members\.2\.desk"):
            ana.team.role("Citra L", Role.GUEST)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["team.json", "dossier"])
def test_an_unknown_field_that_is_no_text_is_a_fault_and_no_end_of_verify(
    desk: Desk, room: Path, name: str
) -> None:
    path = room / name if name == "team.json" else file_of(room, in_stage(desk, Stage.REVIEW))
    path.write_bytes(
        path.read_bytes().replace(b"{", b'{"x": "\xff",', 2).replace(b'{"x": "\xff",', b"{", 1)
    )
    assert desk.checking.verify()


@pytest.mark.parametrize(
    "data",
    [
        {"stage": ["a"]},
        {"role": {}},
        {"merged": {}, "fields": 5},
        {"undone": [1]},
        {"field": [], "value": {}},
    ],
)
def test_events_of_wrong_types_are_told_as_far_as_they_make_sense(
    desk: Desk, room: Path, data: dict[str, Any]
) -> None:
    article = in_stage(desk, Stage.REVIEW)
    change(
        file_of(room, article),
        lambda content: [event["data"].update(data) for event in content["events"].values()],
    )
    for kind in ("assigned", "edited", "undone", "set", "role"):
        for event in desk.store.dossier(article).events:
            assert wording.event(replace(event, kind=kind), desk.house.zone)
    with pytest.raises(RedaksiError):
        desk.moves.undo(article)
    desk.copy.set(article, {"rubric": "Desa"})
