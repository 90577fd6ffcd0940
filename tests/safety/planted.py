"""Hostile files and links in a newsroom's folder, and a day of commands in that newsroom.

The attacker may write to the folder of the newsroom.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from redaksi.delivery import ledger
from redaksi.desk import recovery
from redaksi.domain.delivery import Step, StepKind
from redaksi.errors import StorageError
from redaksi.store.files import FileStore
from tests.cli.conftest import Cli
from tests.desk.rooms import CHIEF

DOCUMENTED = frozenset({0, 1, 3, 4, 5, 6, 7, 8})
SECONDS = 10
"""The time limit for one command, in seconds."""


class Outside(NamedTuple):
    """The private paths of a person: a file, a missing file and a folder."""

    secret: Path
    absent: Path
    folder: Path

    @classmethod
    def make(cls, home: Path) -> "Outside":
        """Make the file and the folder below `home`."""
        home.mkdir(mode=0o700)
        secret, folder = home / "rahasia", home / "folder"
        secret.write_text("milik pribadi\n" * 400)
        secret.chmod(0o600)
        folder.mkdir(mode=0o700)
        (folder / "catatan.json").write_text("pribadi\n")
        return cls(secret, home / "tidak-ada", folder)

    def state(self) -> dict[str, object]:
        """The state of every path that must not change."""
        paths = (self.secret, self.folder, *sorted(self.folder.rglob("*")), self.absent)
        return {str(path): _state(path) for path in paths}


def _state(path: Path) -> object:
    with suppress(FileNotFoundError):
        status = path.lstat()
        content = path.read_bytes() if path.is_file() else b""
        return status.st_mode, status.st_uid, status.st_gid, content
    return None


Plant = Callable[[Path, Outside], None]
PLANTS: dict[str, Plant] = {
    "a link to a private file": lambda path, outside: path.symlink_to(outside.secret),
    "a link to nothing": lambda path, outside: path.symlink_to(outside.absent),
    "a link to a folder": lambda path, outside: path.symlink_to(outside.folder),
    "a link to zeros without end": lambda path, _outside: path.symlink_to("/dev/zero"),
    "a FIFO": lambda path, _outside: os.mkfifo(path),
    "another name of a private file": lambda path, outside: os.link(outside.secret, path),
    "a folder": lambda path, _outside: path.mkdir(),
}


class Scene(NamedTuple):
    """A newsroom with a published article, a rule file, an export and unsaved text."""

    cli: Cli
    article_id: str
    out: Path

    @property
    def dossier(self) -> Path:
        """The path of the article's file."""
        (path,) = self.cli.newsroom.glob(f"articles/*/{self.article_id}.json")
        return path


PLACES: dict[str, Callable[[Scene], Path]] = {
    "the settings": lambda scene: scene.cli.newsroom / "newsroom.toml",
    "the team": lambda scene: scene.cli.newsroom / "team.json",
    "a dossier": lambda scene: scene.dossier,
    "a rule file": lambda scene: scene.cli.newsroom / "aturan" / "gaya.toml",
    "the folder of rules": lambda scene: scene.cli.newsroom / "aturan",
    "the lock of a dossier": lambda scene: (
        scene.cli.newsroom / ".locks" / scene.dossier.parent.name
    ),
    "the lock of the team": lambda scene: scene.cli.newsroom / ".locks" / "team",
    "the lock of the index": lambda scene: scene.cli.newsroom / ".locks" / "index",
    "the lock of exports": lambda scene: scene.cli.newsroom / ".locks" / "export",
    "the index": lambda scene: scene.cli.newsroom / ".index.sqlite",
    "the log of the index": lambda scene: scene.cli.newsroom / ".index.sqlite-wal",
    "the shared memory of the index": lambda scene: scene.cli.newsroom / ".index.sqlite-shm",
    "the articles": lambda scene: scene.cli.newsroom / "articles",
    "a folder of dossiers": lambda scene: scene.dossier.parent,
    "the locks": lambda scene: scene.cli.newsroom / ".locks",
    "who is present": lambda scene: scene.cli.newsroom / ".open",
    "the ledgers": lambda scene: scene.cli.newsroom / "deliveries",
    "a ledger": lambda scene: scene.cli.newsroom / "deliveries" / "situs.jsonl",
    "the lock of a ledger": lambda scene: scene.cli.newsroom / ".locks" / "ledger-situs",
    "the attachments": lambda scene: scene.cli.newsroom / "attachments",
    "an attachment": lambda scene: next(scene.cli.newsroom.glob("attachments/*/*")),
    "what was put aside": lambda scene: scene.cli.newsroom / ".aside",
    "the list of an export": lambda scene: scene.out / ".redaksi-text.json",
    "an exported file": lambda scene: next(scene.out.glob("*.txt")),
    "what was typed": lambda _scene: next(recovery.place().glob("*.json")),
    "the lock of what was typed": lambda _scene: next(recovery.place().glob("*.lock")),
    "the person's log": lambda _scene: recovery.place().parent / "redaksi.log",
}
NEEDED = frozenset({"the settings", "the team", "the articles", "what was put aside"})
"""The places where the doctor leaves a plant alone, because a person must decide."""


def plant(path: Path, laid: Plant, outside: Outside) -> None:
    """Move the file at `path` away and put the plant `laid` there."""
    if os.path.lexists(path):
        path.rename(path.with_name(f"{path.name}.dulu"))
    path.parent.mkdir(exist_ok=True, parents=True)
    laid(path, outside)


def acts(scene: Scene) -> Iterator[tuple[str, ...]]:
    """The command lines of one day."""
    one, aside = scene.article_id, scene.cli.newsroom.parent
    yield from (
        ("list",),
        ("search", "banjir"),
        ("show", one),
        ("history", one),
        ("check", one),
        ("log",),
    )
    yield from (
        ("new", "--headline", "Judul Lain"),
        ("set", one, "due=2027-01-05 10:00"),
        ("note", "add", one, "Periksa."),
    )
    yield from (
        ("reopen", one, "--reason", "Ralat."),
        ("edit", one, "--body", "-"),
        ("team", "add", "Dewi Editor"),
    )
    yield from (("export", "--to", "text", "--out", str(scene.out)), ("reindex",), ("verify",))
    yield from (
        ("anchor", str(aside / "jangkar"), "--force"),
        ("backup", str(aside / "x.tar.gz"), "--force"),
    )
    yield from (
        ("doctor",),
        ("doctor", "--fix"),
        ("list",),
        ("new", "--headline", "Judul Terakhir"),
        ("doctor", "--fix"),
    )


def deliver(store: FileStore) -> None:
    """Append a step to the ledger of a target."""
    step = Step(number=0, at=datetime.now(UTC), kind=StepKind.INTENT, article="261130-a")
    with ledger.opened(store, "situs") as held:
        held.append(step)


def attach(store: FileStore) -> None:
    """Keep a photo, and look at it."""
    store.attachment(store.attach(b"foto"))


def day(scene: Scene) -> dict[str, int]:
    """Run all commands of a day; returns their exit codes.

    Raises:
        AssertionError: when an exit code is not documented or a command takes too long
    """
    codes = {}
    for number, act in enumerate(acts(scene)):
        with within(SECONDS, " ".join(act)):
            done = scene.cli(*act, by=CHIEF, stdin=b"Isi baru.\n")
        assert done.code in DOCUMENTED, (act, done)
        codes[f"{number} {act[0]}"] = done.code
    with within(SECONDS, "what is delivered"), FileStore(scene.cli.newsroom) as store:
        for verb in (deliver, attach):
            with suppress(StorageError):
                verb(store)
    with within(SECONDS, "what was left behind"):
        for buffer in recovery.left_behind([str(scene.cli.newsroom)], CHIEF, lambda _error: None):
            buffer.release()
    return codes


@contextmanager
def within(seconds: int, what: str) -> Iterator[None]:
    """Limit the `with` block to `seconds`.

    Raises:
        AssertionError: when the block takes longer; `what` names the block
    """

    def late(_number: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"{what} hangs")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
