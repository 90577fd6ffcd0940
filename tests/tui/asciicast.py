"""Records what a terminal shows, from standard input, as an asciicast (version 2) in a file.

`python -m tests.tui.asciicast FILE COLUMNS LINES`; asciinema plays such files.
"""

import codecs
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

READ = 65536
"""The most bytes of one frame."""


def frames(descriptor: int) -> Iterator[str]:
    """What can be read from `descriptor`, as it comes, in whole characters."""
    whole = codecs.getincrementaldecoder("utf-8")("replace")
    while data := os.read(descriptor, READ):
        yield whole.decode(data)


def record(file: Path, columns: int, lines: int, descriptor: int = 0) -> None:
    """Write what comes from `descriptor` into `file`, each frame with its second."""
    start = time.monotonic()
    header = {"version": 2, "width": columns, "height": lines, "timestamp": int(time.time())}
    with file.open("w", encoding="utf-8") as out:
        print(json.dumps(header), file=out)
        for shown in frames(descriptor):
            second = round(time.monotonic() - start, 3)
            print(json.dumps([second, "o", shown]), file=out, flush=True)


if __name__ == "__main__":
    record(Path(sys.argv[1]), *map(int, sys.argv[2:4]))
