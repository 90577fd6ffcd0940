"""Every system call of a save fails once, in every way.

The result is the intact old or new state, and an error with a sentence.
"""

import logging
import os
import signal
from collections import Counter
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from redaksi.desk import Identity
from redaksi.desk.newsroom import create
from redaksi.errors import Refused, StorageError
from redaksi.system import durable
from tests.forking import fork
from tests.safety import scenes
from tests.safety.calls import ERRORS, FailAt, KillAt, Recorder, ShortAt, tapped
from tests.safety.scale import share
from tests.safety.scenes import SCENES, Scene

WAYS = {
    **{name: (number, False) for name, number in ERRORS.items()},
    "the disk is gone": (ERRORS["EIO"], True),
}


log = logging.getLogger(__name__)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    scenes.begin(tmp_path / "ruang")
    return tmp_path / "ruang"


def calls_of(scene: Scene, folder: Path) -> list[str]:
    """The calls of an act of `scene`, in order; the act is not the first of its kind."""
    scene.prepare(folder)[0]()
    act, then = scene.prepare(folder)
    recorder = Recorder()
    with tapped(recorder):
        act()
    assert scene.look(folder) == then
    return recorder.names


def open_files() -> set[str]:
    return {path.name for path in Path("/dev/fd").iterdir()}


def failed(scene: Scene, folder: Path, tap: FailAt | ShortAt) -> StorageError | None:
    """Act through `tap` and assert that nothing is half done; returns the error, if any."""
    act, then = scene.prepare(folder)
    before = scene.look(folder)
    files = open_files()
    error = None
    try:
        with tapped(tap):
            act()
    except StorageError as caught:
        error = caught
    assert open_files() == files, "a file stayed open"
    after = scene.look(folder)
    assert after == then or (error and after == before)
    return error


def goes_on(scene: Scene, folder: Path) -> None:
    """Assert that the next act works and the newsroom has no faults."""
    act, then = scene.prepare(folder)
    act()
    assert scene.look(folder) == then
    assert scenes.faults(folder) == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", SCENES)
def test_a_call_that_fails_leaves_the_old_state_or_the_new_one(
    folder: Path, name: str, way: str
) -> None:
    hits = fail_in_turn(folder, SCENES[name], way, share(len(WAYS), 1))
    log.info("%s, %s: %d calls: %s", name, way, hits.total(), dict(hits))
    assert hits.total() >= 3


def fail_in_turn(folder: Path, scene: Scene, way: str, step: int) -> Counter[str]:
    """Let every `step`-th call fail in `way`; returns the calls that failed.

    Each way begins at another call: with as many ways as steps, every call fails once.
    """
    number, forever = WAYS[way]
    hits: Counter[str] = Counter()
    count = len(calls_of(scene, folder))
    for position in range(list(WAYS).index(way) % step, count, step):
        tap = FailAt(position, number, forever=forever)
        try:
            failed(scene, folder, tap)
            goes_on(scene, folder)
        except (AssertionError, OSError) as error:
            error.add_note(f"at call {position}, {tap.hit}")
            raise
        if not forever:
            assert scenes.temporaries(folder.parent) == []
        hits[tap.hit] += bool(tap.hit)
    calls = calls_of(scene, folder)
    commit = "os.replace" if "os.replace" in calls else "os.fsync"
    assert calls.index(commit) < count, "the calls before the commit became more on the way"
    return hits


@pytest.mark.parametrize("name", SCENES)
def test_a_short_write_is_gone_on_with(folder: Path, name: str) -> None:
    scene = SCENES[name]
    for position in (
        place for place, call in enumerate(calls_of(scene, folder)) if call == "os.write"
    ):
        assert failed(scene, folder, ShortAt(position)) is None
        goes_on(scene, folder)


def killed(act: Any, tap: KillAt) -> tuple[bool, bool]:
    """Whether `tap` killed `act` in a child process, and whether `act` had been acknowledged."""
    reader, writer = os.pipe()
    child = fork()
    if child == 0:
        code = 1
        try:
            with tapped(tap):
                act()
            os.write(writer, b"x")
            code = 0
        finally:
            os._exit(code)
    os.close(writer)
    acknowledged = os.read(reader, 1) == b"x"
    os.close(reader)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, -signal.SIGKILL)
    return code != 0, acknowledged


@pytest.mark.parametrize("name", SCENES)
def test_a_process_that_is_killed_at_a_call_leaves_the_old_state_or_the_new_one(
    folder: Path, name: str
) -> None:
    kills, new = kill_in_turn(folder, SCENES[name], share(2, 1))
    log.info("%s: %d kills, after %d the new state", name, kills, new)
    assert 0 < new < kills


def kill_in_turn(folder: Path, scene: Scene, step: int) -> tuple[int, int]:
    """Kill an act at every `step`-th call.

    Returns the number of kills and the number of acts that left the new state.
    """
    kills, new = 0, 0
    # A kill after a call is the same as a kill before the next call. The number of calls grows
    # with the files that killed acts left behind, so that the loop ends at the first act that is
    # not killed.
    for position in count(0, step):
        act, then = scene.prepare(folder)
        before = scene.look(folder)
        was_killed, acknowledged = killed(act, KillAt(position))
        after = scene.look(folder)
        assert after == then or (was_killed and not acknowledged and after == before), (
            f"at call {position}"
        )
        goes_on(scene, folder)
        kills, new = kills + was_killed, new + (after == then)
        if not was_killed:
            break
    return kills, new


# A newsroom that is being made


def identity() -> Identity:
    return Identity(name=scenes.CHIEF, login="", host="host")


def positions_of_a_creation(folder: Path, turn: int, turns: int) -> list[int]:
    """The positions of the calls that one of `turns` tests tries while a newsroom is made.

    Hundreds of like calls make the locks; only a share of these is tried.
    """
    recorder = Recorder()
    with tapped(recorder):
        create(folder, identity())
    last = len(recorder.names)
    chosen = [*range(30), *range(30, last - 40, share(399, 7)), *range(last - 40, last)]
    return chosen[turn :: share(turns, 1)]


def is_made_in_the_end(folder: Path) -> None:
    """Assert that `folder` holds an intact newsroom with its chief, after a new try if needed."""
    if scenes.newsroom_seen(folder) is None:
        create(folder, identity())
    else:
        with pytest.raises(Refused):
            create(folder, identity())
    _name, team, faults = scenes.newsroom_seen(folder)
    assert [(member["name"], member["role"]) for member in team] == [(scenes.CHIEF, "chief")]
    assert faults == ()
    assert scenes.faults(folder) == []


@pytest.mark.parametrize("way", WAYS)
def test_a_newsroom_whose_making_fails_is_none_or_a_whole_one(tmp_path: Path, way: str) -> None:
    number, forever = WAYS[way]
    positions = positions_of_a_creation(
        tmp_path / "ruang", share(list(WAYS).index(way), 0), len(WAYS)
    )
    log.info("a newsroom, %s: %d calls", way, len(positions))
    for position in positions:
        folder = tmp_path / f"ruang{position}"
        files = open_files()
        tap = FailAt(position, number, forever=forever)
        try:
            with tapped(tap):
                create(folder, identity())
        except StorageError:
            pass
        else:
            assert scenes.newsroom_seen(folder)
        assert open_files() == files
        is_made_in_the_end(folder)


def test_a_newsroom_whose_maker_is_killed_is_none_or_a_whole_one(tmp_path: Path) -> None:
    positions = positions_of_a_creation(tmp_path / "ruang", 0, 3)
    log.info("a newsroom: %d kills", len(positions))
    for position in positions:
        folder = tmp_path / f"ruang{position}"
        killed(lambda folder=folder: create(folder, identity()), KillAt(position))
        is_made_in_the_end(folder)


# These tests can fail


def in_place(path: Path, data: bytes, *, below: int) -> durable.Stamp:
    """Overwrite the file in place, as stock TinyDB does."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(file, data)
        os.fsync(file)
        os.fsync(file)
        return durable.Stamp.of(os.fstat(file))
    finally:
        os.close(file)


def test_a_file_written_in_place_does_not_stand_a_full_disk(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(durable, "replace", in_place)
    with pytest.raises((AssertionError, StorageError)):
        fail_in_turn(folder, SCENES["a save"], "ENOSPC", 1)


def test_a_file_written_in_place_does_not_stand_a_kill(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(durable, "replace", in_place)
    with pytest.raises((AssertionError, StorageError)):
        kill_in_turn(folder, SCENES["a save"], 1)
