"""Deliveries at rest: what each target shows, and a delivery with nothing due, by the ledgers."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
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
    def rows() -> float:
        return usual(desk.reading.rows, TIMES)

    def first_status() -> object:
        return open_desk(desk.store.newsroom().address, CHIEF).deliveries.status()

    yield Line(
        f"status, {size:,} articles, all waiting", usual(first_status, TIMES), "the rows", rows()
    )
    _deliver(desk)
    yield Line(
        f"status, {size:,} articles, all delivered", usual(first_status, TIMES), "the rows", rows()
    )
    yield Line(
        f"status again in an open desk, {size:,} articles",
        usual(desk.deliveries.status, TIMES),
        "the rows",
        rows(),
    )
    yield Line(
        f"a delivery with nothing due, {size:,} articles",
        usual(desk.deliveries.deliver, TIMES),
        "the rows",
        rows(),
    )


def _deliver(desk: Desk) -> None:
    """Note every published article as delivered, without the files: those cost what exports do."""
    dossiers = map(desk.store.dossier, desk.store.ids())
    with ledger.opened(desk.store, TARGET) as book:
        book.append(*(_delivered(one) for one in dossiers if one.article.sign_offs))


def _delivered(dossier: Dossier) -> Step:
    sign_off = dossier.article.sign_offs[-1]
    return Step(
        number=0,
        at=datetime.now(UTC),
        kind=StepKind.DELIVERED,
        article=dossier.id,
        version=dossier.version,
        revision=sign_off.revision,
        text=sign_off.sha256,
        sign_off=signed(sign_off),
        held=sign_off.sha256,
        by=CHIEF,
    )


@contextmanager
def _home(folder: Path) -> Iterator[None]:
    """A home of its own: nothing is trusted in the person's."""
    home = str(folder / "home")
    with patch.dict(os.environ, {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home}):
        yield
