"""Several processes rebuild the index completely or not at all, while others work on."""

import os
import signal
import sqlite3
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from redaksi.cli import run
from redaksi.domain.article import Stage
from redaksi.store.base import DefectKind
from redaksi.store.files import FileStore
from redaksi.store.index import reader, rows, scan
from redaksi.system import workers
from tests.operations.conftest import CHIEF, desk_of, dossiers
from tests.store.pieces import moved, piece, rewritten, searched
from tests.store.test_processes import ends_well, in_a_child
from tests.waiting import soon

COUNT = 40


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    store = FileStore.create(tmp_path)
    for number in range(COUNT):
        dossier = piece(f"240603-a{number}x", minutes=number % 7, body=(f"Kata{number} umum.",))
        store.commit(moved(dossier, list(Stage)[number % 3], "Budi", slug=f"slug-{number}"))
    return store


@pytest.fixture
def helpers(monkeypatch: pytest.MonkeyPatch) -> list[workers._Helper]:
    """Make a few files count as many, so that helper processes are used; the used helpers."""
    monkeypatch.setattr(workers, "FEW", 4)
    monkeypatch.setattr(workers, "CHUNK", 3)
    used: list[workers._Helper] = []
    does = workers._Helper.does

    def noted(self: workers._Helper, chunk: list[object]) -> list[object]:
        used.append(self)
        return does(self, chunk)

    monkeypatch.setattr(workers._Helper, "does", noted)
    return used


def answers(store: FileStore) -> object:
    """The results of all queries of an index."""
    words = ("umum", "kata7", "jud", "budi")
    found = [searched(store, word, 1000) for word in words]
    return found, store.page(), store.counts(), store.find_slug("slug-3"), store.problems()


def ignore(_done: int, _total: int) -> None:
    pass


def inode(store: FileStore) -> int:
    return store._catalogue.index.path.stat().st_ino


@pytest.mark.usefixtures("helpers")
def test_it_tells_what_a_fresh_look_tells(store: FileStore, tmp_path: Path) -> None:
    dossiers(tmp_path)[3].write_text("{")
    store.refresh()
    before, old = answers(store), inode(store)
    with sqlite3.connect(tmp_path / ".index.sqlite") as index:
        index.execute("UPDATE articles SET headline = 'x'")
    assert answers(store) != before
    store.upkeep().reindex(ignore)
    assert not store._catalogue.ask(lambda db: db.execute("SELECT * FROM waiting").fetchall()), (
        "the full text is in"
    )
    assert answers(store) == before
    assert inode(store) != old
    assert store.refresh() == set()


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="one core: nothing to spread")
def test_several_processes_do_the_reading(
    store: FileStore, helpers: list[workers._Helper]
) -> None:
    store.upkeep().reindex(ignore)
    assert len(set(helpers)) >= 2
    assert all(helper._process is None for helper in helpers), "none is left"


def test_a_few_files_need_no_process(store: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_Helper", None)
    store.upkeep().reindex(ignore)
    assert len(store.page()) == COUNT


def test_work_whose_process_dies_is_done_all_the_same(
    store: FileStore, helpers: list[workers._Helper], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = answers(store)
    does = workers._Helper.does

    def killed(self: workers._Helper, chunk: list[object]) -> list[object]:
        if self._process and len(helpers) > 2:
            self._process.kill()
        return does(self, chunk)

    monkeypatch.setattr(workers._Helper, "does", killed)
    store.upkeep().reindex(ignore)
    assert answers(store) == before
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    store.upkeep().reindex(ignore)
    assert answers(store) == before


def test_results_come_in_order_and_an_error_of_the_work_is_told(
    helpers: list[workers._Helper],
) -> None:
    paths = [Path(f"{number:02}") for number in range(50)]
    assert [seen.name for seen in workers.each(scan.look, paths)] == [path.name for path in paths]
    with pytest.raises(AttributeError):
        list(workers.each(reader.read, [(None, None)] * 50))  # type: ignore[arg-type]
    assert all(helper._process is None for helper in helpers)


def test_progress_goes_from_the_first_to_the_last(store: FileStore) -> None:
    told: list[tuple[int, int]] = []
    store.upkeep().reindex(lambda done, total: told.append((done, total)))
    assert told == [(number, 2 * COUNT) for number in range(1, 2 * COUNT + 1)]


def test_another_open_store_goes_over_to_the_new_index(store: FileStore, tmp_path: Path) -> None:
    with FileStore(tmp_path) as other:
        before = answers(other)
        store.upkeep().reindex(ignore)
        assert answers(other) == before
        other.commit(piece("240604-b"))
    assert len(store.page()) == COUNT + 1


def save_on(newsroom: Path, name: str, stop: Path) -> None:
    with FileStore(newsroom) as store:
        number = 0
        while not stop.exists():
            number += 1
            first = store.commit(piece(f"240701-{name}{number}"))
            store.commit(rewritten(first, f"Baru {name}{number}."), first)


@pytest.mark.usefixtures("helpers")
def test_what_is_saved_meanwhile_is_in_it(store: FileStore, tmp_path: Path) -> None:
    stop = tmp_path / "stop"
    children = [in_a_child(partial(save_on, tmp_path, name, stop)) for name in ("ana", "budi")]
    try:
        for _time in range(5):
            store.upkeep().reindex(ignore)
    finally:
        stop.touch()
    assert all(map(ends_well, children))
    assert store.refresh() == set()
    versions = {row.id: row.version for row in store.page()}
    assert versions == {path.stem: store.dossier(path.stem).version for path in dossiers(tmp_path)}
    assert len(versions) > COUNT
    assert {row.id for row in searched(store, "baru", 100_000)} == {
        name for name in versions if name.startswith("240701")
    }
    found = store.upkeep().examine(lambda: datetime.now(UTC), ignore)
    assert [
        one for one in found if one.kind is not DefectKind.TEAM
    ] == []  # this newsroom has no team


def killed_at(newsroom: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin to rebuild the index in a process that is killed at `step`."""

    def die(*_args: object, **_kwargs: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def build() -> None:
        module, name = {"rows": (scan, "fill"), "texts": (reader, "fill")}[step]
        monkeypatch.setattr(module, name, die)
        FileStore(newsroom).upkeep().reindex(ignore)

    assert os.waitstatus_to_exitcode(os.waitpid(in_a_child(build), 0)[1]) == -signal.SIGKILL


@pytest.mark.parametrize("step", ["rows", "texts"])
def test_a_killed_build_leaves_the_old_index(
    store: FileStore, tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, old = answers(store), inode(store)
    killed_at(tmp_path, step, monkeypatch)
    assert list(tmp_path.glob("..index*")), "it was not killed while it built"
    assert inode(store) == old
    assert answers(store) == before
    store.upkeep().reindex(ignore)
    assert answers(store) == before
    assert not list(tmp_path.glob("..index*"))


def children_of(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no /proc to count processes in")
@pytest.mark.usefixtures("helpers")
def test_the_helpers_of_a_killed_process_end_with_it(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, writing = os.pipe()

    def stop(_db: object, seen: object, _present: object) -> None:
        next(iter(seen))  # type: ignore[call-overload]
        os.write(writing, b"x")
        signal.pause()

    def build() -> None:
        monkeypatch.setattr(rows, "put", stop)
        store.upkeep().reindex(ignore)

    child = in_a_child(build)
    os.read(reading, 1)
    helpers = children_of(child)
    assert len(helpers) >= 2 or len(os.sched_getaffinity(0)) < 2
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert soon(lambda: not any(Path(f"/proc/{helper}").exists() for helper in helpers))


def test_the_command_says_how_many_there_are(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossiers(newsroom)[0].write_text("{")
    capsys.readouterr()
    assert run(["--newsroom", str(newsroom), "--as", CHIEF, "reindex"]) == 0
    out, err = capsys.readouterr()
    assert out == "The index holds 5 articles.\n"
    assert dossiers(newsroom)[0].name in err
    with desk_of(newsroom) as desk:
        assert len(desk.reading.rows()) == 5
    for path in dossiers(newsroom)[1:-1]:
        path.unlink()
    assert run(["--newsroom", str(newsroom), "reindex"]) == 0
    assert capsys.readouterr().out == "The index holds 1 article.\n"
