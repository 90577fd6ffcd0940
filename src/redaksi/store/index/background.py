"""Run tasks in a background thread, in the order in which they were added."""

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from threading import Lock


class Background:
    """A background thread for tasks.

    The thread starts with the first task. It ends at `close`, or with the process after the last
    task. A forked child starts its own thread; tasks that wait in the parent run in the parent.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._executor: ThreadPoolExecutor | None = None
        self._last: Future[None] | None = None
        self._process = 0

    def add(self, task: Callable[[], None]) -> None:
        """Run `task` soon; its exceptions are ignored.

        The task is dropped if no thread can be started.
        """
        with self._lock, suppress(RuntimeError):  # no more threads, or the interpreter is ending
            if self._executor is None or self._process != os.getpid():
                self._executor = ThreadPoolExecutor(1, "background")
                self._process = os.getpid()
            self._last = self._executor.submit(task)

    def wait(self) -> None:
        """Wait until all tasks that were added before are done."""
        last = self._last
        if last is not None and not last.done() and self._process == os.getpid():
            wait((last,))

    def close(self) -> None:
        """Run the tasks that were added before, and end the thread."""
        with self._lock:
            if self._executor is not None and self._process == os.getpid():
                self._executor.shutdown()
            self._executor = None
