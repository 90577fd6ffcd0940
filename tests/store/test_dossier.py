"""The file of a dossier: TinyDB opens it, people and git can read it, and it only grows."""

import difflib
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from tinydb import TinyDB, where
from tinydb.table import Document

from redaksi.domain.article import Dossier, Note, Photo, Stage, Team
from redaksi.domain.ids import is_id
from redaksi.errors import NewerFormat, StaleRevision, UnknownFields, UnreadableDossier
from redaksi.store.dossiers import dossier as dossiers
from redaksi.store.dossiers import team
from redaksi.store.dossiers.formats import FORMAT
from redaksi.store.dossiers.layout import path_of, shard_of
from redaksi.store.dossiers.tables import StagedStorage, StagedTables
from redaksi.system import sharing
from redaksi.system.durable import replace as replace_file
from tests.store.pieces import as_stored, moved, piece, rewritten
from tests.store.pieces import dossiers as any_dossier


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "240603-aaaaa.json"


def save(path: Path, dossier: Dossier) -> Dossier:
    saved = replace(dossier, article=replace(dossier.article, version=dossier.version + 1))
    dossiers.write(path, saved, dossier.version)
    return saved


def test_plain_tinydb_opens_a_dossier_and_shows_its_tables(path: Path) -> None:
    save(path, save(path, piece("240603-aaaaa", headline="Banjir rob")))
    with TinyDB(path) as tables:
        assert tables.tables() == {"article", "paragraphs", "revisions", "events", "notes", "meta"}
        assert tables.table("meta").all() == [{"format": FORMAT}]
        (article,) = tables.table("article").all()
        assert article["text"]["headline"] == "Banjir rob"
        assert article["text"]["body"] == ["Alinea pertama.", "Alinea kedua."]
        assert len(tables.table("events").search(where("kind") == "created")) == 1
        assert [row["text"] for row in tables.table("paragraphs")] == [
            "Alinea pertama.",
            "Alinea kedua.",
        ]


def test_what_plain_tinydb_changed_is_read_and_kept(path: Path) -> None:
    first = save(path, piece("240603-aaaaa"))
    with TinyDB(path) as tables:
        tables.table("article").update({"slug": "dari-tangan"})
        tables.table("jottings").insert({"by": "another program"})
    found = dossiers.read(path)
    assert found == replace(first, article=replace(first.article, slug="dari-tangan"))
    save(path, rewritten(found, "Baru."))
    with TinyDB(path) as tables:
        assert tables.table("jottings").all() == [{"by": "another program"}]


def test_the_article_comes_first_and_reads_like_a_page(path: Path) -> None:
    save(path, piece("240603-aaaaa", headline="Banjir [FOTO]"))
    lines = path.read_text().splitlines()
    assert list(json.loads(path.read_text())) == [
        "article",
        "paragraphs",
        "revisions",
        "events",
        "notes",
        "meta",
    ]
    assert '  "headline": "Banjir [FOTO]",' in lines[:12]
    assert '   "Alinea pertama.",' in lines[:20]


def test_a_save_adds_lines_and_changes_no_line_of_history(path: Path) -> None:
    first = save(path, rewritten(piece("240603-aaaaa"), "Satu.", "Dua."))
    before = path.read_text()
    save(path, rewritten(first, "Satu.", "Tiga."))
    after = path.read_text()
    history = before[before.index('"paragraphs"') :].splitlines()
    kept = {line.rstrip(",") for line in after.splitlines()}
    assert [line for line in history if line.rstrip(",") not in kept] == []
    removed = [
        line
        for line in difflib.ndiff(before.splitlines(), after.splitlines())
        if line.startswith("- ")
    ]
    assert len(removed) < 10


def test_unknown_fields_and_tables_hinder_no_reading_and_outlive_a_save(path: Path) -> None:
    first = save(path, piece("240603-aaaaa"))
    content = json.loads(path.read_text())
    for table in ("paragraphs", "revisions", "events"):
        for row in content[table].values():
            row["of a later version"] = {"x": [1]}
    content["of a later version"] = {"1": {"y": None}}
    path.write_text(json.dumps(content))
    assert dossiers.read(path) == first
    assert dossiers.unknown_fields(path) == [
        "paragraphs.1.of a later version",
        "paragraphs.2.of a later version",
        "revisions.1.of a later version",
        "events.1.of a later version",
        "of a later version",
    ]
    second = save(path, rewritten(first, "Baru."))
    assert dossiers.read(path) == second
    after = json.loads(path.read_text())
    assert after["events"]["1"]["of a later version"] == {"x": [1]}
    assert after["of a later version"] == {"1": {"y": None}}


@pytest.mark.parametrize(
    ("place", "named"),
    [
        (lambda content: content["article"]["1"], "article.1.subdeck"),
        (lambda content: content["article"]["1"]["text"], "article.1.text.subdeck"),
        (
            lambda content: content["article"]["1"]["text"]["photos"][0],
            "article.1.text.photos.1.subdeck",
        ),
        (
            lambda content: content["article"]["1"]["assignments"]["draft"],
            "article.1.assignments.draft.subdeck",
        ),
        (lambda content: content["notes"]["1"], "notes.1.subdeck"),
    ],
)
def test_a_save_that_would_lose_an_unknown_field_is_refused(
    path: Path, place: Callable[[Any], dict[str, Any]], named: str
) -> None:
    begun = moved(piece("240603-aaaaa", photos=(Photo(file="rob.jpg"),)), Stage.DRAFT, "Ana")
    note = Note(id="n1", text="Cek.", by="Ana", at=begun.article.created_at)
    first = save(path, replace(begun, notes=(note,)))
    content = json.loads(path.read_text())
    place(content)["subdeck"] = "ISI BARU"
    path.write_text(json.dumps(content))
    before = path.read_bytes()
    assert dossiers.read(path) == first
    assert dossiers.unknown_fields(path) == [named]
    with pytest.raises(UnknownFields, match=named):
        save(path, rewritten(first, "Baru."))
    assert path.read_bytes() == before


def test_a_dossier_of_a_newer_format_is_refused_by_name_and_stays(path: Path) -> None:
    first = save(path, piece("240603-aaaaa"))
    content = json.loads(path.read_text())
    content["meta"]["1"]["format"] = FORMAT + 1
    for change in ({}, {"article": {"1": {"id": ["another shape"]}}}):
        path.write_text(json.dumps(content | change))
        before = path.read_bytes()
        for act in (dossiers.read, dossiers.evidence, dossiers.read_article):
            with pytest.raises(NewerFormat, match="240603-aaaaa"):
                act(path)
        with pytest.raises(NewerFormat):
            save(path, rewritten(first, "Baru."))
        assert path.read_bytes() == before


@settings(max_examples=50, deadline=None)
@given(dossier=any_dossier())
def test_encoding_at_once_gives_the_same_dossier(dossier: Dossier) -> None:
    assert (
        as_stored(dossiers.decoded(Path("240603-aaaaa.json"), dossiers.encode(dossier))) == dossier
    )


def test_paragraphs_whose_hashes_begin_alike_are_told_apart(path: Path) -> None:
    dossier = piece("240603-aaaaa")
    (first, second), revision = dossier.pool, dossier.revisions[0]
    twin = first[:12] + second[12:]
    alike = replace(
        dossier,
        pool={first: dossier.pool[first], twin: dossier.pool[second]},
        revisions=(replace(revision, body=(twin, first)),),
    )
    assert dossiers.read(path) is None
    saved = save(path, alike)
    assert dossiers.read(path) == saved
    assert saved.text_of(1).body == ("Alinea kedua.", "Alinea pertama.")


def test_five_hundred_revisions_stay_small(path: Path) -> None:
    body = [f"Alinea {number}. " + "kata " * 40 for number in range(15)]
    dossier = save(path, piece("240603-aaaaa", body=tuple(body)))
    for number in range(500):
        body[number % 15] = f"Alinea {number}, diubah. " + "kata " * 40
        dossier = rewritten(dossier, *body)
    save(path, dossier)
    assert dossiers.read(path) is not None
    assert path.stat().st_size < 700_000


def test_notes_are_rewritten_and_not_doubled(path: Path) -> None:
    note = Note(id="n1", text="Cek.", by="Budi", at=piece("240603-a").article.created_at)
    first = save(path, replace(piece("240603-aaaaa"), notes=(note,)))
    second = save(
        path, replace(first, notes=(replace(note, resolved_by="Ana", resolved_at=note.at),))
    )
    assert dossiers.read(path) == second
    save(path, replace(second, notes=()))
    found = dossiers.read(path)
    assert found is not None
    assert found.notes == ()


def test_a_staged_storage_writes_only_at_its_commit(path: Path) -> None:
    tables = StagedTables(path, 1)
    tables.append("a", [{"x": 1}])
    tables.append("a", [{"x": 2}])
    tables.rewrite("b", [{"y": 1}])
    assert not path.exists()
    tables.staged.commit()
    with TinyDB(path) as plain:
        assert plain.table("a").all() == [Document({"x": 1}, 1), Document({"x": 2}, 2)]
        assert plain.table("b").all() == [{"y": 1}]


def test_a_staged_storage_reads_once(path: Path) -> None:
    path.write_text('{"a": {"7": {"x": 1}}}')
    storage = StagedStorage(path, 1)
    assert storage.read() == storage.read()
    path.unlink()
    assert list(storage.read() or ()) == ["a"]


def test_a_table_goes_on_behind_its_highest_row(path: Path) -> None:
    path.write_text('{"a": {"7": {"x": 1}}}')
    tables = StagedTables(path, 1)
    tables.append("a", [{"x": 2}])
    tables.staged.commit()
    assert json.loads(path.read_text()) == {"a": {"7": {"x": 1}, "8": {"x": 2}}}


def test_file_and_folder_are_on_the_disk_before_a_save_is_acknowledged(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts: list[str] = []
    fsync, rename = os.fsync, os.replace

    def sync(file: int) -> None:
        acts.append("folder" if stat.S_ISDIR(os.fstat(file).st_mode) else "file")
        fsync(file)

    def put(*args: Any, **kwargs: Any) -> None:
        acts.append("replace")
        rename(*args, **kwargs)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "replace", put)
    replace_file(path, b"x")
    assert acts == ["file", "replace", "folder"]
    replace_file(path.parent / "new" / "x.json", b"x")
    assert acts[3:] == [
        "folder",
        "file",
        "replace",
        "folder",
    ]  # the entry of the new folder is synced first


def test_every_folder_that_is_made_is_on_the_disk_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda file: synced.append(os.fstat(file).st_ino))
    sharing.make_folders(tmp_path / "satu" / "dua" / "tiga", 0o700)
    assert set(synced) == {
        path.stat().st_ino for path in (tmp_path, tmp_path / "satu", tmp_path / "satu" / "dua")
    }
    synced.clear()
    sharing.make_folders(tmp_path / "satu" / "dua")
    assert synced == []
    sharing.make_folder(tmp_path / "empat")
    assert synced == [tmp_path.stat().st_ino]


def test_a_replaced_file_takes_the_mode_of_its_folder_whatever_the_umask(tmp_path: Path) -> None:
    tmp_path.chmod(0o2770)
    replace_file(tmp_path / "new" / "x.json", b"x")
    assert (tmp_path / "new" / "x.json").stat().st_mode & 0o7777 == 0o660
    assert (tmp_path / "new").stat().st_mode & 0o7777 == 0o2770
    tmp_path.chmod(0o700)
    replace_file(tmp_path / "y.json", b"y")
    assert (tmp_path / "y.json").stat().st_mode & 0o7777 == 0o600


def test_ids_become_paths_only_if_they_are_ids(tmp_path: Path) -> None:
    assert (
        path_of(tmp_path, "240603-k7f3q")
        == tmp_path / shard_of("240603-k7f3q") / "240603-k7f3q.json"
    )
    for wrong in (
        "",
        ".",
        "..",
        "a/b",
        "a\\b",
        "A",
        "a.json",
        "-a",
        "a-",
        "a\n",
        "\x00",
        "é",
        "a" * 65,
    ):
        assert not is_id(wrong)
        with pytest.raises(ValueError, match="not an id"):
            path_of(tmp_path, wrong)


def test_a_team_file_is_opened_by_plain_tinydb(tmp_path: Path) -> None:
    path = tmp_path / "team.json"
    team.write(path, Team())
    with TinyDB(path) as tables:
        assert tables.tables() == {"meta", "members", "events"}
    with pytest.raises(StaleRevision):
        team.write(path, Team())
    path.write_text("{}")
    with pytest.raises(UnreadableDossier):
        team.read(path)


def test_the_stage_in_the_file_is_a_word(path: Path) -> None:
    save(path, moved(piece("240603-aaaaa"), Stage.REVIEW, "Budi"))
    article = json.loads(path.read_text())["article"]["1"]
    assert article["stage"] == "review"
    assert article["assignments"]["review"]["editor"] == "Budi"
