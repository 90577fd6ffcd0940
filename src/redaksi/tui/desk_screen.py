"""The base of the desk's screens: commands, their methods, the footer, errors as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.screen import Screen, ScreenResultType
from textual.worker import Worker, WorkerState

from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.tui.commands.base import NOTHING, Command, CommandContext
from redaksi.tui.desk_verbs import DeskVerbs
from redaksi.tui.host import host_of
from redaksi.tui.screen_keys import ScreenKeys
from redaksi.tui.themed_app import SCREENS
from redaksi.tui.widgets.article_list import ArticleList
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from collections.abc import Set as AbstractSet

    from textual.types import CSSPathType

    from redaksi.desk import Desk
    from redaksi.tui.host import Host


WIDE = 100
"""Width of the terminal in cells from which panes stand side by side."""


HIGH = 30
"""Height of the terminal in lines from which rows of a list have a blank line below."""


class DeskScreen(Screen[ScreenResultType]):
    """A screen with commands.

    The command called `x` is done by the method `do_x` of the screen, or of the first of its
    `doers` that has this method. The method may return an awaitable that opens another screen.
    """

    label: ClassVar[str]
    """The name of the screen, beside its commands in `redaksi keys`."""
    commands: ClassVar[tuple[type[Command], ...]] = ()
    CSS_PATH: ClassVar[CSSPathType | None] = SCREENS
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - no ClassVar in Textual either

    def __init__(
        self,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(name, id, classes)
        self.doers: tuple[object, ...] = (DeskVerbs(self),)
        self.chosen_keys = ScreenKeys(self, self.commands)
        self._refusal = ""  # the last sentence that refused a command here

    def on_compose(self) -> None:
        """Set the classes for the terminal's size before the first paint.

        Textual sets them only after that.
        """
        width, height = self.app.size
        classes = (
            _reached(self.HORIZONTAL_BREAKPOINTS, width),
            _reached(self.app.VERTICAL_BREAKPOINTS, height),
        )
        self.add_class(*filter(None, classes))

    @property
    def host(self) -> Host:
        """The program that shows this screen."""
        return host_of(self)

    @property
    def desk(self) -> Desk:
        return self.host.desk

    @property
    def is_up(self) -> bool:
        """Whether the widgets are there. False while the screen is being mounted or removed."""
        return self.is_mounted and self.is_attached

    def context(self) -> CommandContext:
        """The subject of the commands: the selected article and the state of the screen."""
        return NOTHING

    def offer(self) -> None:
        """Show the commands that are available now."""
        for bar in self.query_children(CommandBar):
            bar.show(self.context())

    async def action_perform(self, name: str) -> None:
        """Do the command called `name`, and show its error if there is one.

        A screen that is being mounted or removed ignores the command.
        """
        if self.host.leaving or not self.is_up:
            return
        try:
            coming_up = _doing(name, (self, *self.doers))()
            if coming_up is not None:
                await coming_up  # so that the next key reaches the new screen
        except RedaksiError as error:
            self.host.forget_typed()
            self.complain(error)
            if self.is_current:  # else the act closed this screen, and the sentence tells of it
                said = (bar.sentence for bar in self.query_children(CommandBar) if bar.warning)
                self._refusal = next(said, "")

    def on_unmount(self) -> None:
        """Take the refusal of a command from the screens below, which it does not concern."""
        for screen in self.app.screen_stack:
            for bar in screen.query(CommandBar):
                bar.forget(self._refusal)

    def complain(self, error: RedaksiError) -> None:
        """Show the sentence and the advice of `error`."""
        self.host.complain(error)

    @on(Worker.StateChanged)
    def _worker_failed(self, message: Worker.StateChanged) -> None:
        """Show the error of a worker: a failed worker must not end the app with unsaved text."""
        if error := failure(message):
            self.complain(error)

    def changed(self, ids: AbstractSet[str]) -> None:
        """Update the screen after a change of `ids`. Empty `ids`: any article may have changed."""

    def on_screen_resume(self) -> None:
        self.show_waiting()

    def show_waiting(self) -> None:
        """Show what waits for the person: a count in the title, and marks on the articles."""
        unseen, count = self.host.inbox.unseen, ""
        if unseen.unread:
            from redaksi.desk import concern_words  # noqa: PLC0415 - not before the first paint

            count = concern_words.counted(len(unseen.articles))
        for bar in self.query_children(TitleBar):
            bar.waiting = count
        for articles in self.query(ArticleList):
            articles.news = unseen.marked

    def do_help(self) -> Awaitable[object]:
        return self.host.push_screen(
            self.host.screens.help(self.commands, self.context(), self.focused)
        )

    def do_leave(self) -> Awaitable[object] | None:
        self.dismiss()
        return None


def _doing(name: str, doers: Iterable[object]) -> Callable[[], Awaitable[object] | None]:
    """The method of the first of `doers` that does the command called `name`."""
    method = f"do_{name}"
    doer = next(one for one in doers if hasattr(one, method))
    return cast("Callable[[], Awaitable[object] | None]", getattr(doer, method))


def _reached(points: list[tuple[int, str]] | None, size: int) -> str:
    """The class of the last of `points` that `size` reaches; empty if `size` reaches none."""
    return next((name for least, name in reversed(points or []) if size >= least), "")


def failure(message: Worker.StateChanged) -> RedaksiError | None:
    """The error of a failed worker; None if the worker did not fail.

    An unexpected exception becomes a RedaksiError with a sentence.
    """
    error = message.worker.error
    if message.state is not WorkerState.ERROR or error is None:
        return None
    if isinstance(error, RedaksiError):
        return error
    sentence = _("Something went wrong inside Redaksi: {what}.").format(
        what=f"{type(error).__name__}: {error}"
    )
    return RedaksiError(sentence, _("What you typed is still here."))
