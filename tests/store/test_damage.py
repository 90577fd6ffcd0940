"""Damage to a newsroom by the disk and by other programs, and the reaction of the store."""

import errno
import json
import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tinydb import TinyDB

from redaksi.domain import record
from redaksi.domain.article import Stage, Team
from redaksi.errors import (
    ArticleNotFound,
    BadInput,
    DiskFull,
    NewerFormat,
    ReadOnlyNewsroom,
    StorageError,
    UnreadableDossier,
)
from redaksi.store.dossiers import storage
from redaksi.store.dossiers.layout import path_of
from redaksi.store.files import FileStore
from redaksi.store.index.schema import VERSION
from redaksi.store.query import Query
from redaksi.system import safe_files
from tests.store.pieces import ANA, moved, piece, rewritten, searched, versioned


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    FileStore.create(tmp_path).close()
    return tmp_path


@pytest.fixture
def store(newsroom: Path) -> Iterator[FileStore]:
    with FileStore(newsroom) as store:
        store.refresh()  # builds the index
        yield store


def file_of(newsroom: Path, article_id: str) -> Path:
    return path_of(newsroom / "articles", article_id)


def files_in(folder: Path) -> set[str]:
    return {
        path.name
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".index")
    }


def answers(store: FileStore) -> object:
    """The results of all queries of a board."""
    return (
        [store.page(Query(stage=stage)) for stage in Stage],
        store.page(),
        store.counts(),
        searched(store, "alinea", 1000),
        store.find_slug("slug-1"),
        store.resolve("240603-a1x"),
        store.problems(),
    )


def fill(store: FileStore, count: int = 30) -> None:
    for number in range(count):
        dossier = piece(f"240603-a{number}x", minutes=number % 7)
        store.commit(moved(dossier, list(Stage)[number % 3], "Budi", slug=f"slug-{number}"))


# Dossiers that cannot be read

DAMAGED = {
    "no JSON": b"<<<<<<< HEAD\n",
    "cut off": b'{"article": {"1": {"id": "240603-a1x", ',
    "empty": b"",
    "not UTF-8": b'{"article": {"1": {"id": "\xff"}}}',
    "a list": b"[]",
    "no article": b'{"article": {}}',
    "another shape": b'{"article": {"1": {"id": 5}}}',
    "a table of another shape": b'{"article": []}',
    "deep": b"[" * 100_000,
    "binary": bytes(range(256)) * 40,
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_dossier_is_named_and_skipped_and_left_as_it_is(
    store: FileStore, newsroom: Path, content: bytes
) -> None:
    fill(store, 3)
    path = file_of(newsroom, "240603-a1x")
    path.write_bytes(content)
    assert store.refresh() == {"240603-a1x"}
    assert [problem.name for problem in store.problems()] == [
        f"articles/{path.parent.name}/240603-a1x.json"
    ]
    assert store.problems()[0].why
    assert (
        {row.id for row in store.page()}
        == {row.id for row in searched(store, "alinea")}
        == {"240603-a0x", "240603-a2x"}
    )
    with pytest.raises(UnreadableDossier, match="240603-a1x"):
        store.dossier("240603-a1x")
    for over in (None, versioned(piece("240603-a1x"), 1)):
        with pytest.raises(UnreadableDossier):
            store.commit(piece("240603-a1x"), over)
    assert path.read_bytes() == content
    assert store.refresh() == set()  # the file is not read again
    assert len(store.problems()) == 1


def changed(path: Path, table: str, **values: object) -> None:
    """Write `values` into the last row of `table` of the file `path`, by hand."""
    document = json.loads(path.read_text())
    *_rows, last = document[table].values()
    last.update(values)
    path.write_text(json.dumps(document))


FAR = "0001-01-01T00:00:00+07:00"
OUT_OF_BOUNDS: dict[str, tuple[str, dict[str, object]]] = {
    "a due time in the year 1": ("article", {"due": FAR}),
    "an embargo in the year 9999": ("article", {"embargo": "9999-12-31T23:00:00Z"}),
    "a time without zone": ("article", {"updated_at": "2024-06-03T02:00:00"}),
    "a version beyond 2^53": ("article", {"version": 2**53}),
    "a version beyond 2^64": ("article", {"version": 2**70}),
    "a version below 0": ("article", {"version": -1}),
    "an assignment in the year 1": (
        "article",
        {"assignments": {"draft": {"editor": "x", "by": "x", "at": FAR}}},
    ),
    "a revision of the year 1899": ("revisions", {"at": "1899-12-31T23:00:00Z"}),
    "a revision of a huge version": ("revisions", {"version": 2**60}),
    "an event of the year 2201": ("events", {"at": "2201-01-01T00:00:00Z"}),
    "an event of a huge number": ("events", {"number": 2**53}),
    "a sign-off whose rules are nested without end": (
        "article",
        {
            "sign_offs": [
                {"editor": "x", "at": "2024-06-03T02:00:00Z", "revision": 1, "sha256": "x"}
                | {"rules": {"x": json.loads('{"a":' * 80 + "1" + "}" * 80)}}
            ]
        },
    ),
    "a text beyond all bounds": ("article", {"text": {"headline": "x" * 5_000_001}}),
    "more paragraphs than a book": ("article", {"text": {"body": [""] * 250_001}}),
    "an event nested without end": ("events", {"data": {"x": json.loads("[" * 80 + "]" * 80)}}),
}


@pytest.mark.parametrize(("table", "values"), OUT_OF_BOUNDS.values(), ids=OUT_OF_BOUNDS)
def test_a_dossier_with_values_out_of_bounds_is_named_and_all_others_go_on(
    store: FileStore, newsroom: Path, table: str, values: dict[str, object]
) -> None:
    fill(store, 3)
    changed(file_of(newsroom, "240603-a1x"), table, **values)
    assert store.refresh() == {"240603-a1x"}
    assert len(store.problems()) == 1
    assert [row.id for row in store.page()] == ["240603-a2x", "240603-a0x"]
    store.upkeep().reindex(lambda _done, _total: None)
    assert len(store.problems()) == 1
    with pytest.raises(UnreadableDossier):
        store.dossier("240603-a1x")


@pytest.mark.parametrize("names", [(), ("a",), ("a", "b", "c", "d")])
def test_a_text_that_was_changed_by_hand_has_a_name_for_each_paragraph(
    store: FileStore, newsroom: Path, names: tuple[str, ...]
) -> None:
    fill(store, 1)
    changed(file_of(newsroom, "240603-a0x"), "article", paragraph_ids=names)
    article = store.dossier("240603-a0x").article
    assert len(set(article.paragraph_ids)) == len(article.text.body) == 2
    assert article.paragraph_ids[: len(names)] == names[:2]
    assert store.evidence("240603-a0x").article.paragraph_ids == names


def test_a_dossier_without_events_and_one_at_the_bounds(store: FileStore, newsroom: Path) -> None:
    fill(store, 2)
    path = file_of(newsroom, "240603-a0x")
    changed(path, "article", due="1900-01-01T00:00:00Z", embargo="2200-12-31T23:59:59Z")
    assert store.dossier("240603-a0x").article.due
    path.write_text(json.dumps({**json.loads(path.read_text()), "events": {}}))
    with pytest.raises(UnreadableDossier, match="no events"):
        store.dossier("240603-a0x")


def test_what_nobody_could_read_again_is_not_saved(store: FileStore, newsroom: Path) -> None:
    far = datetime(2201, 1, 1, tzinfo=UTC)
    saved = store.commit(piece("240603-a"))
    before = file_of(newsroom, "240603-a").read_bytes()
    with pytest.raises(BadInput, match="1900 to 2200"):
        store.commit(replace(saved, article=replace(saved.article, due=far)), saved)
    assert file_of(newsroom, "240603-a").read_bytes() == before
    event = record.chained((), 1, "added", far, ANA, {})
    with pytest.raises(BadInput, match="1900 to 2200"):
        store.commit_team(Team(events=(event,)))
    assert not (newsroom / "team.json").exists()


def test_a_team_out_of_bounds_is_refused(store: FileStore, newsroom: Path) -> None:
    (newsroom / "team.json").write_text(json.dumps({"meta": {"1": {"version": 2**64}}}))
    with pytest.raises(UnreadableDossier, match="2\\^53"):
        store.team()


def test_names_that_are_no_utf_8_are_named_and_forgotten_when_they_go(
    store: FileStore, newsroom: Path
) -> None:
    fill(store, 2)
    shard = file_of(newsroom, "240603-a0x").parent
    strange = [
        shard / os.fsdecode(b"kopi-\xe9.json"),
        newsroom / "articles" / os.fsdecode(b"\xff") / "x.json",
    ]
    for path in strange:
        path.parent.mkdir(exist_ok=True)
        path.write_text("{}")
    store.refresh()
    assert {problem.name for problem in store.problems()} == {
        f"articles/{shard.name}/kopi-\\xe9.json",
        "articles/\\xff/x.json",
    }
    assert store.refresh() == set()
    assert len(store.page()) == 2
    assert len(store.upkeep().strays()) == 2
    for path in strange:
        path.unlink()
    store.refresh()
    assert store.problems() == []


@pytest.mark.parametrize("laid", ["a link", "a file"])
def test_a_folder_of_dossiers_that_is_none_is_named_and_all_others_go_on(
    store: FileStore, newsroom: Path, tmp_path_factory: pytest.TempPathFactory, laid: str
) -> None:
    fill(store, 4)
    shard = file_of(newsroom, "240603-a1x").parent
    away = tmp_path_factory.mktemp("lain") / "shard"
    shard.rename(away)
    if laid == "a link":
        shard.symlink_to(away)
    else:
        shard.write_text("x")
    store.refresh()
    assert {problem.name for problem in store.problems()} >= {f"articles/{shard.name}"}
    assert [stray.name for stray in store.upkeep().strays()] == [f"articles/{shard.name}"]
    assert "240603-a1x" not in store.ids()
    assert len(store.page()) == len(store.ids()) >= 2


def test_a_file_that_says_more_than_may_be_read_is_refused_and_never_written(
    store: FileStore, newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = store.commit(piece("240603-a"))
    path = file_of(newsroom, "240603-a")
    before = path.read_bytes()
    monkeypatch.setattr(storage, "LARGEST", len(before) + 500)
    with pytest.raises(StorageError, match="more than"):
        store.commit(rewritten(saved, "panjang " * 200), saved)
    assert path.read_bytes() == before
    monkeypatch.undo()
    with path.open("ab") as file:
        file.truncate(safe_files.LARGEST + 1)
    with pytest.raises(UnreadableDossier, match="16 MB"):
        store.dossier("240603-a")


def test_a_dossier_that_lost_a_paragraph_or_a_revision_is_damaged(
    store: FileStore, newsroom: Path
) -> None:
    path = file_of(newsroom, "240603-a")
    saved = store.commit(rewritten(piece("240603-a"), "Lain."))
    whole = path.read_bytes()
    for table, row in (("paragraphs", 1), ("paragraphs", 3), ("revisions", 1)):
        with TinyDB(path) as tables:
            tables.table(table).remove(doc_ids=[row])
        store.refresh()
        with pytest.raises(UnreadableDossier):
            store.dossier("240603-a")
        assert len(store.problems()) == 1
        path.write_bytes(whole)
    store.refresh()
    assert store.problems() == []
    assert store.dossier("240603-a") == saved


def test_a_folder_in_the_place_of_a_dossier_is_named_and_skipped(
    store: FileStore, newsroom: Path
) -> None:
    fill(store, 3)
    file_of(newsroom, "240603-zz").mkdir(parents=True)
    store.refresh()
    assert len(store.problems()) == 1
    assert len(store.page()) == 3
    with pytest.raises(UnreadableDossier):
        store.dossier("240603-zz")
    with pytest.raises(UnreadableDossier):
        store.commit(piece("240603-zz"))


def test_a_dossier_under_another_name_or_in_another_folder_is_named(
    store: FileStore, newsroom: Path
) -> None:
    fill(store, 1)
    path = file_of(newsroom, "240603-a0x")
    copy = file_of(newsroom, "240603-copy")
    copy.parent.mkdir(exist_ok=True)
    shutil.copy(path, copy)
    elsewhere = newsroom / "articles" / ("00" if path.parent.name != "00" else "01")
    elsewhere.mkdir(exist_ok=True)
    shutil.copy(path, elsewhere)
    store.refresh()
    assert {problem.name for problem in store.problems()} == {
        f"articles/{copy.parent.name}/240603-copy.json",
        f"articles/{elsewhere.name}/240603-a0x.json",
    }
    assert [row.id for row in store.page()] == ["240603-a0x"]


def test_what_is_no_dossier_is_not_looked_at(store: FileStore, newsroom: Path) -> None:
    fill(store, 1)
    folder = file_of(newsroom, "240603-a0x").parent
    (folder / "240603-a0x.json~").write_text("x")
    (folder / ".hidden.json").write_text("x")
    (newsroom / "articles" / "README").write_text("x")
    assert store.refresh() == set()
    assert store.problems() == []


def test_a_problem_that_was_mended_or_removed_is_gone(store: FileStore, newsroom: Path) -> None:
    fill(store, 2)
    first, second = (file_of(newsroom, f"240603-a{number}x") for number in (0, 1))
    whole = first.read_bytes()
    first.write_text("x")
    second.write_text("x")
    store.refresh()
    assert len(store.problems()) == 2
    first.write_bytes(whole)
    second.unlink()
    assert store.refresh() == {"240603-a0x", "240603-a1x"}
    assert store.problems() == []
    assert [row.id for row in store.page()] == ["240603-a0x"]


def test_a_damaged_team_file_is_not_taken_for_an_empty_team(
    store: FileStore, newsroom: Path
) -> None:
    (newsroom / "team.json").write_text("{")
    with pytest.raises(UnreadableDossier, match=r"team\.json"):
        store.team()
    with pytest.raises(UnreadableDossier):
        store.commit_team(Team())


# Changes from outside


def test_a_refresh_takes_in_what_came_changed_and_went(
    store: FileStore, newsroom: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    fill(store, 3)
    other = tmp_path_factory.mktemp("other")
    with FileStore.create(other) as elsewhere:
        elsewhere.commit(piece("240603-new", headline="Datang lewat rsync"))
        shutil.copytree(other / "articles", newsroom / "articles", dirs_exist_ok=True)
    with TinyDB(file_of(newsroom, "240603-a0x")) as tables:
        text = {**tables.table("article").all()[0]["text"], "headline": "Diubah dengan TinyDB"}
        tables.table("article").update({"text": text})
    file_of(newsroom, "240603-a1x").unlink()
    assert store.refresh() == {"240603-new", "240603-a0x", "240603-a1x"}
    assert {row.headline for row in store.page()} == {
        "Datang lewat rsync",
        "Diubah dengan TinyDB",
        "Judul 240603-a2x",
    }
    assert [row.id for row in searched(store, "diubah")] == ["240603-a0x"]
    assert sum(store.counts().values()) == 3
    with pytest.raises(ArticleNotFound):
        store.resolve("240603-a1")


def test_an_older_copy_that_was_put_back_is_taken_in(store: FileStore, newsroom: Path) -> None:
    first = store.commit(piece("240603-a"))
    path = file_of(newsroom, "240603-a")
    old = path.read_bytes()
    store.commit(rewritten(first, "Baru."), first)
    path.write_bytes(old)
    assert store.refresh() == {"240603-a"}
    assert store.page()[0].version == 1
    assert [len(searched(store, word)) for word in ("baru", "kedua")] == [0, 1]


def test_a_prefix_finds_what_came_from_outside_without_being_told(
    store: FileStore, newsroom: Path
) -> None:
    fill(store, 1)
    with FileStore(newsroom) as other:
        other.commit(piece("240604-bbbbb"))
    with sqlite3.connect(newsroom / ".index.sqlite") as index:
        index.execute("DELETE FROM articles WHERE id = '240604-bbbbb'")
        index.execute("DELETE FROM files WHERE name = '240604-bbbbb.json'")
    index.close()
    assert store.resolve("240604") == "240604-bbbbb"


def test_temporary_files_that_nobody_owns_any_more_are_swept(
    store: FileStore, newsroom: Path
) -> None:
    fill(store, 1)
    folder = file_of(newsroom, "240603-a0x").parent
    old, young = (folder / f".240603-a0x.json.{name}.tmp" for name in ("00000000", "11111111"))
    old.touch()
    young.touch()
    os.utime(old, (time.time() - 7200,) * 2)
    store.refresh()
    assert not old.exists()
    assert young.exists()
    assert store.problems() == []


# The index is only a cache


def test_without_its_index_a_newsroom_answers_the_same(store: FileStore, newsroom: Path) -> None:
    fill(store)
    before = answers(store)
    for path in newsroom.glob(".index.sqlite*"):
        path.unlink()
    assert answers(store) == before  # from the open store
    for path in newsroom.glob(".index.sqlite*"):
        path.unlink()
    with FileStore(newsroom) as other:
        assert answers(other) == before
    assert not list(newsroom.glob(".*.tmp*"))


@pytest.mark.parametrize(
    "content",
    [b"", b"garbage" * 1000, b"SQLite format 3\x00" + b"\x07" * 9000],
    ids=["empty", "garbage", "only the header"],
)
def test_a_damaged_index_is_built_anew(newsroom: Path, content: bytes) -> None:
    with FileStore(newsroom) as store:
        fill(store)
        before = answers(store)
    (newsroom / ".index.sqlite").write_bytes(content)
    with FileStore(newsroom) as store:
        assert answers(store) == before
        assert store.refresh() == set()


def test_an_index_whose_pages_went_bad_under_an_open_store_is_built_anew(
    store: FileStore, newsroom: Path
) -> None:
    fill(store)
    before = answers(store)
    store.close()  # merges the write-ahead log into the file
    path = newsroom / ".index.sqlite"
    path.write_bytes(path.read_bytes()[:4096] + b"\xff" * (path.stat().st_size - 4096))
    assert answers(store) == before


@pytest.fixture
def index_of_version(newsroom: Path) -> Callable[[int], bytes]:
    """A function that sets the version of the index and returns the bytes of the index."""

    def set_version(version: int) -> bytes:
        path = newsroom / ".index.sqlite"
        assert path.exists()
        with sqlite3.connect(path) as index:
            index.execute(f"PRAGMA user_version = {version}")
        index.close()
        return path.read_bytes()

    return set_version


def test_an_index_of_an_older_version_is_built_anew(
    newsroom: Path, index_of_version: Callable[[int], bytes]
) -> None:
    with FileStore(newsroom) as store:
        fill(store, 3)
        before = answers(store)
    index_of_version(VERSION - 1)
    with FileStore(newsroom) as store:
        assert answers(store) == before


def test_an_index_of_a_newer_version_is_refused_by_name_and_stays(
    newsroom: Path, index_of_version: Callable[[int], bytes]
) -> None:
    with FileStore(newsroom) as store:
        fill(store, 3)
        store.refresh()
    newer = index_of_version(VERSION + 1)
    with FileStore(newsroom) as store:
        with pytest.raises(NewerFormat, match=r"\.index\.sqlite"):
            store.page()
        with pytest.raises(NewerFormat, match=r"\.index\.sqlite"):
            store.refresh()
    assert (newsroom / ".index.sqlite").read_bytes() == newer


def test_a_store_that_had_the_old_index_open_goes_over_to_the_new_one(newsroom: Path) -> None:
    with FileStore(newsroom) as first, FileStore(newsroom) as second:
        fill(first, 3)
        assert len(second.page()) == 3
        (newsroom / ".index.sqlite").unlink()
        first.refresh()
        second.commit(piece("240603-b"))
        assert len(second.page()) == len(first.page()) == 4
        second.close()  # closing the old file must not touch the log of the new file
        first.commit(piece("240603-c"))
        assert (
            len(first.page()) == 5
        )  # the query waits for the row that is written in the background
        with FileStore(newsroom) as third:
            assert len(third.page()) == 5


def test_the_log_of_an_old_index_does_not_run_into_the_new_one(
    store: FileStore, newsroom: Path
) -> None:
    fill(store)
    assert (newsroom / ".index.sqlite-wal").stat().st_size > 0
    (newsroom / ".index.sqlite").unlink()
    for number in range(25):
        file_of(newsroom, f"240603-a{number}x").unlink()
    with FileStore(newsroom) as other:
        assert (
            len(other.page())
            == len(searched(other, "alinea"))
            == sum(other.counts().values())
            == 5
        )
        assert other._catalogue.ask(
            lambda db: db.execute("PRAGMA integrity_check").fetchall()
        ) == [("ok",)]


def test_a_save_whose_index_row_is_missing_is_found_by_the_refresh(
    store: FileStore, newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, 2)
    store.refresh()
    with monkeypatch.context() as killed:
        killed.setattr(store._catalogue, "saved", lambda *_: None)
        store.commit(piece("240603-b"))
    assert len(store.page()) == 2
    assert store.refresh() == {"240603-b"}
    assert len(store.page()) == 3


def test_a_save_counts_even_if_the_index_fails(store: FileStore, newsroom: Path) -> None:
    fill(store, 1)
    store.page()
    (newsroom / ".index.sqlite").write_bytes(b"garbage" * 1000)
    saved = store.commit(piece("240603-b"))
    assert store.dossier("240603-b") == saved
    assert len(store.page()) == 2


def test_a_row_that_comes_after_that_of_a_newer_version_is_dropped(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = store.commit(piece("240603-a"))
    late: list[tuple[Any, ...]] = []
    with monkeypatch.context() as slow:
        slow.setattr(store._catalogue, "saved", lambda *row: late.append(row))
        second = store.commit(rewritten(first, "Dua."), first)
    store.commit(rewritten(second, "Tiga."), second)
    store._catalogue.saved(*late[0])
    assert store.page()[0].version == 3
    assert store.refresh() == set()


# Full disk, no rights


@pytest.mark.parametrize("call", ["write", "fsync", "replace", "open"])
def test_a_full_disk_leaves_the_old_state_and_no_temporary_file(
    store: FileStore, newsroom: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    first = store.commit(piece("240603-a"))
    before = files_in(newsroom)
    real = getattr(os, call)

    def full(*args: object, **kwargs: object) -> object:
        if call == "open" and ".tmp" not in str(args[0]):
            return real(*args, **kwargs)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        with pytest.raises(DiskFull):
            store.commit(rewritten(first, "Baru."), first)
    assert store.dossier("240603-a") == first
    assert files_in(newsroom) == before
    assert store.commit(rewritten(first, "Baru."), first).version == 2


def commit_large(store: FileStore, count: int) -> None:
    for number in range(count):
        store.commit(piece(f"240603-b{number}", body=("panjang " * 4000,)))


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(tmp_path)], check=False
    )
    if mount.returncode:
        pytest.skip("no right to mount a small file system")
    try:
        with FileStore.create(tmp_path) as store:
            first = store.commit(piece("240603-a"))
            with pytest.raises(DiskFull):
                commit_large(store, 100)
            assert store.dossier("240603-a") == first
            assert not [name for name in files_in(tmp_path / "articles") if name.endswith(".tmp")]
            for path in (tmp_path / "articles").rglob("*.json"):
                assert store.dossier(path.stem)
    finally:
        subprocess.run(["umount", "-l", str(tmp_path)], check=True)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.EPERM])
def test_a_newsroom_that_cannot_be_written_says_so(
    store: FileStore, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(ReadOnlyNewsroom):
        store.commit(piece("240603-a"))


def test_another_failure_of_the_disk_is_a_sentence(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_file: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StorageError, match=r"Input/output error"):
        store.commit(piece("240603-a"))
