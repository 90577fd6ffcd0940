"""Spread large work over worker processes, one per core; this process does small work itself.

A worker process runs this module. The pools of the standard library either fork a process with
threads, or import the main program again. A worker does neither, and ignores Ctrl-C, which the
parent handles. When the parent ends in any way, the worker's input is closed and the worker ends.
"""

import gc
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import chain, islice
from queue import SimpleQueue
from typing import Any, TypeVar

from redaksi import i18n

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

FEW = 3_000
"""Fewer items than this are worked on without worker processes."""
CHUNK = 200
"""The number of items that a worker gets at a time."""
_AHEAD = 2
"""The number of chunks per worker that are in progress; this bounds the memory."""


def each(
    work: Callable[[list[_Item]], list[_Result]], items: Iterable[_Item]
) -> Iterator[_Result]:
    """The results of `work` for chunks of `items`, in their order; `items` are read as needed.

    `work` must be a function of a module, because workers receive it by its name.
    """
    items = iter(items)
    first = list(islice(items, FEW))
    chunks = _chunks(chain(first, items))
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    if cores > 1 and len(first) == FEW:
        yield from _spread(work, chunks, cores)
    else:
        for chunk in chunks:
            yield from work(chunk)


def _chunks(items: Iterator[_Item]) -> Iterator[list[_Item]]:
    while chunk := list(islice(items, CHUNK)):
        yield chunk


def _spread(
    work: Callable[[list[_Item]], list[_Result]], chunks: Iterator[list[_Item]], cores: int
) -> Iterator[_Result]:
    helpers: SimpleQueue[_Helper] = SimpleQueue()

    def ask(chunk: list[_Item]) -> list[_Result]:
        helper = helpers.get()
        try:
            return helper.does(chunk)
        finally:
            helpers.put(helper)

    started = [_Helper(work) for _core in range(cores)]
    for helper in started:
        helpers.put(helper)
    threads = ThreadPoolExecutor(cores)
    under_way: deque[Future[list[_Result]]] = deque()
    try:
        for chunk in chunks:
            under_way.append(threads.submit(ask, chunk))
            if len(under_way) > cores * _AHEAD:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
    finally:
        threads.shutdown(cancel_futures=True)
        for helper in started:
            helper.end()


class _Helper:
    """A worker process for `work`; if it cannot start or dies, this process does the work."""

    def __init__(self, work: Callable[[list[Any]], list[Any]]) -> None:
        self._work = work
        command = (sys.executable, "-P", "-m", "redaksi.system.workers", i18n.current())
        self._process: subprocess.Popen[bytes] | None = None
        with suppress(OSError):
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )

    def does(self, chunk: list[Any]) -> list[Any]:
        if self._process and self._process.stdin and self._process.stdout:
            try:
                pickle.dump((self._work, chunk), self._process.stdin)
                self._process.stdin.flush()
                return pickle.load(self._process.stdout)  # type: ignore[no-any-return]  # noqa: S301 - from ourselves
            except (OSError, EOFError, pickle.UnpicklingError):
                self.end()
        return self._work(chunk)

    def end(self) -> None:
        if self._process:
            self._process.kill()
            with suppress(OSError), self._process:  # closes the pipes and waits
                pass
            self._process = None


def _serve() -> None:
    """Do the work that standard input asks for, until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # the data has no reference cycles, and the collector takes a fifth of the time
    i18n.install(sys.argv[1])
    with suppress(EOFError):
        while True:
            work, chunk = pickle.load(sys.stdin.buffer)  # noqa: S301 - from ourselves
            pickle.dump(work(chunk), sys.stdout.buffer)
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    _serve()
