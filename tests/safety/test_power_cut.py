"""The power is cut again and again during saves; every acknowledged save survives."""

import logging
import os
import random
import shutil
import signal
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from redaksi.domain.article import Text
from redaksi.errors import RedaksiError
from redaksi.system import durable
from tests.forking import fork
from tests.safety import scenes
from tests.safety.disk import Disk, NoDisk
from tests.safety.scale import share

log = logging.getLogger(__name__)
ARTICLES = 3


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    disk = Disk(tmp_path / "image", tmp_path / "disk")
    try:
        disk.begin()
        disk.cut_power()
        disk.mount_again()
    except NoDisk as error:
        disk.remove()
        pytest.skip(str(error))
    yield disk
    disk.remove()


def begin(disk: Disk) -> Path:
    """Make a newsroom with a few articles on `disk`."""
    folder = disk.place / "ruang"
    scenes.begin(folder)
    with scenes.desk(folder) as chief:
        for number in range(1, ARTICLES):
            chief.copy.new(Text(headline=f"Judul {number}", body=("Isi.",)))
    return folder


def write_on(folder: Path, run: int, acknowledged: int) -> None:
    """Save new texts until the disk fails, and report each save.

    The report goes to the file descriptor `acknowledged` as the id and the mark of the text.
    """
    with scenes.desk(folder) as chief:
        ids = list(chief.store.ids())
        for number in range(10_000):
            mark = f"{run}.{number}"
            body = (f"Simpanan {mark}.", "Alinea panjang. " * (number % 7 * 60))
            if number % 5 == 4:
                article_id = chief.copy.new(Text(headline=f"Judul {mark}", body=body)).id
            else:
                article_id = ids[number % ARTICLES]
                chief.copy.edit(article_id, lambda text, body=body: replace(text, body=body))  # type: ignore[misc]
            os.write(acknowledged, f"{article_id} {mark}\n".encode())


def cut_a_writer(disk: Disk, moment: float, act: Callable[[int], None]) -> list[list[str]]:
    """Cut the power `moment` seconds after the first save of `act`, which runs in a child.

    Returns the reports of `act`, split into words.
    """
    reader, writer = os.pipe()
    child = fork()
    if child == 0:
        with suppress(BaseException):
            act(writer)
        os._exit(0)
    os.close(writer)
    told = os.read(reader, 100)
    time.sleep(moment)
    disk.cut_power()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reader) as rest:
        lines = (told.decode() + rest.read()).splitlines()
    disk.mount_again()
    return [line.split() for line in lines]


def lost(folder: Path, told: list[list[str]]) -> list[str]:
    """The missing saves of `told` and all other faults in `folder` after a power cut."""
    missing = []
    with scenes.desk(folder) as reader:
        for article_id, mark in told:
            try:
                dossier = reader.reading.article(article_id)
            except RedaksiError as error:
                missing.append(f"{mark}: {error.sentence}")
                continue
            if f"Simpanan {mark}." not in dossier.pool.values():
                missing.append(f"{mark}: not in {article_id}")
    return missing + scenes.faults(folder)


def test_every_acknowledged_save_outlives_a_power_cut(disk: Disk) -> None:
    seed = random.randrange(1 << 32)
    moments = random.Random(seed)
    folder = begin(disk)
    cuts, saves = share(25, 400), 0
    for run in range(cuts):
        told = cut_a_writer(disk, moments.uniform(0, 0.06), partial(write_on, folder, run))
        assert lost(folder, told) == [], f"seed {seed}, cut {run}"
        saves += len(told)
        if run % 20 == 19:  # the small disk cannot hold more articles
            shutil.rmtree(folder)
            folder = begin(disk)
    log.info("%d cuts, %d acknowledged saves, none lost", cuts, saves)


def test_what_is_typed_outlives_a_power_cut(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(disk.place / "state"))

    scene = scenes.SCENES["what is typed"]
    for _run in range(share(5, 50)):
        act, then = scene.prepare(disk.place)

        def type_on(acknowledged: int, act: Callable[[], object] = act) -> None:
            act()
            os.write(acknowledged, b"kept\n")
            signal.pause()

        assert cut_a_writer(disk, 0, type_on) == [["kept"]]
        assert scene.look(disk.place) == then


# These tests can fail


def first_loss(disk: Disk, cuts: int) -> list[str]:
    folder = begin(disk)
    dice = random.Random(1)
    for run in range(cuts):
        told = cut_a_writer(disk, dice.uniform(0, 0.06), partial(write_on, folder, run))
        if found := lost(folder, told):
            return found
    return []


def test_without_the_sync_of_the_folder_acknowledged_saves_are_lost(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(durable, "_confirm", lambda *_: None)
    assert first_loss(disk, 20)


def test_without_the_sync_of_the_file_acknowledged_saves_are_lost(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def folders_only(file: int) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode):
            real(file)

    monkeypatch.setattr(os, "fsync", folders_only)
    assert first_loss(disk, 20)
