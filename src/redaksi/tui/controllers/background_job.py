"""Runs a long task of a dialog in a thread, and shows its progress."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.tui.widgets.dialog_box import DialogBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from redaksi.tui.desk_screen import DeskScreen

Result = TypeVar("Result")

STEP = 20
"""Articles between two reports of progress."""


class BackgroundJob:
    """At most one job at a time. The screen shows the error of a job that fails."""

    def __init__(self, screen: DeskScreen[Any]) -> None:
        self._screen = screen
        self.is_busy = False

    def start(self, job: Callable[[], Result], finished: Callable[[Result], None]) -> None:
        """Run `job` in a thread, unless another one is running; `finished` receives its result."""
        if not self.is_busy:
            self.is_busy = True
            self._screen.run_worker(
                partial(self._do, job, finished), thread=True, exit_on_error=False
            )

    def _do(self, job: Callable[[], Result], finished: Callable[[Result], None]) -> None:
        try:
            then = partial(finished, job())
        except RedaksiError as error:
            then = partial(self._failed, error)
        finally:
            self._screen.call_later(self._ended)
        self._screen.call_later(then)

    def _failed(self, error: RedaksiError) -> None:
        self._show("")
        self._screen.complain(error)

    def _ended(self) -> None:
        self.is_busy = False

    def say(self, sentence: str) -> None:
        """Show `sentence` in the dialog. The job may call this from its thread."""
        self._screen.call_later(self._show, sentence)

    def _show(self, sentence: str) -> None:
        self._screen.query_one(DialogBox).report(sentence)

    def progress(self, done: int, total: int) -> None:
        """Report that `done` of `total` articles are finished."""
        if done % STEP == 0:
            self.say(_("{done} of {total} articles …").format(done=done, total=total))
