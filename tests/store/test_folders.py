"""A claim looks through the folders that changed, whoever changed them, and through no others."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from redaksi.domain.article import Stage
from redaksi.errors import Claimed
from redaksi.store.base import Claim
from redaksi.store.dossiers.layout import path_of
from redaksi.store.files import FileStore
from redaksi.store.index import scan
from redaksi.store.index.catalogue import Catalogue
from redaksi.store.index.folders import COARSE, STEP, Folders, Look
from tests.store.contract import slugged
from tests.store.pieces import moved, piece

PAUSE = 0.2
"""Seconds after which a folder has not changed a moment ago."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[FileStore]:
    """A store that knows its folders: nothing in them changed lately."""
    with FileStore.create(tmp_path / "ruang") as made:
        for number in range(20):
            made.commit(piece(f"240603-{number}"))
        time.sleep(PAUSE)
        made.refresh()
        time.sleep(PAUSE)
        yield made


def copied_in(store: FileStore, article_id: str, slug: str) -> Path:
    """The file of an article with `slug`, copied by hand into the newsroom of `store`."""
    elsewhere = store._folder.parent / article_id
    with FileStore.create(elsewhere) as other:
        other.commit(moved(piece(article_id), Stage.PUBLISHED, slug=slug))
    file = path_of(store._articles, article_id)
    file.parent.mkdir(exist_ok=True)
    shutil.copy2(path_of(elsewhere / "articles", article_id), file)
    return file


def test_an_article_that_was_copied_in_keeps_its_slug_to_itself(store: FileStore) -> None:
    copied_in(store, "240603-a", "banjir-rob")
    assert store.find_slug("banjir-rob") is None
    with pytest.raises(Claimed) as caught:
        store.commit(slugged("240603-b", "banjir-rob"), None, {Claim.SLUG})
    assert caught.value.holder == "240603-a"


def test_the_slug_of_an_article_that_was_taken_away_is_free(store: FileStore) -> None:
    file = copied_in(store, "240603-a", "banjir-rob")
    store.refresh()
    file.unlink()
    assert store.find_slug("banjir-rob") == "240603-a"
    store.commit(slugged("240603-b", "banjir-rob"), None, {Claim.SLUG})


def test_a_save_that_the_index_missed_keeps_its_slug(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(Catalogue, "saved", lambda *_: None)
        store.commit(slugged("240603-a", "banjir-rob"), None, {Claim.SLUG})
    with pytest.raises(Claimed):
        store.commit(slugged("240603-b", "banjir-rob"), None, {Claim.SLUG})


def test_what_another_program_saved_while_the_lock_was_awaited_is_known(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = store._locks.hold

    def awaited(name: str, *, shared: bool = False) -> object:
        if name == "slug":
            copied_in(store, "240603-a", "banjir-rob")
        return hold(name, shared=shared)

    monkeypatch.setattr(store._locks, "hold", awaited)
    with pytest.raises(Claimed):
        store.commit(slugged("240603-b", "banjir-rob"), None, {Claim.SLUG})


def test_folders_that_did_not_change_are_not_looked_through(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    stamps = scan._stamps

    def counting(folder: Path) -> set[tuple[str, int, int, int]]:
        looked.append(folder.name)
        return stamps(folder)

    monkeypatch.setattr(scan, "_stamps", counting)
    store.commit(slugged("240603-a", "banjir-rob"), None, {Claim.SLUG})
    assert not looked
    file = copied_in(store, "240603-c", "banjir-surut")
    store.commit(slugged("240603-d", "banjir"), None, {Claim.SLUG})
    assert file.parent.name in looked
    assert len(set(looked)) <= 2, "this folder and that of the first claim"


def test_a_folder_that_changed_a_moment_ago_counts_as_changed() -> None:
    known, moment = Folders(), 10 * COARSE
    look = Look(
        moment,
        {
            "0a": (1, moment - STEP + 1),
            "0b": (2, moment - STEP - 1),
            "0c": (3, moment - COARSE),  # in whole seconds
            "0d": (4, moment - 2 * COARSE),
        },
    )
    known.compared(look)
    assert known.changed(look) == {"0a", "0c"}


def test_a_folder_that_is_gone_or_another_counts_as_changed() -> None:
    known, long_ago = Folders(), 7
    known.compared(Look(COARSE, {"0a": (1, long_ago), "0b": (2, long_ago), "0c": (3, long_ago)}))
    now = Look(2 * COARSE, {"0b": (9, long_ago), "0c": (3, long_ago)})
    assert known.changed(now) == {"0a", "0b"}
