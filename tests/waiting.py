"""Waiting for a condition.

Tests ask only whether a condition comes true, on the busiest machine. The bench measures how soon.
"""

import time
from collections.abc import Callable

PATIENCE = 60.0
"""Seconds after which a wait fails."""


def soon(condition: Callable[[], object]) -> bool:
    """Whether `condition` comes true within `PATIENCE`."""
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True
