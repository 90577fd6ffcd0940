"""Waiting for what comes soon.

How soon is the bench's to measure: a test only asks whether, on the busiest machine.
"""

import time
from collections.abc import Callable

PATIENCE = 60.0
"""Seconds after which what did not come will not come."""


def soon(condition: Callable[[], object]) -> bool:
    """Whether `condition` comes true before our patience ends."""
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True
