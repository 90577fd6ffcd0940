"""The recovery file of a screen, with its unsaved text.

The file is written a moment after the last key, and offered after a crash.
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
"""Seconds from a key until the text is on disk."""


class RecoveryCopy:
    """The recovery file of one screen. Nothing is written before `begin` and after `discard`."""

    def __init__(
        self, screen: DeskScreen[Any], keep: Callable[[], None], write: Callable[[Unsaved], None]
    ) -> None:
        """`keep` calls `write`, and shows the error if there is one.

        `write` writes the unsaved text to disk, or deletes the file if all is saved. It raises
        StorageError.
        """
        self._screen = screen
        self._keep = keep
        self._write = write
        self._unsaved: Unsaved | None = None
        self._soon: Timer | None = None

    def begin(self, buffer: Buffer | None) -> None:
        """Begin to write, into the `buffer` that was left behind if there is one."""
        self._unsaved = self._screen.desk.recovery.begin(buffer)

    def soon(self) -> None:
        """Write the text after `MOMENT`."""
        if self._soon is None:
            self._soon = self._screen.set_timer(MOMENT, self.keep)

    def keep(self) -> None:
        """Write the text at once."""
        self._soon = None
        self._keep()

    def write(self) -> None:
        """Write the text to disk.

        Raises:
            StorageError: when the file cannot be written.
        """
        if self._unsaved:
            self._write(self._unsaved)

    @property
    def path(self) -> Path | None:
        """The path of the recovery file, or None."""
        return self._unsaved.path if self._unsaved else None

    def discard(self) -> None:
        """Delete the recovery file: the text is saved or not wanted."""
        if self._unsaved:
            self._unsaved.discard()
            self._unsaved = None

    def release(self) -> None:
        """Keep the recovery file for the next start."""
        if self._unsaved:
            self._unsaved.release()
