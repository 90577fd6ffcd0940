"""The index of a shared newsroom lies in each person's own folder.

An index in the folder of such a newsroom is never opened. setpriv runs the program as other system
users.
"""

import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from redaksi.domain.article import Origin
from redaksi.errors import Claimed, StorageError
from redaksi.store.base import Claim
from redaksi.store.files import FileStore
from redaksi.store.index import location, scan
from redaksi.store.index.catalogue import Catalogue
from redaksi.store.index.rows import FileStamp
from tests.domain.nobody import reachable_folder
from tests.store.pieces import piece
from tests.store.test_processes import ends_well, in_a_child

ANI, BUDI, GROUP = 61001, 61002, 61234
MAGIC = bytes.fromhex("d9d505f920a163d7")
COMMANDS = (
    ["list"],
    ["search", "banjir"],
    ["new", "--headline", "Judul"],
    ["reindex"],
    ["doctor"],
)
as_root = pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("setpriv") is None,
    reason="needs root and setpriv to become other system users",
)


class Room(NamedTuple):
    """A newsroom `folder` that belongs to Ani, and the homes of all users."""

    folder: Path

    def home(self, user: int) -> Path:
        return self.folder.parent / str(user)

    def run(self, user: int, *arguments: str) -> subprocess.CompletedProcess[str]:
        become = ["setpriv", f"--reuid={user}", f"--regid={GROUP}", "--clear-groups"]
        return subprocess.run(
            [*become, sys.executable, "-m", "redaksi", "--newsroom", str(self.folder), *arguments],
            cwd="/",
            env={"PATH": os.environ["PATH"], "HOME": str(self.home(user)), "LANG": "en_US.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def works(self, user: int) -> None:
        """Assert that all commands succeed as `user`; `doctor` may also report findings."""
        for command in COMMANDS:
            done = self.run(user, *command)
            assert done.returncode == 0 or (command == ["doctor"] and done.returncode == 8), (
                command,
                done,
            )

    def lay(self, name: str, data: bytes) -> None:
        """Write `data` as Budi to the file `name` of the newsroom, which everybody may use."""
        path = self.folder / name
        path.unlink(missing_ok=True)
        path.write_bytes(data)
        os.chown(path, BUDI, GROUP)
        path.chmod(0o666)


@pytest.fixture(params=[0o2770])
def room(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    monkeypatch.setattr(tempfile, "tempdir", None)  # pytest's own folders are closed to others
    with reachable_folder() as top:
        found = Room(top / "ruang")
        for user in (ANI, BUDI):
            found.home(user).mkdir(mode=0o700)
            os.chown(found.home(user), user, user)
        found.folder.mkdir()
        os.chown(found.folder, ANI, GROUP)
        found.folder.chmod(request.param)
        assert found.run(ANI, "init", str(found.folder)).returncode == 0
        assert found.run(ANI, "new", "--headline", "Banjir Surut").returncode == 0
        yield found


def foreign_index(path: Path, *statements: str) -> bytes:
    """The bytes of the index of another newsroom in `path`, after the SQL `statements`."""
    path.mkdir()
    with FileStore.create(path) as store:
        store.refresh()
        store.commit(piece("240603-a", headline="Palsu"))
        store.page()
    file = path / ".index.sqlite"
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)
    return file.read_bytes()


def hot_journal(names: Path, size: int) -> bytes:
    """A journal that makes SQLite delete the file `names`.

    The journal belongs to a database of `size` bytes.
    """
    name = os.fsencode(names)
    head = MAGIC + struct.pack(">IIIII", 0, 0, size // 4096, 512, 4096)
    tail = (
        struct.pack(">I", 0x40000000 // 4096 + 1)
        + name
        + struct.pack(">II", len(name), sum(name))
        + MAGIC
    )
    return head.ljust(512, b"\0") + tail


def private_file(room: Room) -> Path:
    file = room.home(ANI) / "pribadi"
    file.write_text("milik pribadi\n" * 100)
    os.chown(file, ANI, ANI)
    file.chmod(0o600)
    return file


def lay_hot_journal(room: Room) -> None:
    data = foreign_index(room.folder.parent / "asing")
    room.lay(".index.sqlite", data)
    room.lay(".index.sqlite-journal", hot_journal(room.home(ANI) / "pribadi", len(data)))


def lay_fifo(room: Room) -> None:
    for part in ("", "-journal", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            (room.folder / f".index.sqlite{part}").unlink()
        os.mkfifo(room.folder / f".index.sqlite{part}", 0o666)


def lay_names(room: Room) -> None:
    room.lay(".index.sqlite", foreign_index(room.folder.parent / "asing"))
    for part in ("-wal", "-shm"):
        os.link(room.home(ANI) / "pribadi", room.folder / f".index.sqlite{part}")


def lay_lies(room: Room) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    lies = (
        "UPDATE articles SET headline = char(27) || '[31mPalsu', stage = 'xx', updated_at = 'xx'",
        "PRAGMA user_version = 99",
        "DROP TABLE files",
        (
            f"CREATE VIEW files AS {endless} SELECT 'a' shard, i name, 0 mtime_ns, 0 size, 0 inode, "  # noqa: E501
            "NULL why FROM n"
        ),
    )
    room.lay(".index.sqlite", foreign_index(room.folder.parent / "asing", *lies))


LAID = {
    "a journal that names a private file": lay_hot_journal,
    "FIFOs": lay_fifo,
    "other names of a private file": lay_names,
    "an index that lies": lay_lies,
}


@as_root
@pytest.mark.parametrize("what", LAID)
def test_what_others_laid_as_the_index_is_not_opened(room: Room, what: str) -> None:
    private = private_file(room)
    before = private.read_bytes()
    LAID[what](room)
    room.works(ANI)
    assert private.read_bytes() == before
    listed = room.run(ANI, "list", "--json").stdout
    assert "Banjir Surut" in listed
    assert "Palsu" not in listed
    assert "unused: .index.sqlite" in room.run(ANI, "doctor").stdout


@as_root
def test_a_journal_in_a_folder_that_is_believed_takes_the_private_file(room: Room) -> None:
    """The negative control: SQLite opens the index in the newsroom's folder."""
    private = private_file(room)
    lay_hot_journal(room)
    with closing(sqlite3.connect(room.folder / ".index.sqlite")) as db, suppress(sqlite3.Error):
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    assert not private.exists()


@as_root
def test_nobody_else_can_reach_the_index_that_is_open(room: Room) -> None:
    """A person who truncates the shared memory kills every process that has it open (SIGBUS)."""
    assert not list(room.folder.glob(".index*"))
    (index,) = room.home(ANI).rglob("index.sqlite")
    assert [path.stat().st_mode & 0o777 for path in (index.parent, index.parent.parent)] == [
        0o700,
        0o700,
    ]
    assert location.of_index(room.folder) != room.folder  # the index of root for Ani's newsroom
    held = room.folder / ".locks" / "index"
    with subprocess.Popen(["flock", held, "sleep", "60"]) as holder:
        room.works(ANI)
        holder.terminate()


@as_root
@pytest.mark.parametrize("room", [0o700, 0o755], indirect=True)
def test_in_a_newsroom_of_ones_own_the_index_lies_in_the_folder(room: Room) -> None:
    room.works(ANI)
    assert (room.folder / ".index.sqlite").exists()
    assert not list(room.home(ANI).rglob("index.sqlite"))


@as_root
@pytest.mark.parametrize("room", [0o755], indirect=True)
def test_a_folder_that_others_may_exchange_is_not_ones_own(room: Room) -> None:
    (room.folder / ".index.sqlite").unlink()
    room.folder.parent.chmod(0o777)
    assert room.run(ANI, "list").returncode == 0
    assert not (room.folder / ".index.sqlite").exists()
    room.folder.parent.chmod(0o1777)
    assert room.run(ANI, "list").returncode == 0
    assert (room.folder / ".index.sqlite").exists()


@as_root
def test_who_has_no_home_works_with_an_index_in_memory(room: Room) -> None:
    shutil.rmtree(room.home(BUDI))
    assert "Banjir Surut" in room.run(BUDI, "list").stdout
    text = room.folder.parent / "naskah.txt"
    text.write_text("Judul Naskah\n\nIsi.\n")
    assert [room.run(user, "import", str(text)).returncode for user in (ANI, BUDI, ANI)] == [
        0,
        0,
        0,
    ]
    assert room.run(BUDI, "list").stdout.count("Judul Naskah") == 1
    assert not list(room.folder.glob(".index*"))


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o720, 0o702])
def test_a_cache_that_others_may_write_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    room, cache = tmp_path / "ruang", tmp_path / "cache"
    room.mkdir()
    room.chmod(0o770)
    cache.mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    found = location.of_index(room)
    assert found
    assert found.is_relative_to(cache)
    cache.chmod(mode)
    assert location.of_index(room) is None


def test_an_index_that_came_with_a_copy_is_built_anew(tmp_path: Path) -> None:
    """A newsroom from an archive belongs to the person who unpacked the archive."""
    lies = (
        "UPDATE articles SET headline = char(27) || '[31mPalsu', stage = 'xx'",
        "PRAGMA user_version = 99",
    )
    data = foreign_index(tmp_path / "asing", *lies)
    shutil.copytree(
        tmp_path / "asing", tmp_path / "ruang", ignore=shutil.ignore_patterns(".index*")
    )
    private = tmp_path / "pribadi"
    private.write_text("milik pribadi")
    (tmp_path / "ruang" / ".index.sqlite").write_bytes(data)
    with FileStore(tmp_path / "ruang") as store:
        assert [row.headline for row in store.page()] == ["Palsu"]
    (tmp_path / "ruang" / ".index.sqlite-journal").write_bytes(hot_journal(private, len(data)))
    with FileStore(tmp_path / "ruang") as store:
        assert len(store.page()) == 1
    assert private.exists()


# Each person has an index, and exact queries stay exact


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "ruang"
    folder.mkdir()
    FileStore.create(folder).close()
    folder.chmod(0o2770)
    return folder


def store_of(person: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> FileStore:
    """A store of `person`, who has their own cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder.parent / person))
    store = FileStore(folder, person)
    store.refresh()
    assert list((folder.parent / person).rglob("index.sqlite"))
    return store


def take_forty(store: FileStore, name: str) -> None:
    for number in range(40):
        taken(store, number, name)


def taken(store: FileStore, number: int, name: str) -> bool:
    """Whether the text of `number` was imported, with a slug, as a new article of `name`.

    False where the text had already been imported.
    """
    dossier = piece(f"240603-{name}{number}")
    origin = Origin(name="x.txt", format="text", fingerprint=f"f{number}")
    article = replace(dossier.article, origin=origin, slug=f"slug-{number}")
    try:
        store.commit(replace(dossier, article=article), None, {Claim.IMPORT, Claim.SLUG})
    except Claimed:
        return False
    return True


def test_who_holds_a_lock_knows_of_all_that_was_saved_under_it(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        store_of("ani", shared, monkeypatch) as ani,
        store_of("budi", shared, monkeypatch) as budi,
    ):
        assert [taken(ani, number, "a") for number in range(3)] == [True] * 3
        assert budi.find_import("f1") is None  # without the lock Budi's index is not up to date
        assert [taken(budi, number, "b") for number in range(4)] == [False] * 3 + [True]
        assert not taken(ani, 3, "a")


def test_what_a_killed_holder_of_a_lock_saved_is_known_to_the_next(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FileStore(shared) as store:
        store.refresh()

        def die(*_saved: object) -> None:
            os._exit(7)

        def child() -> None:
            monkeypatch.setattr(Catalogue, "saved", die)
            taken(store, 1, "a")

        assert not ends_well(in_a_child(child))
        assert store.find_import("f1") is None
        assert not taken(store, 1, "b")


def test_two_who_import_the_same_at_once_take_each_text_once(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    children = []
    for person in ("ani", "budi"):
        store = store_of(person, shared, monkeypatch)
        children.append(in_a_child(partial(take_forty, store, person[0])))
    assert all(map(ends_well, children))
    assert len(list((shared / "articles").rglob("*.json"))) == 40


def test_who_holds_it_again_and_again_looks_only_through_folders_that_changed(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []
    stamps = scan._stamps

    def counting(folder: Path) -> set[FileStamp]:
        looks.append(folder)
        return stamps(folder)

    with store_of("budi", shared, monkeypatch) as budi:
        assert all(taken(budi, number, "b") for number in range(100, 140))
    time.sleep(0.2)  # the times of a folder go in steps
    with store_of("ani", shared, monkeypatch) as ani:
        monkeypatch.setattr(scan, "_stamps", counting)
        for number in range(10):
            assert taken(ani, number, "a")
            time.sleep(0.2)
    assert 0 < len(looks) < len(list((shared / "articles").iterdir()))


def test_a_refresh_that_failed_is_made_up_for(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        store_of("ani", shared, monkeypatch) as ani,
        store_of("budi", shared, monkeypatch) as budi,
    ):
        assert taken(ani, 1, "a")
        with monkeypatch.context() as full:
            full.setattr(budi._catalogue, "freshen", raising)
            with pytest.raises(StorageError):
                taken(budi, 1, "b")
        assert not taken(budi, 1, "b")


def raising(*_: object) -> None:
    raise StorageError("penuh")
