"""Deliveries at rest: what each target shows, and a delivery with nothing due, by the ledgers."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from unittest.mock import patch

from bench import newsroom
from bench.table import Line, Options, usual
from redaksi.delivery import ledger
from redaksi.desk import Desk, open_desk, system_identity
from redaksi.desk.newsroom import create
from redaksi.domain.article import Dossier
from redaksi.domain.delivery import Step, StepKind, signed

CHIEF, TARGET = "Ana", "arsip"
TIMES = 3
SHOWN = 40
"""The rows on a large screen."""
SOON = 0.05
"""Seconds in which the signs of the rows are there."""


def lines(options: Options) -> Iterator[Line]:
    """The lines of this part."""
    for size in options.sizes:
        folder = options.folder / f"deliveries-{size}"
        create(folder, system_identity(CHIEF))
        newsroom.fill(folder, size)
        with (folder / "newsroom.toml").open("a") as settings:
            out = folder.with_name(f"{folder.name}-out")
            settings.write(f'\n[[target]]\nname = "{TARGET}"\nkind = "text"\nfolder = "{out}"\n')
        with _home(options.folder), open_desk(folder, CHIEF) as desk:
            desk.reading.refresh()
            desk.deliveries.trust(desk.deliveries.target(TARGET))
            yield from _at_rest(desk, size)


def _at_rest(desk: Desk, size: int) -> Iterator[Line]:
    def beside_rows(name: str, act: Callable[[], object], most: float | None = None) -> Line:
        rows = usual(desk.reading.rows, TIMES)
        return Line(f"{name}, {size:,} articles", usual(act, TIMES), "the rows", rows, most)

    def first_status() -> object:
        return open_desk(desk.store.newsroom().address, CHIEF).deliveries.status()

    deliveries = desk.deliveries
    yield beside_rows("status, all waiting", first_status)
    _deliver(desk)
    yield beside_rows("status, all delivered in four steps", first_status)
    yield beside_rows("status again in an open desk", deliveries.status)
    yield beside_rows("the screen of deliveries", deliveries.overview)
    yield beside_rows("a delivery with nothing due", deliveries.deliver)
    yield beside_rows("a dry run with nothing due", partial(deliveries.deliver, dry_run=True))
    shown = [row.id for row in desk.reading.rows()[:SHOWN]]
    yield Line(
        f"signs of {SHOWN} rows on the board, {size:,} articles",
        usual(partial(deliveries.most_urgent, shown), TIMES),
        most=SOON,
    )


def _deliver(desk: Desk) -> None:
    """Note every published article as delivered to a website, without sending anything."""
    dossiers = map(desk.store.dossier, desk.store.ids())
    with ledger.opened(desk.store, TARGET) as book:
        steps = (_steps(one) for one in dossiers if one.article.sign_offs)
        book.append(*chain.from_iterable(steps))


def _steps(dossier: Dossier) -> Iterator[Step]:
    """The steps of a first delivery to a website."""
    sign_off = dossier.article.sign_offs[-1]
    for kind in (StepKind.INTENT, StepKind.CREATED, StepKind.SENDING, StepKind.DELIVERED):
        yield Step(
            number=0,
            at=datetime.now(UTC),
            kind=kind,
            article=dossier.id,
            version=dossier.version,
            revision=sign_off.revision,
            text=sign_off.sha256,
            sign_off=signed(sign_off),
            id=dossier.id,
            link=f"https://contoh.id/{dossier.article.slug}/",
            held=sign_off.sha256,
            by=CHIEF,
        )


@contextmanager
def _home(folder: Path) -> Iterator[None]:
    """A home of its own: nothing is trusted in the person's."""
    home = str(folder / "home")
    with patch.dict(os.environ, {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home}):
        yield
