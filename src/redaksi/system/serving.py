"""The life of a child process: limits first, then a reply to each message."""

import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress

import msgspec

from redaksi.system.messages import receive, send


def serve(reply: Callable[[bytes], msgspec.Struct], memory: int) -> None:
    """Send the `reply` to each message of standard input until the input ends.

    This process may use `memory` bytes, write no file and dump no memory.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles Ctrl-C
    limits = {"RLIMIT_AS": memory, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0}
    for name, most in limits.items():
        with suppress(ValueError, OSError):  # some systems lack a limit, or have a lower one
            resource.setrlimit(getattr(resource, name), (most, most))
    with suppress(EOFError):
        while True:
            send(sys.stdout.buffer, reply(receive(sys.stdin.buffer)))
