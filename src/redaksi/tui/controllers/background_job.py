"""What takes a while in a dialog goes on in a thread, says how far it is, and ends once."""

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
"""So many articles pass between two words on how far it is."""


class BackgroundJob:
    """One job at a time; what stands against it is complained about by the screen."""

    def __init__(self, screen: DeskScreen[Any]) -> None:
        self._screen = screen
        self.is_busy = False

    def start(self, job: Callable[[], Result], finished: Callable[[Result], None]) -> None:
        """Do `job` in a thread, unless one is under way; `finished` takes its result."""
        if not self.is_busy:
            self.is_busy = True
            self._screen.run_worker(
                partial(self._do, job, finished), thread=True, exit_on_error=False
            )

    def _do(self, job: Callable[[], Result], finished: Callable[[Result], None]) -> None:
        try:
            then = partial(finished, job())
        except RedaksiError as error:
            then = partial(self._screen.complain, error)
        finally:
            self._screen.call_later(self._ended)
        self._screen.call_later(then)

    def _ended(self) -> None:
        self.is_busy = False

    def say(self, sentence: str) -> None:
        """Show in the dialog, from within the job, how far it is."""
        self._screen.call_later(self._show, sentence)

    def _show(self, sentence: str) -> None:
        self._screen.query_one(DialogBox).report(sentence)

    def progress(self, done: int, total: int) -> None:
        """Hear from the job how many articles of how many are done."""
        if done % STEP == 0:
            self.say(_("{done} of {total} articles …").format(done=done, total=total))
