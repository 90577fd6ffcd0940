"""Every change of a file that bypasses the desk leaves a trace that `verify` finds."""

import copy
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from redaksi.config import load_house
from redaksi.desk import Desk, Identity
from redaksi.desk.checking import Fault
from redaksi.desk.newsroom import create
from redaksi.domain.article import Role, Stage, Text
from redaksi.store.files import FileStore
from redaksi.system import workers

WAYS = 200
BODY = (
    "Warga menanam bakau di pesisir.",
    "Air pasang surut menjelang sore.",
    "Panitia berterima kasih.",
)

Tables = dict[str, dict[str, dict[str, Any]]]


def _desk(folder: Path, name: str) -> Desk:
    return Desk(FileStore(folder), load_house(folder), Identity(name=name, login="u", host="h"))


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A newsroom with two articles that have been through every kind of act."""
    folder = tmp_path / "room"
    create(folder, Identity(name="Ana", login="u", host="h"))
    with _desk(folder, "Ana") as ana, _desk(folder, "Budi") as budi:
        ana.team.add("Budi", Role.EDITOR)
        for headline in ("Bakau Pulih", "Rob Surut"):
            article = ana.copy.new(Text(headline=headline, body=BODY)).id
            ana.copy.edit(
                article,
                lambda text: Text(headline=text.headline + " Lagi", body=BODY[:2], rubric="Kota"),
            )
            ana.copy.set(article, {"due": "2026-12-01 10:00", "tags": "bakau, pesisir"})
            ana.moves.submit(article, to="Budi")
            budi.moves.return_(article, "Tambah sumber kedua.")
            ana.moves.submit(article)
            budi.copy.edit(
                article,
                lambda text: Text(headline=text.headline, body=(*BODY, "Kata lurah, aman.")),
            )
            budi.moves.publish(article)
            budi.moves.reopen(article, "Ralat angka.")
            ana.copy.edit(
                article,
                lambda text: Text(headline=text.headline, body=(*text.body, "Ralat: 40 batang.")),
            )
            ana.moves.assign(article, Stage.REVIEW, "Ana")
    return folder


def _verified(folder: Path, anchor: Any = None) -> list[str]:
    with _desk(folder, "Ana") as desk:
        return [f"{fault.name}: {fault.what}" for fault in desk.checking.verify(anchor)]


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, item in items:
        if isinstance(item, dict | list):
            yield from _leaves(item, (*path, key))
        else:
            yield (*path, key)


def _change(tables: Tables, dice: random.Random) -> None:
    *path, last = dice.choice(list(_leaves(tables)))
    holder: Any = tables
    for key in path:
        holder = holder[key]
    value = holder[last]
    holder[last] = (
        not value
        if isinstance(value, bool)
        else value + 1
        if isinstance(value, int)
        else f"{value or ''}x"
    )


def _delete(tables: Tables, dice: random.Random) -> None:
    table = tables[dice.choice(["paragraphs", "revisions", "events"])]
    del table[dice.choice(list(table))]


def _reorder(tables: Tables, dice: random.Random) -> None:
    table = tables[dice.choice(["revisions", "events"])]
    one, other = dice.sample(list(table), 2)
    table[one], table[other] = table[other], table[one]


def _cut(tables: Tables, dice: random.Random) -> None:
    table = tables[dice.choice(["revisions", "events"])]
    for key in list(table)[dice.randrange(1, len(table)) :]:
        del table[key]


def test_an_untouched_newsroom_is_whole(room: Path) -> None:
    assert _verified(room) == []


@pytest.mark.parametrize("act", [_change, _delete, _reorder, _cut])
def test_every_random_change_is_found(room: Path, act: Any) -> None:
    dice = random.Random(act.__name__)
    files = sorted((room / "articles").glob("*/*.json"))
    for _ in range(WAYS // 4):
        file = dice.choice(files)
        before = file.read_bytes()
        tables = json.loads(before)
        changed = copy.deepcopy(tables)
        act(changed, dice)
        file.write_text(json.dumps(changed))
        assert any(fault.startswith(file.stem) for fault in _verified(room)), _difference(
            tables, changed
        )
        file.write_bytes(before)
    assert _verified(room) == []


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="one core: nothing to spread")
def test_several_processes_find_the_same_in_the_same_order(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sorted((room / "articles").glob("*/*.json"), key=lambda file: file.stem)
    with _desk(room, "Ana") as desk:
        for number in range(20):
            desk.copy.new(Text(headline=f"Judul {number}", body=BODY))
        anchor = desk.checking.anchor()
    tables = json.loads(files[0].read_text())
    tables["events"]["3"]["editor"] = "Orang Lain"
    files[0].write_text(json.dumps(tables))
    files[1].write_text("{")
    before = _verified(room, anchor)
    assert before[0] == f"{files[0].stem}: event 3 was altered"
    assert [fault.split(":")[0] for fault in before] == [file.stem for file in files]
    helped: list[object] = []
    does = workers._Helper.does

    def noted(self: workers._Helper, chunk: list[object]) -> list[object]:
        helped.append(self)
        return does(self, chunk)

    for name, value in (("FEW", 4), ("CHUNK", 3), ("_Helper.does", noted)):
        monkeypatch.setattr(f"redaksi.system.workers.{name}", value)
    told: list[tuple[int, int]] = []
    with _desk(room, "Ana") as desk:
        assert desk.checking.verify(anchor, lambda *done: told.append(done)) == tuple(
            Fault(name=name, what=what)
            for name, _colon, what in (fault.partition(": ") for fault in before)
        )
        assert told == [(number, 22) for number in range(1, 23)]
        files[1].unlink()
        chains = desk.checking.anchor().chains
    assert {name: anchor.chains[name] for name in chains.keys() - {files[0].stem}} == {
        name: link for name, link in chains.items() if name != files[0].stem
    }
    assert len(set(helped)) >= 4, "two for verify, two for the anchor"


def test_a_change_of_the_team_is_found(room: Path) -> None:
    file = room / "team.json"
    before = file.read_bytes()
    dice = random.Random("team")
    for _ in range(20):
        tables = json.loads(before)
        _change(tables, dice)
        file.write_text(json.dumps(tables))
        assert any(fault.startswith("team:") for fault in _verified(room))
    file.write_bytes(before)
    assert _verified(room) == []


def _emptied(tables: Tables) -> Iterator[Tables]:
    """Copies of `tables`, each without a different empty value in the data of events."""
    for key, event in tables["events"].items():
        for part in ("data", "before"):
            for name, value in event.get(part, {}).items():
                if not value:
                    changed = copy.deepcopy(tables)
                    del changed["events"][key][part][name]
                    yield changed


def test_an_empty_value_that_is_taken_out_of_an_event_is_found(room: Path) -> None:
    """An undo restores `due: null`, and `four_eyes: false` records a rule that is off."""
    with _desk(room, "Ana") as desk:
        newest = desk.copy.new(Text(headline="Judul", body=BODY)).id
        desk.copy.set(newest, {"due": "2026-12-01 10:00"})  # only the seal follows this event
        house = load_house(room)
        lax = replace(house, rules=replace(house.rules, four_eyes=False, gate=()))
    with Desk(FileStore(room), lax, Identity(name="Ana", login="u", host="h")) as desk:
        desk.copy.new(Text(headline="Judul", body=BODY))
    found = 0
    for file in (room / "team.json", *(room / "articles").glob("*/*.json")):
        before = file.read_bytes()
        for changed in _emptied(json.loads(before)):
            file.write_text(json.dumps(changed))
            assert any(fault.startswith(f"{file.stem}:") for fault in _verified(room)), (
                _difference(json.loads(before), changed)
            )
            found += 1
        file.write_bytes(before)
    assert found > 20
    assert _verified(room) == []


def test_a_tail_cut_with_care_and_a_removed_dossier_show_against_an_anchor(room: Path) -> None:
    kept, gone = sorted((room / "articles").glob("*/*.json"))
    before = kept.read_bytes()
    with _desk(room, "Ana") as desk:
        desk.moves.assign(kept.stem, Stage.REVIEW, "Budi")
        anchor = desk.checking.anchor()
    kept.write_bytes(before)  # an older, intact version of the file
    gone.unlink()
    assert _verified(room) == []
    faults = _verified(room, anchor)
    assert [fault.split(":")[0] for fault in faults] == [kept.stem, gone.stem]


def test_a_hand_made_change_is_told_by_the_next_act(room: Path) -> None:
    file = next((room / "articles").glob("*/*.json"))
    file.write_text(file.read_text().replace("Ralat: 40 batang.", "Ralat: 90 batang."))
    with _desk(room, "Budi") as desk:
        desk.copy.edit(file.stem, lambda text: Text(headline="Judul Baru", body=text.body))
        kinds = [event.kind for event in desk.reading.history(file.stem)]
    assert kinds[-2:] == ["altered_outside", "edited"]


def _difference(before: Tables, after: Tables) -> str:
    """The first table that differs, as the message of a failed test."""
    return next(
        f"{name}: {before[name]} -> {after[name]}"
        for name in before
        if before[name] != after[name]
    )
