"""The store beside the raw disk and beside stock TinyDB, at several sizes of newsroom."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from queue import Queue
from statistics import median
from threading import Event, Thread
from time import perf_counter

from msgspec import json, to_builtins
from msgspec.structs import replace
from tinydb import TinyDB

from bench import newsroom
from bench.table import Line, Options, timed, usual
from redaksi.config import House
from redaksi.desk import Desk, system_identity
from redaksi.domain import record
from redaksi.domain.article import Dossier, Person, Role, Stage
from redaksi.store.dossiers.layout import path_of
from redaksi.store.files import FileStore
from redaksi.store.query import Query

SAVES = 200
BOARD, SEARCH, SAVE, FLAT = 0.0005, 0.002, 1.5, 1.25
ROWS, TEXTS, SCAN, FULL = 10.0, 45.0, 0.4, 100_000
"""The goals for `FULL` articles, in seconds.

`ROWS` is for the rows of the index, `TEXTS` for its full text, `SCAN` for the scan of the files.
"""
MEMORY, NEWS = 40.0, 2.0
QUERIES = {
    "a common word": "warga",
    "two common words": "warga kota",
    "a stem": "berwarga",
    "two letters": "ka",
    "three letters": "mem",
    "five letters": "besar",
    "a common and a rare word": "warga {rare}",
    "a rare word": "{rare}",
}
BY = Person(name="Ana", role=Role.EDITOR, login="bench", host="bench")


def lines(options: Options) -> Iterator[Line]:
    """Every line of the store."""
    saves, raws = {}, {}
    for size in options.sizes:
        folder = options.folder / str(size)
        newsroom.build(folder, size)
        yield from cold_start(folder, size)
        with FileStore(folder) as store:
            yield from rebuilding(store, size)
            yield from outside(store, folder, size)
            yield noticed(store, folder, size)
            yield from memory(folder, size)
            yield from asking(store, size)
            save, known, raw = saving(store, folder)
            saves[size], raws[size] = save, raw
            yield Line(f"durable save, {size:,} articles", save, "raw", raw, SAVE)
            yield Line(f"durable save until the index knows, {size:,} articles", known, "raw", raw)
            yield at_the_desk(store, folder, size)
            yield from taking_in(store, size)
    first, last = min(saves), max(saves)
    if first != last:
        now, then = (saves[size] / raws[size] for size in (last, first))
        name = f"durable save as a multiple of raw, at {last:,} articles"
        yield Line(name, now, f"at {first:,}", then, FLAT, "x raw")
    yield from long_history(options.folder / str(first))
    for size in options.sizes:
        if size <= 10_000:
            yield stock(options.folder, size, saves[size])


def cold_start(folder: Path, size: int) -> Iterator[Line]:
    """The build of the index rows from uncached files, beside reading these files.

    Afterwards the files are in the page cache.
    """
    files = [path for path in (folder / "articles").rglob("*.json") if path.is_file()]
    os.sync()
    forget(files)
    reading = timed(lambda: sum(len(path.read_bytes()) for path in files))
    forget(files)
    with FileStore(folder) as store:
        built = timed(store.counts)
    (folder / ".index.sqlite").unlink()
    yield Line(
        f"index built, {size:,} articles: the board's rows, from the disk",
        built,
        "reading the files",
        reading,
    )


def forget(files: list[Path]) -> None:
    """Drop `files` from the page cache of the system."""
    for path in files:
        file = os.open(path, os.O_RDONLY)
        os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(file)


def rebuilding(store: FileStore, size: int) -> Iterator[Line]:
    share = size / FULL
    yield Line(
        f"index built, {size:,} articles: the board's rows", timed(store.counts), most=ROWS * share
    )
    yield Line(
        f"index built, {size:,} articles: the full text",
        timed(lambda: store.page(Query(text="x"), 50)),
        most=TEXTS * share,
    )
    yield Line(
        f"opening an article, {size:,} articles",
        usual(lambda: store.dossier(store.page(limit=1)[0].id), 20),
    )


def outside(store: FileStore, folder: Path, size: int) -> Iterator[Line]:
    """The scan after an outside change of one file, beside a stat of every file."""
    path = path_of(folder / "articles", store.page(limit=1)[0].id)

    def look() -> list[os.stat_result]:
        return [
            entry.stat()
            for shard in os.scandir(path.parents[1])
            for entry in os.scandir(shard.path)
        ]

    scans, looks = [], []
    for _time in range(5):
        path.write_bytes(path.read_bytes() + b"\n")
        scans.append(timed(store.refresh))
        looks.append(timed(look))
    scan, raw = median(scans), median(looks)
    yield Line(f"outside change seen, {size:,} articles", scan, most=SCAN * size / FULL)
    yield Line(f"outside change seen, {size:,} articles", scan, "a stat of each file", raw)


def noticed(store: FileStore, folder: Path, size: int) -> Line:
    """The time until a running desk is notified of a save by another program."""
    stop, heard, soon = Event(), Queue[set[str]](), list[float]()

    def listen() -> None:
        for ids in store.changes(stop):
            heard.put(ids)

    desk = Thread(target=listen)
    desk.start()
    heard.get()
    with FileStore(folder) as other:
        for row in other.page(limit=5):
            changed = edited(other.dossier(row.id))
            began = perf_counter()
            other.commit(changed, changed)
            while row.id not in heard.get():
                pass
            soon.append(perf_counter() - began)
    stop.set()
    desk.join()
    return Line(f"another's save noticed, {size:,} articles", median(soon), most=NEWS)


def memory(folder: Path, size: int) -> Iterator[Line]:
    """The memory that the store layer adds to a fresh process, in MB."""
    output = subprocess.check_output(
        [sys.executable, "-m", "bench.memory", str(folder)], text=True
    )
    for what, megabytes in zip(
        ("board, search, refresh", "a build of the index"), output.split(), strict=True
    ):
        yield Line(f"memory, {size:,} articles: {what}", float(megabytes), most=MEMORY, unit="MB")


def asking(store: FileStore, size: int) -> Iterator[Line]:
    def board() -> None:
        store.counts()
        for stage in Stage:
            store.page(Query(stage=stage), 50)

    yield Line(f"board, {size:,} articles", usual(board, 200), most=BOARD)
    rare = newsroom.vocabulary(random.Random(newsroom.SEED))[9_000]
    for name, query in QUERIES.items():
        words = query.format(rare=rare)
        yield Line(
            f"search, {size:,} articles: {name}",
            usual(partial(store.page, Query(text=words), 50), 50),
            most=SEARCH,
        )


def saving(store: FileStore, folder: Path) -> tuple[float, float, float]:
    """The median seconds of a durable save, of a save with its index update, and of a raw write.

    The raw write writes the same bytes to the same place. It runs alternately before and after
    the save, and never during the index update.
    """
    saves, known, raws = [], [], []
    step = max(1, sum(store.counts().values()) // SAVES)
    for number, row in enumerate(store.page()[::step][:SAVES]):
        path = path_of(folder / "articles", row.id)
        if number % 2:
            raws.append(timed(partial(write_raw, path, path.read_bytes())))
        present = store.dossier(row.id)
        saves.append(timed(partial(store.commit, edited(present), present)))
        known.append(saves[-1] + timed(partial(store.find_slug, "-")))
        if not number % 2:
            raws.append(timed(partial(write_raw, path, path.read_bytes())))
    store.refresh()
    return median(saves), median(known), median(raws)


def at_the_desk(store: FileStore, folder: Path, size: int) -> Line:
    """The whole save that an editor waits for: read, check, merge, seal and durable write.

    The line of `saving` shows the share of the store.
    """
    desk = Desk(store, House(), system_identity(BY.name))
    saves, raws = [], []
    for number, row in enumerate(store.page(Query(stage=Stage.DRAFT), SAVES)):
        path, opened = path_of(folder / "articles", row.id), store.dossier(row.id)
        mine = replace(opened.article.text, deck=f"Disunting {number} kali.")
        save = partial(desk.copy.save, row.id, mine, opened.version, opened.article.text)
        if number % 2:
            raws.append(timed(partial(write_raw, path, path.read_bytes())))
        saves.append(timed(save))
        if not number % 2:
            raws.append(timed(partial(write_raw, path, path.read_bytes())))
    return Line(
        f"an editor's save at the desk, {size:,} articles", median(saves), "raw", median(raws)
    )


def write_raw(path: Path, content: bytes) -> None:
    """Replace a file durably, with the fewest possible system calls."""
    directory = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    file = os.open("temporary", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666, dir_fd=directory)
    os.write(file, content)
    os.fsync(file)
    os.close(file)
    os.replace("temporary", path.name, src_dir_fd=directory, dst_dir_fd=directory)
    os.fsync(directory)
    os.close(directory)


def edited(dossier: Dossier) -> Dossier:
    """`dossier` after an editor's save."""
    text = dossier.article.text
    at = dossier.article.updated_at + timedelta(days=40)
    number = len(dossier.revisions)
    body = list(text.body)
    body[number % len(body)] = (
        f"{body[number % len(body)].partition(' Disunting')[0]} Disunting {number} kali."
    )
    changed = replace(text, body=tuple(body))
    return record.log(record.revise(dossier, changed, at, BY.name), "saved", at, BY)


def taking_in(store: FileStore, size: int) -> Iterator[Line]:
    yield Line(
        f"search behind {SAVES} saves, {size:,} articles",
        timed(lambda: store.page(Query(text="warga"), 50)),
    )


def long_history(folder: Path) -> Iterator[Line]:
    """Saving and opening an article with 500 revisions."""
    with FileStore(folder) as store:
        dossier = store.dossier(store.page(limit=1)[0].id)
        grown = dossier
        for _ in range(500):
            grown = edited(grown)
        dossier = store.commit(grown, dossier)
        path = path_of(folder / "articles", dossier.id)
        saves, raws = [], []
        for _ in range(30):
            saves.append(timed(partial(store.commit, edited(dossier), dossier)))
            dossier = store.dossier(dossier.id)
            raws.append(timed(partial(write_raw, path, path.read_bytes())))
        megabytes = path.stat().st_size / 1e6
        yield Line(
            f"durable save after 500 revisions ({megabytes:.2f} MB)",
            median(saves),
            "raw",
            median(raws),
        )
        yield Line("opening after 500 revisions", usual(lambda: store.dossier(dossier.id), 10))


def stock(folder: Path, size: int, save: float) -> Line:
    """An update with stock TinyDB, which keeps all articles in one file."""
    path = folder / f"stock-{size}.json"
    texts = (to_builtins(dossier.article) for dossier in newsroom.articles(size))
    path.write_bytes(
        json.encode({"articles": {str(number): text for number, text in enumerate(texts, 1)}})
    )
    with TinyDB(path) as tables:
        table = tables.table("articles")
        measured = usual(lambda: table.update({"rubric": "Kota"}, doc_ids=[size // 2]), 3)
    path.unlink()
    return Line(f"one update with stock TinyDB, {size:,} articles", measured, "ours", save)
