"""What need not hold up an answer is done behind it, by a thread, in the order in which it came up."""

from collections.abc import Callable
from contextlib import suppress
from queue import Queue
from threading import Thread


class Errands:
    """A line of errands. Their thread begins with the first one and ends with the process."""

    def __init__(self) -> None:
        self._line: Queue[Callable[[], None]] = Queue()
        self._thread: Thread | None = None

    def add(self, errand: Callable[[], None]) -> None:
        """Have ERRAND done soon; what it raises is lost."""
        self._line.put(errand)
        if not (self._thread and self._thread.is_alive()):
            self._thread = Thread(target=self._work, name="errands", daemon=True)
            self._thread.start()

    def wait(self) -> None:
        """Return when all that was added before is done."""
        if self._thread:
            self._line.join()

    def _work(self) -> None:
        while True:
            errand = self._line.get()
            with suppress(Exception):
                errand()
            self._line.task_done()
