"""Links, FIFOs and devices in a newsroom are never followed or waited for, and can be repaired."""

import os
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from redaksi.cli import run
from redaksi.desk import Identity, recovery
from redaksi.desk.newsroom import create
from redaksi.errors import StorageError
from redaksi.store.dossiers import locks
from redaksi.store.files import FileStore
from redaksi.system import safe_files
from tests.cli.conftest import Cli, cli  # noqa: F401 - a fixture
from tests.desk.rooms import BEGIN, CHIEF
from tests.domain.nobody import NOBODY, as_nobody
from tests.own_rule import own_rule
from tests.safety import planted
from tests.safety.planted import PLACES, PLANTS, Outside, Scene
from tests.safety.scale import SOAK

RULE = own_rule(severity="saran")
as_root = pytest.mark.skipif(os.getuid() != 0, reason="needs root to become somebody else")
PAIRS = [(place, laid) for place in PLACES for laid in PLANTS]
CHOSEN = PAIRS if SOAK else PAIRS[::5]  # each place once or twice, each kind several times


@pytest.fixture
def scene(cli: Cli, tmp_path: Path) -> Scene:  # noqa: F811 - the fixture
    settings = cli.newsroom / "newsroom.toml"
    settings.write_text(settings.read_text() + '\n[copydesk]\nrules = ["aturan/gaya.toml"]\n')
    (cli.newsroom / "aturan").mkdir()
    (cli.newsroom / "aturan" / "gaya.toml").write_text(RULE)
    one = Scene(cli, cli.published(), tmp_path / "keluar")
    assert cli("export", "--to", "text", "--out", one.out).code == 0
    with FileStore(cli.newsroom) as store:
        planted.deliver(store)
        planted.attach(store)
    buffer = recovery.Buffer.begin(str(cli.newsroom), one.article_id)
    typed = recovery.Typed(
        newsroom=str(cli.newsroom),
        article=one.article_id,
        base=1,
        by=CHIEF,
        at=BEGIN,
        fields={"headline": "x"},
    )
    buffer.keep(typed)
    buffer.release()
    return one


@pytest.mark.parametrize(("place", "laid"), CHOSEN)
def test_nothing_goes_through_what_was_laid_into_a_newsroom(
    scene: Scene, tmp_path: Path, place: str, laid: str
) -> None:
    outside = Outside.make(tmp_path / "rumah")
    before = outside.state()
    planted.plant(PLACES[place](scene), PLANTS[laid], outside)
    codes = planted.day(scene)
    assert outside.state() == before
    if place not in planted.NEEDED:
        assert codes["20 new"] == 0, codes  # after `doctor --fix`


def test_an_ordinary_day_goes_well_and_what_opens_anything_is_found(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = planted.day(scene)
    assert {act for act, code in codes.items() if code} == set()
    outside = Outside.make(tmp_path / "rumah")
    planted.plant(PLACES["the list of an export"](scene), PLANTS["a FIFO"], outside)
    monkeypatch.setattr(safe_files, "read", lambda path, *_limits, **_more: path.read_bytes())
    monkeypatch.setattr(planted, "SECONDS", 1)
    with pytest.raises(AssertionError, match="hangs"):
        planted.day(scene)


# Other system users: a shared newsroom in which an attacker laid files for a victim


@contextmanager
def shared_newsroom() -> Iterator[tuple[Path, Outside]]:
    """A newsroom to which everybody may write, and the home of the victim."""
    with tempfile.TemporaryDirectory(
        prefix="redaksi-test-", dir="/tmp"
    ) as name:  # pytest's own folders are closed to others
        around = Path(name)
        around.chmod(0o755)
        newsroom = around / "ruang"
        create(newsroom, Identity(name=CHIEF, login="root", host="host"))
        for command in (
            ("new", "--headline", "Satu"),
            ("list",),
            ("search", "satu"),
            ("doctor", "--fix"),
        ):
            run(["--newsroom", str(newsroom), *command])  # loads modules that others may not read
        victim = Outside.make(around / "rumah")
        for path in (around / "rumah", *(around / "rumah").rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        for path in (newsroom, *newsroom.rglob("*")):
            path.chmod(0o777 if path.is_dir() else 0o666)
        yield newsroom, victim


def victims(newsroom: Path, *command: str) -> int:
    """The exit code of a `command` of the victim, who has their own home."""

    def act() -> int:
        os.environ |= {
            f"XDG_{name}_HOME": str(newsroom.parent / "rumah" / name)
            for name in ("CONFIG", "STATE", "CACHE")
        }
        return run(["--newsroom", str(newsroom), *command])

    return as_nobody(act)


def victims_save(newsroom: Path) -> int:
    return victims(newsroom, "new", "--headline", "Judul")


def victims_repair(newsroom: Path) -> int:
    """The exit code of the repairs of `doctor --fix`, run by the victim.

    Roles are not checked, and the team is left out.
    """

    def act() -> int:
        with FileStore(newsroom) as store:
            for finding in list(
                store.upkeep().examine(lambda: datetime.now(UTC), lambda _done, _total: None)
            ):
                with suppress(OSError, StorageError):
                    store.upkeep().mend(finding)
        return 0

    return as_nobody(act)


def lay_locks(newsroom: Path, target: Path) -> None:
    """Make the lock of every folder of dossiers a link to `target`."""
    for lock in (newsroom / ".locks").glob("??"):
        lock.unlink()
        lock.symlink_to(target)


@as_root
def test_a_lock_that_leads_to_the_profile_of_whoever_saves_makes_and_gives_away_nothing() -> None:
    with shared_newsroom() as (newsroom, victim):
        lay_locks(newsroom, victim.absent)
        before = victim.state()
        assert victims_save(newsroom) == StorageError.exit_code
        assert victim.state() == before


def _opened_through(self: locks.Locks, name: str, *_flags: int) -> int:
    """Open a lock as an older version of Redaksi did."""
    file = os.open(self._folder / name, os.O_RDWR | os.O_CREAT, 0o600)
    os.chmod(file, self._folder.stat().st_mode & 0o666)  # noqa: PTH101
    return file


@as_root
def test_a_lock_that_is_opened_through_a_link_gives_the_profile_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with shared_newsroom() as (newsroom, victim):
        monkeypatch.setattr(locks.Locks, "_open", _opened_through)
        lay_locks(newsroom, victim.absent)
        assert victims_save(newsroom) == 0
        assert stat.S_IMODE(victim.absent.stat().st_mode) == 0o666


def lay_private_files(newsroom: Path, victim: Outside) -> list[Path]:
    """Lay links to the victim's private files into the newsroom; returns their paths.

    A careless `doctor --fix` would give the group access to these files.
    """
    paths = [
        newsroom / ".locks" / "a4",
        newsroom / "articles" / "3f" / "240603-k7f3q.json",
        newsroom / ".index.sqlite",
    ]
    paths[1].parent.mkdir(mode=0o777, exist_ok=True)
    paths[1].parent.chmod(0o777)
    for path in paths:
        path.unlink(missing_ok=True)
        path.symlink_to(victim.secret)
    for name in ("b5", "b6"):
        (newsroom / ".locks" / name).unlink()
        os.link(victim.secret, newsroom / ".locks" / name)
    shard = newsroom / "articles" / "40"
    shard.symlink_to(victim.folder)
    return [*paths, shard, shard / "catatan.json"]


@as_root
def test_a_repair_gives_nobody_a_private_file() -> None:
    with shared_newsroom() as (newsroom, victim):
        before = victim.state()
        lay_private_files(newsroom, victim)
        assert victims_repair(newsroom) == 0
        assert victim.state() == before
        assert not (newsroom / ".locks" / "a4").is_symlink()  # the link was moved aside


@as_root
def test_a_repair_through_names_gives_it_away() -> None:
    with shared_newsroom() as (newsroom, victim):
        before = victim.state()
        paths = lay_private_files(newsroom, victim)

        def act() -> int:
            for path in paths:
                with suppress(OSError):
                    path.chmod(path.parent.stat().st_mode & 0o666)  # as an older version did
            return 0

        assert as_nobody(act) == 0
        assert victim.state() != before


@as_root
@pytest.mark.parametrize("part", ["", "-wal", "-shm"])
@pytest.mark.parametrize("way", [os.symlink, os.link])
def test_the_index_is_never_written_into_a_private_file(
    part: str, way: Callable[[Path, Path], None]
) -> None:
    with shared_newsroom() as (newsroom, victim):
        before = victim.state()
        (newsroom / f".index.sqlite{part}").unlink(missing_ok=True)
        way(victim.secret, newsroom / f".index.sqlite{part}")
        assert victims_save(newsroom) == 0
        assert victims(newsroom, "list") == 0
        assert victim.state() == before


@as_root
def test_sqlite_itself_writes_into_a_private_file() -> None:
    with shared_newsroom() as (newsroom, victim):
        before = victim.state()
        (newsroom / ".index.sqlite-shm").unlink(missing_ok=True)
        os.link(victim.secret, newsroom / ".index.sqlite-shm")

        def act() -> int:
            with closing(sqlite3.connect(newsroom / ".index.sqlite")) as db:
                db.execute("CREATE TABLE lain (satu)")
                db.commit()
            return 0

        assert as_nobody(act) == 0
        assert victim.state() != before
