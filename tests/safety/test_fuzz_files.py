"""With any file of a newsroom damaged, every command works or names the file in a refusal.

The commands need little time and memory.
"""

import logging
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from redaksi.errors import UnreadableDossier
from tests.forking import bounded
from tests.safety import fuzz_files
from tests.safety.fuzz import MEGABYTES, SECONDS, Told
from tests.safety.scale import share
from tests.safety.test_fuzz_importers import CEILING

log = logging.getLogger(__name__)
PIECES = share(100, 1_000)


@pytest.mark.parametrize("kind", fuzz_files.KINDS)
def test_a_file_changed_by_chance_stops_no_command(kind: str, tmp_path: Path) -> None:
    done = subprocess.run(
        bounded(
            CEILING,
            sys.executable,
            "-m",
            "tests.safety.fuzz_files",
            kind,
            str(PIECES),
            str(tmp_path / "x"),
        ),
        capture_output=True,
        timeout=SECONDS * 120,
        env=os.environ | {"LANGUAGE": "en", "LC_ALL": "C.UTF-8"},
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    came = msgspec.json.decode(done.stdout, type=Told)
    log.info("%s: %s, %d MB", kind, came.counts, came.megabytes)
    assert came.faults == []
    assert came.megabytes < MEGABYTES
    assert came.counts["0"] > PIECES // 4
    assert (
        sum(count for code, count in came.counts.items() if code in {"6", "7", "8", "named"}) > 0
    )


def test_what_nobody_foresaw_would_be_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground = fuzz_files.begin(tmp_path / "satu")
    fuzz_files.KINDS["dossier"](ground).write_bytes(b"[")
    told = Told({}, [], 0)
    fuzz_files._tried(ground, "dossier", 1, ("show", ground.article_id), told)
    assert (told.counts, told.faults) == ({"7": 1}, [])

    def fail(*_names: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(UnreadableDossier, "__init__", fail)
    fuzz_files._tried(ground, "dossier", 1, ("show", ground.article_id), told)
    assert told.counts == {"7": 1, "70": 1}
    monkeypatch.undo()
    monkeypatch.setattr(fuzz_files, "SECONDS", 0)
    fuzz_files._tried(ground, "dossier", 1, ("show", ground.article_id), told)
    assert len(told.faults) == 2


def test_the_commands_are_of_today(tmp_path: Path) -> None:
    """A command line that is wrong by itself would read no file, and count as a refusal."""
    ground = fuzz_files.begin(tmp_path / "satu")
    for act in fuzz_files._acts(ground):
        code, said = ground.command(*act, stdin=b"Isi baru.\n")
        assert code not in {2, 6, 70}, (act, said)
