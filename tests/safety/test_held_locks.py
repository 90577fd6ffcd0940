"""A person who may only read a newsroom cannot hold a lock for which its writers wait."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.safety.test_foreign_newsroom import Place, place

__all__ = ["place"]  # a fixture

READER, GROUP = 61005, 61050
HOLD = """
import fcntl, os, sys
held = 0
for root, _folders, names in os.walk(sys.argv[1]):
    for name in names:
        try:
            file = os.open(os.path.join(root, name), os.O_RDONLY)
            fcntl.flock(file, int(sys.argv[2]))
            fcntl.lockf(file, fcntl.LOCK_SH)
        except OSError:
            continue
        held += "locks" in root or "index" in name
print(held, flush=True)
sys.stdin.read()
"""
SECONDS = 10
"""The time limit, in seconds, for a command that waits for nobody."""
CHIEF = "Tamu Asing"

pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can become other system users"),
    pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv is not installed"),
]


@contextmanager
def held(newsroom: Path, kind: int, group: int = READER) -> Iterator[int]:
    """Hold every lock and part of the index that a reader may open; yields their number.

    `kind` is the kind of flock: 1 for shared, 2 for exclusive.
    """
    become = ["setpriv", f"--reuid={READER}", f"--regid={group}", "--clear-groups"]
    command = [*become, sys.executable, "-c", HOLD, str(newsroom), str(kind)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout
        yield int(reader.stdout.readline())
        reader.communicate()


def line(place: Place, *line: str, seconds: float = 120) -> subprocess.CompletedProcess[str]:
    """Run a command line of the chief, who owns the newsroom, for at most `seconds`."""
    command = [
        sys.executable,
        "-m",
        "redaksi",
        "--newsroom",
        str(place.room),
        "--as",
        CHIEF,
        *line,
    ]
    home = {**os.environ, "HOME": str(place.home), "LC_ALL": "C"}  # English output
    return subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=seconds, env=home
    )


def saves(place: Place) -> bool:
    """Whether a person's commands end within `SECONDS`, without waiting for a lock."""
    try:
        for act in (
            ("new", "--headline", "Judul"),
            ("search", "judul"),
            ("team", "add", os.urandom(4).hex()),
        ):
            done = line(place, *act, seconds=SECONDS)
            assert done.returncode == 0, done
    except subprocess.TimeoutExpired:
        return False
    return True


def rooms_of(place: Place, mode: int) -> Path:
    """The newsroom after its folders got `mode` and its locks and index were made again."""
    files = Path(place.room)
    for folder in (files, files / "articles", files / ".locks"):
        os.chown(folder, -1, GROUP)
        folder.chmod(mode)
    shutil.rmtree(files / ".locks")
    for part in files.glob(".index*"):
        part.unlink()
    done = line(place, "doctor", "--fix")
    assert done.returncode == 0, done
    return files


@pytest.mark.parametrize("kind", [1, 2])  # shared and exclusive
@pytest.mark.parametrize(("mode", "group"), [(0o755, READER), (0o750, GROUP), (0o2775, READER)])
def test_who_may_only_read_a_newsroom_holds_nobody_up(
    place: Place, kind: int, mode: int, group: int
) -> None:
    room = rooms_of(place, mode)
    with held(room, kind, group) as count:
        assert count == 0
        assert saves(place)
    assert all(
        stat.S_IMODE(lock.stat().st_mode) & 0o007 == 0 for lock in (room / ".locks").iterdir()
    )


def test_locks_that_others_may_read_stop_all_and_the_doctor_closes_them(place: Place) -> None:
    """The negative control: the locks of older newsrooms."""
    room = rooms_of(place, 0o755)
    assert saves(place)
    index = room / ".index.sqlite"
    for path in (*(room / ".locks").iterdir(), index):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        path.chmod(0o644)
    told = line(place, "doctor")
    assert told.returncode == 8
    assert "can lock it" in told.stdout
    assert ".index.sqlite" in told.stdout
    with held(room, 2) as count:
        assert count >= 256
        assert not saves(place)  # the writers wait
    assert line(place, "doctor", "--fix").returncode == 0
    with held(room, 2) as count:
        assert count == 0
        assert saves(place)
