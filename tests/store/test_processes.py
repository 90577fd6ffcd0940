"""Several processes, several system users and killed processes in one newsroom."""

import os
import random
import shutil
import signal
import stat
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from redaksi.domain.article import Stage
from redaksi.errors import ReadOnlyNewsroom, StaleRevision
from redaksi.store.dossiers.layout import path_of
from redaksi.store.dossiers.locks import Locks
from redaksi.store.files import FileStore
from redaksi.store.index.fulltext import content
from redaksi.store.query import Query
from tests.forking import fork
from tests.store.pieces import moved, piece, rewritten, searched
from tests.waiting import PATIENCE

ARTICLES = [f"240603-a{number}" for number in range(5)]
GROUP, FIRST, SECOND, STRANGER = 61234, 61001, 61002, 61003
needs_root = pytest.mark.skipif(
    os.geteuid() != 0, reason="only root can become other system users"
)


def in_a_child(act: Callable[[], object]) -> int:
    """Start `act` in a child process; returns its process id.

    The child exits with 0 unless `act` raises.
    """
    child = fork()
    if child == 0:
        code = 1
        try:
            act()
            code = 0
        except BaseException as error:  # noqa: BLE001 - shown, and reported by the exit code
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
        finally:
            os._exit(code)
    return child


def ends_well(child: int) -> bool:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def as_user(user: int, groups: list[int], act: Callable[[], object]) -> bool:
    """Whether `act` succeeds in a child process of `user` with the umask 077."""

    def drop() -> None:
        os.umask(0o077)
        os.setgroups(groups)
        os.setgid(user)
        os.setuid(user)
        act()

    return ends_well(in_a_child(drop))


# Two processes


def update(newsroom: Path, name: str, times: int, refused: int) -> None:
    """Add `times` paragraphs to each of the `ARTICLES`.

    The number of refusals is written to the file descriptor `refused`.
    """
    stale = 0
    with FileStore(newsroom) as store:
        for number in range(times):
            for article_id in ARTICLES:
                while True:
                    present = store.dossier(article_id)
                    grown = rewritten(
                        present,
                        *present.article.text.body,
                        f"{name} {number}",
                        minutes=number,
                        by=name,
                    )
                    try:
                        store.commit(grown, present)
                    except StaleRevision:
                        stale += 1
                    else:
                        break
    os.write(refused, f"{stale}\n".encode())


def test_two_processes_lose_nothing_and_each_stale_write_is_refused(tmp_path: Path) -> None:
    times = 40  # updates of each article: 200 by each process
    with FileStore.create(tmp_path) as store:
        for article_id in ARTICLES:
            store.commit(piece(article_id))
        store.refresh()
        reader, writer = os.pipe()
        children = [
            in_a_child(partial(update, tmp_path, name, times, writer)) for name in ("Ana", "Budi")
        ]
        assert sum(map(ends_well, children)) == 2
        os.close(writer)
        with os.fdopen(reader) as told:
            stale = [int(line) for line in told]
        assert len(stale) == 2
        assert sum(stale) > 0, "they never met: the test shows nothing"
        for article_id in ARTICLES:
            found = store.dossier(article_id)
            assert found.version == 1 + 2 * times == len(found.revisions)
            expected = {f"{name} {number}" for name in ("Ana", "Budi") for number in range(times)}
            assert expected == set(found.article.text.body[2:])
            assert len(found.article.text.body) == 2 + 2 * times
        assert {row.version for row in store.page()} == {1 + 2 * times}
        assert store.refresh() == set()
        assert store.problems() == []


# Death


def write_on(newsroom: Path, article_id: str, acknowledged: int) -> None:
    with FileStore(newsroom) as store:
        dossier = store.dossier(article_id)
        while True:
            body = (f"Versi {dossier.version + 1}.", "Alinea panjang. " * 200)
            dossier = store.commit(rewritten(dossier, *body), dossier)
            os.write(acknowledged, f"{dossier.version}\n".encode())


def kill_a_writer(newsroom: Path, article_id: str, moment: float) -> int:
    """Kill a writing process `moment` seconds after its first save.

    Returns the last version that the process acknowledged.
    """
    reader, writer = os.pipe()
    child = in_a_child(lambda: write_on(newsroom, article_id, writer))
    os.close(writer)
    told = os.read(reader, 100)
    time.sleep(moment)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reader) as rest:
        told += rest.read().encode()
    return int(told.decode().split()[-1])


def test_a_hundred_killed_writers_lose_no_acknowledged_save(tmp_path: Path) -> None:
    seed = random.randrange(1 << 32)
    moments = random.Random(seed)
    left_behind = 0
    with FileStore.create(tmp_path) as store:
        for article_id in ARTICLES:
            store.commit(piece(article_id))
        store.refresh()
        for number in range(100):
            article_id = ARTICLES[number % len(ARTICLES)]
            last = kill_a_writer(tmp_path, article_id, moments.uniform(0, 0.02))
            found = store.dossier(article_id)
            assert found.version in (last, last + 1), f"seed {seed}"
            assert found.article.text.body[0] == f"Versi {found.version}.", f"seed {seed}"
            assert found.text_of(len(found.revisions)) == found.article.text
            left_behind += len(
                list(path_of(tmp_path / "articles", article_id).parent.glob(".*.tmp"))
            )
        store.refresh()
        assert store.problems() == []
        assert {row.id: row.version for row in store.page()} == {
            name: store.dossier(name).version for name in ARTICLES
        }
        assert {row.id for row in searched(store, "versi alinea")} == set(ARTICLES)
    assert left_behind > 0, "no kill fell into a save: the test shows nothing"


def test_a_lock_is_free_when_its_holder_died(tmp_path: Path) -> None:
    reader, writer = os.pipe()

    def hold() -> None:
        with Locks(tmp_path / ".locks").hold("import"):
            os.write(writer, b"x")
            signal.pause()

    child = in_a_child(hold)
    os.read(reader, 1)
    locks = Locks(tmp_path / ".locks")
    waiting = threading.Thread(target=lambda: locks.hold("import").__enter__())
    waiting.start()
    waiting.join(0.2)
    assert waiting.is_alive()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    waiting.join(PATIENCE)
    assert not waiting.is_alive()
    os.close(reader)
    os.close(writer)


# Locks


def test_a_lock_excludes_threads_of_one_process_and_of_one_store(tmp_path: Path) -> None:
    locks = Locks(tmp_path / ".locks")
    inside: list[int] = []
    most = 0

    def enter(number: int) -> None:
        nonlocal most
        for _ in range(20):
            with locks.hold("team"):
                inside.append(number)
                most = max(most, len(inside))
                time.sleep(0.0005)
                inside.remove(number)

    threads = [threading.Thread(target=enter, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_shared_holders_wait_for_the_exclusive_one_only(tmp_path: Path) -> None:
    locks = Locks(tmp_path / ".locks")
    with locks.hold("index", shared=True), locks.hold("index", shared=True):
        late = threading.Thread(target=lambda: locks.hold("index").__enter__())
        late.start()
        late.join(0.1)
        assert late.is_alive()
    late.join(5)
    assert not late.is_alive()


# System users


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Path]:
    """A newsroom folder that belongs to a group, in folders that everybody may enter."""
    content(
        piece("240603-a").article.text
    )  # loads the stemmer, which another user may not be allowed to read
    house = Path(tempfile.mkdtemp(prefix="redaksi-"))
    house.chmod(0o755)
    newsroom = house / "ruang"
    newsroom.mkdir()
    os.chown(newsroom, FIRST, GROUP)
    newsroom.chmod(0o2770)
    for user in (FIRST, SECOND, STRANGER):
        (house / str(user)).mkdir()
        os.chown(house / str(user), user, user)
    yield newsroom
    shutil.rmtree(house)


@needs_root
def test_two_system_users_write_in_one_newsroom(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found() -> None:
        with FileStore.create(shared) as store:
            store.commit(piece("240603-a"))
            store.commit_team(store.team())
            assert len(store.page()) == 1

    def go_on(by: str) -> None:
        with FileStore(shared) as store, store.exclusively("import"):
            present = store.dossier("240603-a")
            store.commit(rewritten(present, f"Dari {by}.", by=by), present)
            store.commit(piece(f"240603-{by.lower()}"))
            store.commit_team(store.team())
            assert store.page()[0].version == present.version + 1
            assert len(searched(store, "dari")) == 1
            assert store.refresh() == set()

    def at_home(user: int, groups: list[int], act: Callable[[], object]) -> bool:
        monkeypatch.setenv("XDG_CACHE_HOME", str(shared.parent / str(user)))
        return as_user(user, groups, act)

    assert at_home(FIRST, [GROUP], found)
    assert at_home(SECOND, [GROUP], lambda: go_on("Budi"))
    assert at_home(FIRST, [GROUP], lambda: go_on("Ana"))
    assert not list(shared.glob(".index*"))
    assert all(list((shared.parent / str(user)).rglob("index.sqlite")) for user in (FIRST, SECOND))
    assert at_home(SECOND, [GROUP], lambda: go_on("Cici"))
    assert at_home(FIRST, [GROUP], lambda: go_on("Dodi"))
    assert not at_home(STRANGER, [], lambda: FileStore(shared).dossier("240603-a"))
    with FileStore(shared) as store:
        assert store.dossier("240603-a").version == 5
    for path in (*shared.rglob("*"), shared):
        status = path.stat()
        assert status.st_gid == GROUP, path
        assert status.st_mode & 0o060 == 0o060, path
        assert not status.st_mode & 0o007, path
        assert path.is_dir() == bool(status.st_mode & stat.S_ISGID), path


@needs_root
def test_a_newsroom_that_may_only_be_read_can_be_read_listed_and_searched(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FileStore.create(shared) as store:
        first = store.commit(moved(piece("240603-a"), Stage.REVIEW, "Ana"))
        assert len(store.page()) == 1
    shared.chmod(0o755)
    for path in shared.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    home = shared.parent / "home"
    home.mkdir()
    os.chown(home, STRANGER, STRANGER)
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))

    def read() -> None:
        with FileStore(shared) as store:
            assert store.dossier("240603-a") == first
            assert [row.id for row in store.page(Query(stage=Stage.REVIEW))] == ["240603-a"]
            assert store.counts()[Stage.REVIEW] == 1
            assert len(searched(store, "alinea")) == 1
            assert store.refresh() == set()
            assert store.resolve("2406") == "240603-a"
            for write in (
                lambda: store.commit(rewritten(first, "Baru."), first),
                lambda: store.commit(piece("240603-b")),
                lambda: store.commit_team(store.team()),
            ):
                with pytest.raises(ReadOnlyNewsroom):
                    write()
            assert store.dossier("240603-a") == first
        with pytest.raises(ReadOnlyNewsroom):
            FileStore.create(shared.parent)

    assert as_user(STRANGER, [], read)
    assert list((home / "cache").rglob("index.sqlite"))
    assert not list(shared.rglob(".*.tmp"))
