"""What is typed on a screen and not saved is on disk a moment after the last key, and is
offered after a crash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.timer import Timer

    from redaksi.desk.recovery import Buffer, Unsaved
    from redaksi.tui.desk_screen import DeskScreen

MOMENT = 0.8
"""Seconds from a key until what was typed is on disk."""


class RecoveryCopy:
    """The copy of one screen. Before `begin` and after `discard` nothing is written."""

    def __init__(
        self, screen: DeskScreen[Any], keep: Callable[[], None], write: Callable[[Unsaved], None]
    ) -> None:
        """`keep` calls `write` in its turn, and says what stood against it.

        `write` brings what is typed now to disk, or discards it where all is stored. It raises
        StorageError.
        """
        self._screen = screen
        self._keep = keep
        self._write = write
        self._unsaved: Unsaved | None = None
        self._soon: Timer | None = None

    def begin(self, buffer: Buffer | None) -> None:
        """Begin to write, over the `buffer` that was left behind if there is one."""
        self._unsaved = self._screen.desk.recovery.begin(buffer)

    def soon(self) -> None:
        """Keep what is typed, in a moment."""
        if self._soon is None:
            self._soon = self._screen.set_timer(MOMENT, self.keep)

    def keep(self) -> None:
        """Keep what is typed, at once."""
        self._soon = None
        self._keep()

    def write(self) -> None:
        """Bring what is typed to disk.

        Raises:
            StorageError
        """
        if self._unsaved:
            self._write(self._unsaved)

    @property
    def path(self) -> Path | None:
        """The file that holds it, None for none."""
        return self._unsaved.path if self._unsaved else None

    def discard(self) -> None:
        """Delete it: nothing that is wanted is typed any more."""
        if self._unsaved:
            self._unsaved.discard()
            self._unsaved = None

    def release(self) -> None:
        """Leave it as it is for the next start."""
        if self._unsaved:
            self._unsaved.release()
