"""By the rules of POSIX, a power cut at any moment of a save leaves the old or the new state."""

import logging
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from redaksi.errors import RedaksiError
from tests.safety import scenes
from tests.safety.calls import tapped
from tests.safety.crash_rules import File, Journal, remains
from tests.safety.scenes import SCENES, Scene

log = logging.getLogger(__name__)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    scenes.begin(tmp_path / "ruang")
    return tmp_path / "ruang"


def places(root: Path) -> list[Path]:
    """The paths that must not be lost: all but the locks and the index."""
    return [
        root / "ruang" / "articles",
        root / "ruang" / "deliveries",
        root / "ruang" / "attachments",
        root / "ruang" / "team.json",
        root / "ruang" / "newsroom.toml",
        root / "person",
    ]


def files_of(root: Path) -> dict[Path, File]:
    found = [path for place in places(root) for path in (place, *place.rglob("*"))]
    return {path: File(path.read_bytes()) for path in found if path.is_file()}


def rebuild(root: Path, found: Mapping[Path, bytes | None]) -> None:
    """Write the state `found`, which a power cut left, to `root`."""
    for place in places(root):
        if place.is_dir():
            shutil.rmtree(place)
    for index in (root / "ruang").glob(".index*"):
        index.unlink()
    for path, data in found.items():
        if data is None:
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def seen(scene: Scene, folder: Path) -> Any:
    try:
        return scene.look(folder)
    except RedaksiError as error:
        return error.sentence


def states(folder: Path, scene: Scene, without: str = "") -> tuple[int, int]:
    """The number of states that a power cut in an act of `scene` may leave, and of wrong states.

    Operations of the kind `without` are left out, as if the act had not made them.
    """
    root = folder.parent
    act, then = scene.prepare(folder)
    before, files = scene.look(folder), files_of(root)
    journal = Journal(files)
    with tapped(journal):
        act()
    ops = [op for op in journal.ops if op.kind != without and ".locks" not in op.path.parts]
    total = wrong = 0
    for position in range(len(ops) + 1):
        for found in remains(files, ops[:position]):
            rebuild(root, found)
            total += 1
            after = seen(scene, folder)
            wrong += after != then and (position == len(ops) or after != before)
    return total, wrong


@pytest.mark.parametrize("name", SCENES)
def test_a_power_cut_leaves_the_old_state_or_the_new_one(folder: Path, name: str) -> None:
    total, wrong = states(folder, SCENES[name])
    log.info("%s: %d states", name, total)
    assert total > 10
    assert wrong == 0


@pytest.mark.parametrize(
    ("name", "without"),
    [
        (name, without)
        for name in SCENES
        for without in ("sync folder", "sync file")
        if (name, without) != ("a line of a ledger", "sync folder")  # its file has its name
    ],
)
def test_without_one_of_its_syncs_a_save_would_be_lost(
    folder: Path, name: str, without: str
) -> None:
    total, wrong = states(folder, SCENES[name], without)
    log.info("%s without its %s: %d of %d states wrong", name, without, wrong, total)
    assert wrong > 0
