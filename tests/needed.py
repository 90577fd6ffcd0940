"""Programs and files outside of the project that some tests need."""

import os
import shutil
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"
"""The folder beside the project with files whose licence keeps them out of it."""


def program(name: str, package: str) -> str:
    """The path of the program `name`, of the Debian package `package`.

    Where it is missing the test is skipped; on the build server, which has it installed by
    `.ci/run`, the test fails.
    """
    found = shutil.which(name)
    if found:
        return found
    reason = f"{name} is missing; install the Debian package {package}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def shared(path: str) -> Path:
    """The file `path` of `SHARED`; where it is missing the test is skipped."""
    if not (SHARED / path).exists():
        pytest.skip(f"{SHARED / path} is missing")
    return SHARED / path
