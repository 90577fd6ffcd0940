"""The folders of dossiers as they were when the index was last compared with their files."""

from collections.abc import Mapping
from typing import NamedTuple

STEP = 30_000_000
"""Nanoseconds within which a folder may change twice without showing the second change.

The times of a folder go in steps of at most 10 ms: so slow is the slowest clock of Linux.
"""

COARSE = 2_000_000_000
"""The same, where a file system tells whole seconds."""

_SECOND = 1_000_000_000

States = Mapping[str, tuple[int, int]]
"""Inode and time of the last change (`st_ctime_ns`) of each folder, by name.

Nobody can set this time to a former one.
"""


class Look(NamedTuple):
    """The states of all folders, from `began` on (nanoseconds as in `time.time_ns`)."""

    began: int
    states: States

    @property
    def settled(self) -> States:
        """The states of the folders that did not change a moment ago."""
        return {name: state for name, state in self.states.items() if self._is_settled(state[1])}

    def _is_settled(self, changed: int) -> bool:
        return changed < self.began - (STEP if changed % _SECOND else COARSE)


class Folders:
    """Tells which folders may hold files that the index does not know as they are.

    A file that is added, removed or replaced by another changes its folder. A file that is
    written in place does not.
    """

    def __init__(self) -> None:
        self._known: States = {}

    def changed(self, now: Look) -> set[str]:
        """The folders that changed since they were compared, or are gone."""
        names = {*now.states, *self._known}
        return {name for name in names if now.states.get(name) != self._known.get(name)}

    def compared(self, look: Look) -> None:
        """Note that the index holds all files of the folders as `look` saw them, or later."""
        self._known = look.settled
