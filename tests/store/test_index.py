"""Features of the file store alone: full text over time, the watch and the cost of opening."""

import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import watchfiles
from msgspec.structs import replace

from redaksi.domain.article import Dossier, Text
from redaksi.store.dossiers import dossier as dossiers
from redaksi.store.dossiers.layout import path_of
from redaksi.store.files import FileStore
from redaksi.store.index import fulltext
from redaksi.store.upkeep import watch
from tests.store.pieces import at, piece, rewritten, searched
from tests.waiting import PATIENCE, soon


@pytest.fixture
def store(tmp_path: Path) -> Iterator[FileStore]:
    with FileStore.create(tmp_path) as store:
        store.refresh()
        yield store


def newest_first(store: FileStore) -> bool:
    return list(searched(store, "judul", 1000)) == list(store.page())


def dated(dossier: Dossier, minutes: float) -> Dossier:
    return replace(dossier, article=replace(dossier.article, updated_at=at(minutes)))


def test_search_keeps_its_order_through_any_order_of_saves(store: FileStore) -> None:
    dice = random.Random(5)
    for number in range(20):
        store.commit(piece(f"240603-a{number}", minutes=dice.randrange(9)))
    for _ in range(15):
        for _ in range(dice.randrange(5)):
            changed = store.dossier(f"240603-a{dice.randrange(20)}")
            store.commit(dated(changed, dice.randrange(30)), changed)
        assert newest_first(store)
        limit = dice.randrange(1, 20)
        assert list(searched(store, "judul", limit)) == list(store.page(limit=limit))


def test_a_full_text_that_is_worn_is_taken_in_anew(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fulltext, "_SPARE", 3)
    cleared: list[None] = []
    clear = fulltext.clear
    monkeypatch.setattr(fulltext, "clear", lambda db: cleared.append(clear(db)))
    dossier = store.commit(piece("240603-a"))
    for number in range(12):
        dossier = store.commit(rewritten(dossier, f"Kata{number}.", minutes=number), dossier)
        assert [row.id for row in searched(store, f"kata{number}")] == ["240603-a"]
    assert 1 <= len(cleared) < 6
    assert len(searched(store, "kata11")) == 1
    assert len(searched(store, "kata10")) == 0


def test_many_words_with_one_beginning_are_found(store: FileStore) -> None:
    words = [f"banjir{number}" for number in range(fulltext._FEW * 2)]
    for number, word in enumerate(words):
        store.commit(piece(f"240603-a{number}", body=(word,), minutes=number))
    assert len(searched(store, "banjir", 1000)) == len(words)
    assert len(searched(store, "banjir1", 1000)) == 11
    assert len(searched(store, "ban", 1000)) == len(searched(store, "b", 1000)) == len(words)


def test_a_save_while_its_text_is_taken_in_is_not_overlooked(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = store.commit(piece("240603-a", body=("Kambing.",)))
    content = fulltext.content

    def interrupted(text: Text) -> set[str]:
        monkeypatch.setattr(fulltext, "content", content)
        store.commit(rewritten(dossier, "Sapi.", minutes=0), dossier)
        return content(text)

    monkeypatch.setattr(fulltext, "content", interrupted)
    assert len(searched(store, "sapi")) == 1
    assert len(searched(store, "kambing")) == 0


def test_an_article_that_goes_leaves_the_full_text(store: FileStore, tmp_path: Path) -> None:
    store.commit(piece("240603-a"))
    store.commit(piece("240603-b"))
    assert len(searched(store, "judul")) == 2
    next((tmp_path / "articles").rglob("240603-a.json")).unlink()
    store.refresh()
    assert [row.id for row in searched(store, "judul")] == ["240603-b"]


# The watch


@pytest.fixture
def watched(store: FileStore) -> Iterator[Callable[[], list[set[str]]]]:
    """Start a watch of `store`; yields a function that returns the reports since its last call."""
    stop = threading.Event()
    told: list[set[str]] = []
    thread = threading.Thread(target=lambda: told.extend(store.changes(stop)))

    def tell() -> list[set[str]]:
        if not thread.is_alive():
            thread.start()
            assert soon(lambda: told)
        news, told[:] = told[:], []
        return news

    yield tell
    stop.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def no_file_events(*_args: object, **_kwargs: object) -> Iterator[object]:
    raise OSError("no more watches")


@pytest.mark.parametrize("events", [True, False], ids=["by file events", "by looking"])
def test_a_watch_notices_every_kind_of_change(
    store: FileStore,
    tmp_path: Path,
    watched: Callable[[], list[set[str]]],
    monkeypatch: pytest.MonkeyPatch,
    events: bool,
) -> None:
    if not events:
        monkeypatch.setattr(watchfiles, "watch", no_file_events)
    watched()

    def told(article_id: str) -> None:
        assert soon(lambda: any(article_id in ids for ids in watched()))

    with FileStore(tmp_path) as other:
        first = other.commit(piece("240603-new"))  # the shard folder is also new
        told("240603-new")
        other.commit(rewritten(first, "Kambing."), first)
        told("240603-new")
        assert soon(lambda: store.page()[0].version == 2)
        path = next((tmp_path / "articles").rglob("*.json"))
        path.write_text("{")
        told("240603-new")
        assert soon(lambda: len(store.problems()) == 1)
        path.unlink()
        told("240603-new")
        assert soon(lambda: not store.problems())
        other.commit_team(other.team())
        assert soon(lambda: set() in watched())


def test_a_folder_that_came_is_looked_through_for_what_came_before_it_was_watched(
    store: FileStore, tmp_path: Path
) -> None:
    path = path_of(tmp_path / "articles", "240603-new")
    path.parent.mkdir()
    path.write_bytes(dossiers.encode(piece("240603-new")))
    assert watch.notice(store._catalogue, {path.parent}) == {"240603-new"}
    assert watch.notice(store._catalogue, {path.parent}) == set()


def test_a_watch_follows_no_link_that_lies_among_the_dossiers(
    store: FileStore,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    watched: Callable[[], list[set[str]]],
) -> None:
    outside = tmp_path_factory.mktemp("lain")
    store.commit(piece("240603-a"))
    shard = path_of(tmp_path / "articles", "240603-a").parent
    (shard / "akar").symlink_to("/")
    (tmp_path / "articles" / "akar").symlink_to("/")
    (shard / "luar").symlink_to(outside)
    began = time.monotonic()
    watched()
    assert time.monotonic() - began < PATIENCE
    (outside / "240603-lain.json").write_text("{}")
    store.commit(piece("240603-b"))
    told: list[set[str]] = []

    def heard() -> bool:
        told.extend(watched())
        return {"240603-b"} in told

    assert soon(heard)
    assert not any("240603-lain" in ids for ids in told)


def test_a_watch_goes_on_when_the_newsroom_was_away_and_is_another_folder_now(
    store: FileStore, tmp_path: Path, watched: Callable[[], list[set[str]]]
) -> None:
    (tmp_path / "newsroom.toml").touch()  # the newsroom exists, but its articles are unreachable
    store.commit(piece("240603-a"))
    watched()
    articles = tmp_path / "articles"
    articles.rename(tmp_path / "away")
    time.sleep(0.7)
    shutil.copytree(tmp_path / "away", articles)
    with FileStore(tmp_path) as other:
        assert soon(lambda: bool(watched()))
        other.commit(piece("240603-c"))
        assert soon(lambda: any("240603-c" in ids for ids in watched()))


def test_a_watch_brings_in_the_full_text_in_quiet_moments(
    store: FileStore, watched: Callable[[], list[set[str]]]
) -> None:
    store.commit(piece("240603-a"))
    watched()
    assert soon(lambda: not store._catalogue.ask(lambda db: fulltext.waiting(db, 1)))


# Cost


def test_opening_a_newsroom_loads_no_more_than_it_needs(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from redaksi.store.files import FileStore;"
        f"store = FileStore.create(Path({str(tmp_path)!r})); store.counts(); store.page();"
        "print(sorted({'Stemmer', 'watchfiles', 'asyncio', 'textual', 'rich', 'click'} & "
        "set(sys.modules)))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_opening_a_newsroom_reads_nothing(tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*"))
    FileStore(tmp_path).close()
    assert set(tmp_path.rglob("*")) == before
