"""`python -m bench.memory FOLDER` prints the memory that the store layer takes, in MB.

The first number covers the queries of a desk; the second adds a rebuild of the index.
"""

import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from tests.memory import most_megabytes

from redaksi.domain.article import Stage
from redaksi.store.files import FileStore
from redaksi.store.query import Query

PAGE = resource.getpagesize() / 1024**2
"""The size of a page of memory, in MB."""


@contextmanager
def of_children() -> Iterator[list[float]]:
    """A list that gets, at the end, the most memory that all children of this process had, in MB.

    They are looked at twenty times a second; it stays 0 where there is no /proc.
    """
    most, is_over = [0.0], Event()

    def watch() -> None:
        while not is_over.wait(0.05):
            lists = [one.read_text() for one in Path("/proc/self/task").glob("*/children")]
            most[0] = max(most[0], sum(_resident(child) for child in " ".join(lists).split()))

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield most
    finally:
        is_over.set()
        watcher.join()


def _resident(process: str) -> float:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):  # it ended
        return 0


def main(folder: Path) -> None:
    before = most_megabytes()
    with FileStore(folder) as store:
        for stage in Stage:
            store.page(Query(stage=stage), 50)
        store.page(Query(text="warga kota"), 50)
        store.refresh()
        asked = most_megabytes() - before
        (folder / ".index.sqlite").unlink()
        store.page(Query(text="warga kota"), 50)
    print(f"{asked:.1f} {most_megabytes() - before:.1f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
