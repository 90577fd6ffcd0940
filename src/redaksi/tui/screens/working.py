"""A dialog whose act takes a while: it goes on in a thread, says how far it is, and ends once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from textual import on, work
from textual.message import Message

from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.tui.host import Done
from redaksi.tui.screens.dialog import Dialog

Result = TypeVar("Result")
STEP = 20
"""So many articles pass between two words on how far it is."""


class WorkingDialog(Dialog, Generic[Result]):
    """What stands in the fields makes a job; what comes of that is taken in on the screen."""

    @dataclass
    class Progressed(Message):
        """So many articles of so many are done."""

        done: int
        total: int

    @dataclass
    class Finished(Message):
        """It ended: with a result, or with what stood against the whole."""

        result: Any
        error: RedaksiError | None = None

    def job(self) -> Callable[[], Result]:
        """What is to be done, with what stands in the fields. Raises RedaksiError."""
        raise NotImplementedError

    def finished(self, result: Result) -> None:
        """Take in what came of it."""
        raise NotImplementedError

    def act(self) -> Done | None:
        if not self.busy:
            self.trouble("")
            job = self.job()
            self.busy = True
            self._do(job)
        return None

    @work(thread=True, exit_on_error=False)
    def _do(self, job: Callable[[], Result]) -> None:
        try:
            self.post_message(self.Finished(job()))
        except RedaksiError as error:
            self.post_message(self.Finished(None, error))

    def progress(self, done: int, total: int) -> None:
        """Hear from the job how far it is."""
        if done % STEP == 0:
            self.post_message(self.Progressed(done, total))

    @on(Progressed)
    def _show_progress(self, message: Progressed) -> None:
        self.report(_("{done} of {total} articles …").format(done=message.done, total=message.total))

    @on(Finished)
    def _finish(self, message: Finished) -> None:
        if message.error:
            self.complain(message.error)
        else:
            self.finished(message.result)
