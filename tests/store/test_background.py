"""The index row of a save is written in the background, and no reader notices the delay."""

import time
from functools import partial
from pathlib import Path
from threading import Event, Thread
from threading import enumerate as enumerate_threads
from typing import Any

import pytest

from redaksi.store.dossiers.locks import Locks
from redaksi.store.files import FileStore
from redaksi.store.index.background import Background
from redaksi.store.index.catalogue import Catalogue
from tests.store.pieces import piece
from tests.store.test_processes import ends_well, in_a_child
from tests.waiting import PATIENCE


def test_tasks_are_done_in_order_and_one_that_fails_holds_up_none() -> None:
    background, go, done = Background(), Event(), list[int]()
    background.wait()

    def note(number: int) -> None:
        go.wait()
        done.append(number if number != 7 else 1 // 0)

    for number in range(50):
        background.add(partial(note, number))
    assert done == []
    go.set()
    background.wait()
    assert done == [number for number in range(50) if number != 7]


def test_the_thread_ends_with_its_tasks_and_begins_anew() -> None:
    background, done = Background(), list[int]()
    before = set(enumerate_threads())
    for number in range(3):
        background.add(partial(done.append, number))
        background.close()
        assert done == list(range(number + 1))
        assert set(enumerate_threads()) == before


def test_a_forked_child_waits_for_its_own_tasks_only() -> None:
    background, go, begun, done = Background(), Event(), Event(), list[str]()

    def task() -> None:
        begun.set()
        go.wait()
        done.append("parent")

    background.add(task)
    begun.wait()

    def child() -> None:
        background.wait()
        background.add(partial(done.append, "child"))
        background.wait()
        assert done == ["child"]

    assert ends_well(in_a_child(child))
    go.set()
    background.close()
    assert done == ["parent"]


def test_whoever_waits_while_it_is_closed_goes_on() -> None:
    background, go, begun, done = Background(), Event(), Event(), list[str]()

    def task() -> None:
        begun.set()
        go.wait()
        done.append("task")

    background.add(task)
    begun.wait()
    closing = Thread(target=background.close, daemon=True)
    waiting = Thread(target=background.wait, daemon=True)
    waiting.start()
    closing.start()
    closing.join(0.2)  # `close` may have stopped the thread by now
    go.set()
    closing.join(PATIENCE)
    waiting.join(PATIENCE)
    assert not closing.is_alive()
    assert not waiting.is_alive()
    assert done == ["task"]


def test_counts_while_the_store_closes_return(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, put = Event(), Catalogue._put

    def put_late(*saved: Any) -> None:
        go.wait()
        put(*saved)

    monkeypatch.setattr(Catalogue, "_put", put_late)
    store = FileStore.create(tmp_path)
    store.counts()
    store.commit(piece("240603-a"))
    counts = list[object]()
    asking = Thread(target=lambda: counts.append(store.counts()), daemon=True)
    closing = Thread(target=store.close, daemon=True)
    asking.start()
    closing.start()
    closing.join(0.2)
    go.set()
    asking.join(PATIENCE)
    closing.join(PATIENCE)
    store.close()  # the query may have opened the index again
    assert not asking.is_alive()
    assert counts


def test_a_save_does_not_wait_for_an_index_that_is_being_replaced(tmp_path: Path) -> None:
    with FileStore.create(tmp_path) as store:
        store.counts()
        with Locks(tmp_path / ".locks").hold("index"):
            saved = store.commit(piece("240603-a"))
            assert store.dossier(saved.id) == saved
        assert [row.id for row in store.page()] == ["240603-a"]
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
            first.commit(piece("240603-a"))
        with second.exclusively("import"):
            assert len(second.page()) == 1
