"""The index row of a save is written behind its back, and nobody can tell."""

import time
from functools import partial
from pathlib import Path
from threading import Event
from threading import enumerate as enumerate_threads
from typing import Any

import pytest

from redaksi.store.dossiers.locks import Locks
from redaksi.store.files import FileStore
from redaksi.store.index.background import Errands
from redaksi.store.index.catalogue import Catalogue
from tests.store.pieces import piece
from tests.store.test_processes import ends_well, in_a_child


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


def test_the_thread_of_errands_ends_with_them_and_begins_anew() -> None:
    errands, done = Errands(), list[int]()
    before = set(enumerate_threads())
    for number in range(3):
        errands.add(partial(done.append, number))
        errands.close()
        assert done == list(range(number + 1))
        assert set(enumerate_threads()) == before


def test_a_forked_child_waits_for_its_own_errands_only() -> None:
    errands, go, begun, done = Errands(), Event(), Event(), list[str]()

    def errand() -> None:
        begun.set()
        go.wait()
        done.append("parent")

    errands.add(errand)
    begun.wait()

    def child() -> None:
        errands.wait()
        errands.add(partial(done.append, "child"))
        errands.wait()
        assert done == ["child"]

    assert ends_well(in_a_child(child))
    go.set()
    errands.close()
    assert done == ["parent"]


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
