"""`python -m bench` measures the desk and prints one table.

`--articles N` measures a newsroom of N articles; `--folder DIR` measures the disk of DIR.
"""

import argparse
import tempfile
from pathlib import Path

from bench import (
    copydesk,
    deliveries,
    exporting,
    keys,
    people,
    publishing,
    record,
    startup,
    store,
    website,
    wordpress,
)
from bench.table import HEAD, Options, formatted

PARTS = (
    store.lines,
    record.lines,
    startup.lines,
    keys.lines,
    people.lines,
    publishing.lines,
    deliveries.lines,
    copydesk.lines,
    exporting.lines,
    website.lines,
    wordpress.lines,
)
"""The parts of the bench: functions that take `Options` and yield a `Line` per measurement."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--articles", type=int, action="append", help="size of the newsroom (may be repeated)"
    )
    parser.add_argument(
        "--folder", type=Path, default=Path(tempfile.gettempdir()), help="where to build newsrooms"
    )
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="redaksi-bench-", dir=chosen.folder) as folder:
        options = Options(tuple(chosen.articles or (1_000, 10_000)), Path(folder))
        print(formatted(HEAD))
        for part in PARTS:
            for line in part(options):
                print(formatted(line.cells()), flush=True)


if __name__ == "__main__":
    main()
