"""`python -m bench.memory FOLDER` prints the memory that the store layer takes, in MB.

The first number covers the queries of a desk; the second adds a rebuild of the index.
"""

import resource
import sys
from pathlib import Path

from redaksi.domain.article import Stage
from redaksi.store.files import FileStore
from redaksi.store.query import Query


def peak() -> float:
    """The peak memory of this process, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # `ru_maxrss` includes the memory of the parent process
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def main(folder: Path) -> None:
    before = peak()
    with FileStore(folder) as store:
        for stage in Stage:
            store.page(Query(stage=stage), 50)
        store.page(Query(text="warga kota"), 50)
        store.refresh()
        asked = peak() - before
        (folder / ".index.sqlite").unlink()
        store.page(Query(text="warga kota"), 50)
    print(f"{asked:.1f} {peak() - before:.1f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
