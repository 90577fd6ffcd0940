"""The time until the program answers.

`redaksi --version` is measured beside an empty click program, the board beside an empty app.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from bench import newsroom
from bench.table import Line, Options, timed
from bench.terminal import program
from redaksi import config
from redaksi.domain.article import Stage
from redaksi.store.files import FileStore
from redaksi.store.query import Query

TIMES = 7

EMPTY_CLICK = (
    "import click\n@click.command()\n@click.version_option('1')\ndef main(): pass\nmain()\n"
)
EMPTY_TEXTUAL = (
    "from textual.app import App\nfrom textual.widgets import Static\n"
    "class Empty(App):\n    def compose(self): yield Static('empty-is-painted')\nEmpty().run()\n"
)


def lines(options: Options) -> Iterator[Line]:
    """The lines of this part."""
    environment = installed(options.folder)
    empty, ours = in_turn(
        _run([sys.executable, "-c", EMPTY_CLICK, "--version"], environment),
        _run([*redaksi(), "--version"], environment),
    )
    yield Line("redaksi --version", ours, "an empty click program", empty, most=2)
    for size in options.sizes:
        folder = options.folder / f"paint-{size}"
        newsroom.build(folder, size)
        (folder / config.FILE).write_bytes(config.new_house("Bench"))
        with FileStore(folder) as store:
            store.refresh()
            (newest,) = store.page(Query(stage=Stage.DRAFT), 1)
        word = newest.headline.split()[0].encode()
        board = [*redaksi(), "--newsroom", str(folder)]
        empty, ours = in_turn(
            paint([sys.executable, "-c", EMPTY_TEXTUAL], b"empty-is-painted", environment),
            paint(board, word, environment),
        )
        yield Line(
            f"first paint of the board, {size:,} articles",
            ours,
            "an empty Textual app",
            empty,
            most=1.4,
        )


def redaksi() -> list[str]:
    """The command line with which a person starts the program."""
    return [str(Path(sys.executable).parent / "redaksi")]


def installed(folder: Path) -> dict[str, str]:
    """An environment in which every program keeps its bytecode in `folder`.

    An installed program has bytecode from pip. With `PYTHONDONTWRITEBYTECODE` a checkout would be
    compiled at each start, while the installed Textual would not. The comparison would be unfair.
    """
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    return {**environment, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}


def in_turn(one: Callable[[], float], other: Callable[[], float]) -> tuple[float, float]:
    """The medians of `one` and `other`, in seconds.

    Both are measured in turn, so that a busy moment hits both. A first run of each, which is not
    counted, writes their bytecode.
    """
    one()
    other()
    pairs = [(one(), other()) for _ in range(TIMES)]
    return median(first for first, _ in pairs), median(second for _, second in pairs)


def _run(command: Sequence[str], environment: Mapping[str, str]) -> Callable[[], float]:
    return partial(
        timed,
        partial(subprocess.run, command, check=True, stdout=subprocess.DEVNULL, env=environment),
    )


def paint(
    command: Sequence[str], word: bytes, environment: Mapping[str, str]
) -> Callable[[], float]:
    """A function that returns the seconds until `command` in its own terminal shows `word`."""

    def measure() -> float:
        began = perf_counter()
        with program(command, environment) as terminal:
            return terminal.until(word) - began

    return measure
