"""Give up an act that takes too long, whatever it waits for."""

from collections.abc import Callable
from contextvars import copy_context
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

_Result = TypeVar("_Result")


def within(seconds: float, act: Callable[[], _Result]) -> _Result:
    """The result of `act`, which runs in a thread; an error of it is raised here.

    Raises:
        TimeoutError: when `act` takes longer. It is left running, and ends with the program.
    """
    ended: SimpleQueue[Callable[[], _Result]] = SimpleQueue()

    def run() -> None:
        try:
            result = act()
        except BaseException as error:  # noqa: BLE001 - raised again by the caller's thread
            failure = error

            def fail() -> _Result:
                raise failure

            ended.put(fail)
        else:
            ended.put(lambda: result)

    Thread(target=copy_context().run, args=(run,), daemon=True).start()
    try:
        return ended.get(timeout=seconds)()
    except Empty:
        raise TimeoutError from None
