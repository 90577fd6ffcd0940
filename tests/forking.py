"""Child processes for tests.

Python warns about a fork of a process with threads: a thread may hold a lock for which the child
waits.

The threads of these tests are idle: those of our stores wait for tasks, those of pytest for
messages. A fork without `fork` is an error in these tests (see pyproject.toml).
"""

import os
import sys
import warnings


def fork() -> int:
    """Fork without the warning about threads; returns the same as `os.fork`."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "This process .* is multi-threaded", DeprecationWarning)
        return os.fork()


def in_own_terminal(*command: str) -> list[str]:
    """`command` behind a program that makes standard input its controlling terminal."""
    return [
        sys.executable,
        "-c",
        "import os, sys; os.login_tty(0); os.execvp(sys.argv[1], sys.argv[1:])",
        *command,
    ]


def bounded(memory: int, *command: str) -> list[str]:
    """`command` with an address space of at most `memory` bytes."""
    return ["sh", "-c", f'ulimit -v {memory // 1024}; exec "$@"', "sh", *command]
