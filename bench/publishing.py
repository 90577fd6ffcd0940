"""Publishing by a key: the time to the sealed article, and the longest freeze of the screen."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from bench import newsroom
from bench.table import Line, Options, timed
from redaksi.desk import Desk, open_desk, system_identity
from redaksi.desk.newsroom import create
from redaksi.domain.article import Role, Stage, Text
from redaksi.tui.app import RedaksiApp

TIMES = 15
CHIEF, WRITER = "Ana", "Budi"
PATIENCE = 30.0
"""Seconds within which an article must be sealed."""
BEAT = 0.001
"""Seconds between two looks at the event loop."""


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
    by_key, stills = asyncio.run(_by_key(chief, ids))
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


async def _by_key(chief: Desk, ids: list[str]) -> tuple[list[float], list[float]]:
    """The seconds from the key to the sealed article, for each of `ids`.

    The second list holds the longest pauses of the event loop meanwhile, in seconds.
    """
    app = RedaksiApp(chief)
    taken: list[float] = []
    stills: list[float] = []
    async with app.run_test(size=(120, 40)) as pilot:
        for article_id in ids:
            await app.open_article(article_id)
            await pilot.pause(0.2)
            async with _watched(stills):
                await pilot.press("p")
                await pilot.pause()
                began = perf_counter()
                await pilot.press("enter")
                while chief.reading.article(article_id).article.stage is not Stage.PUBLISHED:
                    await asyncio.sleep(BEAT)
                    if perf_counter() - began > PATIENCE:
                        raise TimeoutError(f"{article_id} was not published")
                taken.append(perf_counter() - began)
                await pilot.pause(0.2)
            await pilot.press("escape")
            await pilot.pause()
    return taken, stills


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
