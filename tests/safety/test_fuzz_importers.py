"""The desk imports any changed piece of copy or refuses the piece by name.

An import needs little time and memory.
"""

import logging
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from redaksi.importers import Imported
from tests.forking import bounded
from tests.safety import fuzz, heaps
from tests.safety.scale import share

log = logging.getLogger(__name__)
PIECES = share(100, 1_000)
HEAPS = share(16, 200)
CEILING = 3_000_000_000
"""The maximum memory of a process, in bytes, so that a fault does not stop the machine."""


def told(kind: str, folder: Path, count: int = PIECES) -> fuzz.Told:
    done = subprocess.run(
        bounded(CEILING, sys.executable, "-m", "tests.safety.fuzz", kind, str(count), str(folder)),
        capture_output=True,
        timeout=fuzz.SECONDS * 120,
        env=os.environ | {"LANGUAGE": "en", "LC_ALL": "C.UTF-8"},
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return msgspec.json.decode(done.stdout, type=fuzz.Told)


@pytest.mark.parametrize("kind", fuzz.KINDS)
def test_a_piece_of_copy_changed_by_chance_is_an_article_or_a_refusal(
    kind: str, tmp_path: Path
) -> None:
    came = told(kind, tmp_path / "ruang")
    log.info("%s: %s, %d MB", kind, came.counts, came.megabytes)
    assert came.faults == []
    assert came.megabytes < fuzz.MEGABYTES
    assert sum(came.counts.values()) == PIECES
    assert came.counts["imported"] > PIECES // 20
    assert came.counts["refused"] > 0


def test_a_string_repeated_to_the_size_that_is_taken_is_an_article_or_a_refusal(
    tmp_path: Path,
) -> None:
    came = told(heaps.KIND, tmp_path / "ruang", HEAPS)
    log.info("%s, %d MB", came.counts, came.megabytes)
    assert came.faults == []
    assert came.megabytes < fuzz.MEGABYTES
    assert came.counts["imported"] > HEAPS // 20
    assert came.counts["refused"] > 0


def test_what_nobody_foresaw_would_be_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_text: str) -> Imported:
        raise ZeroDivisionError

    monkeypatch.setattr("redaksi.importers.page.read", fail)
    came = fuzz.run("page", 3, tmp_path / "ruang")
    assert came.counts["raised"] == len(came.faults) > 0
    assert "ZeroDivisionError" in came.faults[0]
    monkeypatch.undo()
    monkeypatch.setattr(fuzz, "SECONDS", 0)
    assert "0.0 s" in fuzz.run("page", 1, tmp_path / "ruang-lain").faults[0]
