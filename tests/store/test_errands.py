"""The index row of a save is written behind its back, and nobody can tell."""

import time
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from redaksi.store.catalogue import Catalogue
from redaksi.store.errands import Errands
from redaksi.store.files import FileStore
from redaksi.store.locks import Locks
from tests.store.pieces import piece


def test_errands_are_done_in_order_and_one_that_fails_holds_up_none() -> None:
    errands, go, done = Errands(), Event(), list[int]()
    errands.wait()

    def note(number: int) -> None:
        go.wait()
        done.append(number if number != 7 else 1 // 0)

    for number in range(50):
        errands.add(partial(note, number))
    assert done == []
    go.set()
    errands.wait()
    assert done == [number for number in range(50) if number != 7]


def test_a_save_does_not_wait_for_an_index_that_is_being_replaced(tmp_path: Path) -> None:
    with FileStore.create(tmp_path) as store:
        store.counts()
        with Locks(tmp_path / ".locks").hold("index"):
            saved = store.commit(piece("240603-a"), 0)
            assert store.get(saved.id) == saved
        assert [row.id for row in store.rows()] == ["240603-a"]
        assert store.refresh() == set()


def test_whoever_gets_a_lock_next_finds_what_was_saved_under_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Catalogue._put

    def put_late(*saved: Any) -> None:
        time.sleep(0.2)
        put(*saved)

    monkeypatch.setattr(Catalogue, "_put", put_late)
    with FileStore.create(tmp_path) as first, FileStore(tmp_path) as second:
        first.counts()
        with first.exclusively("import"):
            first.commit(piece("240603-a"), 0)
        with second.exclusively("import"):
            assert len(second.rows()) == 1
