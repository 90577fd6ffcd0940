"""Verify and backup, which read the whole newsroom, beside a bare read of its files."""

from collections.abc import Callable, Iterator
from pathlib import Path

from bench import newsroom
from bench.table import Line, Options, timed
from redaksi.desk import Desk, open_desk, system_identity
from redaksi.desk.newsroom import create

UNIT = "MB/s"


def lines(options: Options) -> Iterator[Line]:
    """The lines of this part."""
    for size in options.sizes:
        folder = options.folder / f"record-{size}"
        create(folder, system_identity("Ana"))
        newsroom.fill(folder, size)
        with open_desk(folder, "Ana") as desk:
            yield from _gone_through(desk, folder, size)


def _gone_through(desk: Desk, folder: Path, size: int) -> Iterator[Line]:
    megabytes = sum(path.stat().st_size for path in _files(folder)) / 1e6

    def rate(act: Callable[[], object]) -> float:
        return megabytes / timed(act)

    reading = rate(lambda: [path.read_bytes() for path in _files(folder)])
    acts: dict[str, Callable[[], object]] = {
        "verify": lambda: _sound(desk),
        "backup .tar.zst": lambda: desk.backups.write(folder / "backup.tar.zst"),
        "backup .tar.gz": lambda: desk.backups.write(folder / "backup.tar.gz"),
    }
    for name, act in acts.items():
        yield Line(
            f"{name}, {size:,} articles ({megabytes:.0f} MB)",
            rate(act),
            "reading",
            reading,
            unit=UNIT,
        )


def _sound(desk: Desk) -> None:
    faults = desk.checking.verify()
    if faults:
        raise ValueError(f"the newsroom of the bench is not whole: {faults[0]}")


def _files(folder: Path) -> list[Path]:
    return list((folder / "articles").rglob("*.json"))
