"""Publishing by a key: the time to the sealed article, and the longest freeze of the screen."""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from bench import newsroom
from bench.table import Line, Options, timed
from redaksi import runtime
from redaksi.desk import Desk, open_desk, system_identity
from redaksi.desk.newsroom import create
from redaksi.domain.article import Role, Stage, Text
from redaksi.store.dossiers.layout import path_of
from redaksi.tui import TURN
from redaksi.tui.app import RedaksiApp
from redaksi.tui.rest import REST

TIMES = 15
CHIEF, WRITER = "Ana", "Budi"
PATIENCE = 30.0
"""Seconds within which an article must be sealed."""
READING = REST + 0.2
"""Seconds for which the editor reads an article: a little longer than a rest of the desk."""
BEAT = 0.001
"""Seconds between two looks at the event loop, or at the file of an article."""


def lines(options: Options) -> Iterator[Line]:
    """The lines of this part."""
    for size in options.sizes:
        folder = options.folder / f"publishing-{size}"
        create(folder, system_identity(CHIEF))
        newsroom.fill(folder, size)
        with open_desk(folder, CHIEF) as chief:
            chief.team.add(WRITER, Role.EDITOR)
            chief.reading.refresh()
            chief.reading.search("x")
            yield from _published(chief, folder, size)


def _published(chief: Desk, folder: Path, size: int) -> Iterator[Line]:
    ids = _submitted(folder, 2 * TIMES + 2)
    chief.moves.publish(ids.pop())  # each desk loads the rules once
    verb = median(timed(lambda: chief.moves.publish(ids.pop())) for _ in range(TIMES))
    with _like_the_program():
        by_key, stills = asyncio.run(_by_key(chief, folder / "articles", ids))
    yield Line(f"publishing by a key, {size:,} articles", median(by_key), "the verb alone", verb)
    yield Line(f"publishing, {size:,} articles: the screen stands still", max(stills), most=0.05)


def _submitted(folder: Path, number: int) -> list[str]:
    """The ids of `number` new articles of `WRITER` in review."""
    with open_desk(folder, WRITER) as writer:
        made = [
            writer.copy.new(Text(headline=f"Naskah {one}", body=("Isi.",))).id
            for one in range(number)
        ]
        for article_id in made:
            writer.moves.submit(article_id, CHIEF)
    return made


@contextmanager
def _like_the_program() -> Iterator[None]:
    """Collect garbage and switch threads as the program `redaksi` does."""
    turn, thresholds = sys.getswitchinterval(), gc.get_threshold()
    runtime.delay_collection()  # the app starts it after its first paint
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(turn)
        gc.unfreeze()
        gc.set_threshold(*thresholds)
        gc.enable()


async def _by_key(chief: Desk, articles: Path, ids: list[str]) -> tuple[list[float], list[float]]:
    """The seconds from the key to the sealed article, for each of `ids`.

    The second list holds the longest pauses of the event loop meanwhile, in seconds.
    """
    app = RedaksiApp(chief)
    taken: list[float] = []
    stills: list[float] = []
    async with app.run_test(size=(120, 40)) as pilot:
        for article_id in ids:
            await app.open_article(article_id)
            await pilot.pause(READING)
            async with _watched(stills):
                await pilot.press("p")
                await pilot.pause()
                path = path_of(articles, article_id)
                began, inode = perf_counter(), path.stat().st_ino
                sealed = asyncio.create_task(asyncio.to_thread(_replaced, path, inode))
                await pilot.press("enter")
                taken.append(await sealed - began)
                await pilot.pause(0.2)
            assert chief.reading.article(article_id).article.stage is Stage.PUBLISHED
            await pilot.press("escape")
            await pilot.pause()
    return taken, stills


def _replaced(path: Path, inode: int) -> float:
    """The moment, by `perf_counter`, at which a save replaces the file `path` with `inode`.

    Runs in a thread: a look from the event loop would delay the act, and a driver of the screens
    returns from a key only when the program is idle.
    """
    end = perf_counter() + PATIENCE
    while path.stat().st_ino == inode:
        if perf_counter() > end:
            raise TimeoutError(f"{path.name} was not published")
        sleep(BEAT)
    return perf_counter()


@asynccontextmanager
async def _watched(stills: list[float]) -> AsyncIterator[None]:
    """Append to `stills` the longest pause of the event loop, in seconds."""
    longest = 0.0

    async def beat() -> None:
        nonlocal longest
        before = perf_counter()
        for _ in count():
            await asyncio.sleep(BEAT)
            now = perf_counter()
            longest, before = max(longest, now - before - BEAT), now

    beating = asyncio.create_task(beat())
    try:
        yield
    finally:
        beating.cancel()
        stills.append(longest)
