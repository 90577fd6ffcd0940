"""Acts done as an unprivileged system user, since root ignores rights."""

import os
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.forking import fork

NOBODY = 65534


def as_nobody(act: Callable[[], int]) -> int:
    """What `act` returns (0 to 250) in a process of its own under another uid; 251 when it
    raised.
    """
    if os.getuid() != 0:
        pytest.skip("only root can become another user")
    child = fork()
    if child == 0:
        code = 251
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            code = act()
        except BaseException:  # noqa: BLE001 - the child must not run on into pytest
            traceback.print_exc()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@contextmanager
def reachable_folder() -> Iterator[Path]:
    """A folder that every system user can reach: pytest's own are closed to others."""
    with tempfile.TemporaryDirectory(prefix="redaksi-test-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
