"""Processes of a test's own.

A fork of a process with threads may meet a lock that one of them holds: Python warns.

Here the threads rest: those of our stores wait for tasks, and those of pytest for messages. Any
other fork is an error in these tests (see pyproject.toml).
"""

import os
import sys
import warnings


def fork() -> int:
    """The new process as `os.fork` tells it."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "This process .* is multi-threaded", DeprecationWarning)
        return os.fork()


def in_own_terminal(*command: str) -> list[str]:
    """`command` behind a program that makes the terminal on its standard input its own."""
    return [
        sys.executable,
        "-c",
        "import os, sys; os.login_tty(0); os.execvp(sys.argv[1], sys.argv[1:])",
        *command,
    ]


def bounded(memory: int, *command: str) -> list[str]:
    """`command`, which gets no more than so many bytes of `memory`."""
    return ["sh", "-c", f'ulimit -v {memory // 1024}; exec "$@"', "sh", *command]
