"""Pauses after failures: a server that is away is not asked at each event."""

import time
from collections.abc import Callable

FIRST, LONGEST = 60.0, 3600.0
"""Seconds of the pause after the first failure, and the most seconds of a pause."""
REFUSED = 6 * 3600.0
"""Seconds of the pause after a server refused an address for good."""


class Rests:
    """The pauses of ways and people, by a key; `clock` counts seconds and never jumps."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, first: float = FIRST) -> None:
        self._clock = clock
        self._first = first
        self._until: dict[str, float] = {}
        self._pauses: dict[str, float] = {}

    def holds(self, *keys: str) -> bool:
        """Whether the pause of one of `keys` has not ended."""
        return any(self._until.get(key, 0.0) > self._clock() for key in keys)

    def failed(self, key: str, pause: float = 0.0) -> None:
        """Begin a `pause` in seconds, else one that is twice as long as the one before."""
        pause = pause or min(self._pauses.get(key, self._first / 2) * 2, LONGEST)
        self._pauses[key] = pause
        self._until[key] = self._clock() + pause

    def went_well(self, key: str, pause: float = 0.0) -> None:
        """Forget the failures; the next time is in `pause` seconds."""
        self._pauses.pop(key, None)
        self._until[key] = self._clock() + pause
