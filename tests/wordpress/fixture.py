"""The WordPress of a test session.

Tests that use it carry `GROUP`: under xdist they run in one worker, so that one server is enough.
"""

import os
from collections.abc import Iterator

import pytest

from tests.wordpress.server import Website, missing, running

GROUP = pytest.mark.xdist_group("wordpress")


def website() -> Iterator[Website]:
    """A new WordPress; the test is skipped where none can be had, but not in CI."""
    if why := missing():
        if os.environ.get("CI") == "true":
            pytest.fail(f"WordPress is missing: {why}")
        pytest.skip(f"WordPress is missing: {why}")
    with running() as found:
        yield found
