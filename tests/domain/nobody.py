"""Acts of an unprivileged system user, because root ignores permissions."""

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
    """Run `act` in a child process with the uid of nobody.

    Returns the result of `act` (0 to 250), or 251 when `act` raised.
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
    """A folder that every system user can reach; the folders of pytest are private."""
    with tempfile.TemporaryDirectory(prefix="redaksi-test-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
