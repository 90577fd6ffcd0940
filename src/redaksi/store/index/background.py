"""Tasks that need not hold up an answer are run by a thread, in the order in which they were
added.
"""

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from threading import Lock


class Background:
    """A thread for tasks.

    It starts with the first task, and ends with `close` or, after the last task, the process.

    A forked child starts a thread of its own: the tasks that wait in its parent are run there.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._executor: ThreadPoolExecutor | None = None
        self._last: Future[None] | None = None
        self._process = 0

    def add(self, task: Callable[[], None]) -> None:
        """Have `task` run soon; its exceptions are lost, and so is the task where no thread can
        be had.
        """
        with self._lock, suppress(RuntimeError):  # no more threads, or the interpreter is ending
            if self._executor is None or self._process != os.getpid():
                self._executor = ThreadPoolExecutor(1, "background")
                self._process = os.getpid()
            self._last = self._executor.submit(task)

    def wait(self) -> None:
        """Return when all tasks that were added before are done."""
        last = self._last
        if last is not None and not last.done() and self._process == os.getpid():
            wait((last,))

    def close(self) -> None:
        """Run the tasks that were added before, and end the thread."""
        with self._lock:
            if self._executor is not None and self._process == os.getpid():
                self._executor.shutdown()
            self._executor = None
