"""What need not hold up an answer is done behind it, by a thread, in the order in which it came up."""

from collections.abc import Callable
from contextlib import suppress
from queue import Queue
from threading import Lock, Thread

_Line = Queue[Callable[[], None] | None]


class Errands:
    """A line of errands. Their thread begins with the first one and ends with `close`, or with the process.

    A forked child begins a line of its own: what waits in ours is ours.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._line = _Line()
        self._thread: Thread | None = None

    def add(self, errand: Callable[[], None]) -> None:
        """Have ERRAND done soon; what it raises is lost."""
        with self._lock:
            if not self._is_running():
                self._line = _Line()
                self._thread = Thread(target=_work, args=(self._line,), name="errands", daemon=True)
                self._thread.start()
            self._line.put(errand)

    def wait(self) -> None:
        """Return when all that was added before is done."""
        if self._is_running():
            self._line.join()

    def close(self) -> None:
        """Do what was added before, and end the thread."""
        with self._lock:
            if self._thread and self._is_running():
                self._line.put(None)
                self._thread.join()

    def _is_running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()


def _work(line: _Line) -> None:
    while (errand := line.get()) is not None:
        with suppress(Exception):
            errand()
        line.task_done()
