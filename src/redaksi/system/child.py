"""A child process for work on what strangers made; the process is started when first needed.

Parsers in C may crash on a hostile file, take all memory or run for ever. In a child process with
limits, such a file costs its own refusal and nothing else.
"""

import subprocess
import sys
import weakref
from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Timer
from typing import Generic, TypeVar

import msgspec

from redaksi.system.messages import receive, send

_Reply = TypeVar("_Reply")


class ChildEnded(Exception):
    """The child process ended, took too long, or answered nonsense."""


class Child(Generic[_Reply]):
    """A process of the program's own `module`, for one message at a time; safe for threads.

    A process that a message ends, or that takes longer than `seconds`, is replaced by a new one.
    The process ends with this object.
    """

    def __init__(
        self, module: str, decode: Callable[[bytes], _Reply], seconds: float, *arguments: str
    ) -> None:
        """`decode` turns the bytes of a reply into the reply, or raises a MsgspecError."""
        self._command = (sys.executable, "-P", "-m", module, *arguments)
        self._decode = decode
        self._seconds = seconds
        self._lock = Lock()
        self.process: subprocess.Popen[bytes] | None = None

    def ask(self, message: msgspec.Struct) -> _Reply:
        """The reply of the process to `message`.

        Raises:
            ChildEnded: when there is none.
        """
        with self._lock:
            process = self.process or self._start()
            self.process = None  # until the reply is here, nobody knows whether it still works
            late = Timer(self._seconds, process.kill)
            late.daemon = True
            late.start()
            try:
                reply = self._exchange(process, message)
            finally:
                late.cancel()
                if process.poll() is not None:
                    _end(process)
            self.process = process
            return reply

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(  # noqa: S603 - our own module
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        weakref.finalize(self, _end, process)
        return process

    def _exchange(self, process: subprocess.Popen[bytes], message: msgspec.Struct) -> _Reply:
        assert process.stdin and process.stdout  # noqa: S101, PT018 - both are pipes
        try:
            send(process.stdin, message)
            return self._decode(receive(process.stdout))
        except (OSError, EOFError, msgspec.MsgspecError) as error:
            _end(process)
            raise ChildEnded from error


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    with suppress(OSError), process:  # closes the pipes and waits
        pass
