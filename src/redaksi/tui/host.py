"""What a screen may ask of the program that shows it.

The app keeps these promises; no screen knows the app itself.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar, cast, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet
    from contextlib import AbstractContextManager

    from textual.content import Content
    from textual.dom import DOMNode
    from textual.notifications import SeverityLevel
    from textual.screen import Screen
    from textual.widget import Widget

    from redaksi.desk import Desk
    from redaksi.desk.bulk import BulkReport
    from redaksi.desk.conflict import SaveConflict
    from redaksi.domain.article import Article, Dossier, Note, SavedSearch, Text
    from redaksi.domain.finding import Finding
    from redaksi.domain.workflow import Move, Reason
    from redaksi.errors import RedaksiError
    from redaksi.tui.commands.base import Command, CommandContext

Result = TypeVar("Result")

Answered = Callable[[Result | None], None] | Callable[[Result | None], Awaitable[None]]
"""What takes the answer of a screen."""


class Done(NamedTuple):
    """The answer of a dialog: a sentence that says what was done, and the article that it was
    done to.

    A dialog about several articles reports what became of each.
    """

    sentence: str
    article_id: str = ""
    report: BulkReport | None = None


class Screens(Protocol):
    """Makes the screens and dialogs, each by its name; their modules are loaded when they are
    asked for.
    """

    def help(
        self, commands: Sequence[type[Command]], context: CommandContext, focused: Widget | None, /
    ) -> Screen[None]: ...

    def themes(self) -> Screen[Done]: ...

    def tour(self) -> Screen[Done]: ...

    def question(
        self, heading: str, sentence: str, answers: Iterable[tuple[str, str]], /
    ) -> Screen[str]: ...

    def report(self, sentence: str, lines: Iterable[Content], /) -> Screen[Done]: ...

    def search(self, words: str = "", /) -> Screen[None]: ...

    def filter(
        self, search: SavedSearch, apply: Callable[[SavedSearch], None], /
    ) -> Screen[Done]: ...

    def saved_searches(self, apply: Callable[[SavedSearch], None], /) -> Screen[Done]: ...

    def new(self) -> Screen[Done]: ...

    def importing(self) -> Screen[Done]: ...

    def export(
        self, article: Article | None = None, chosen: Sequence[str] = ()
    ) -> Screen[Done]: ...

    def edit(
        self, dossier: Dossier, pane: str, paragraph: int = 0, finding: Finding | None = None, /
    ) -> Screen[None]: ...

    def stored(self, dossier: Dossier, /) -> Screen[None]: ...

    def merge(self, conflict: SaveConflict, /) -> Screen[Text]: ...

    def revisions(self, dossier: Dossier, /) -> Screen[None]: ...

    def assign(self, dossier: Dossier, /) -> Screen[Done]: ...

    def move(self, move: Move, dossier: Dossier, /) -> Screen[Done]: ...

    def publish(self, dossier: Dossier, against: tuple[Reason, ...], /) -> Screen[Done]: ...

    def bulk_assign(self, ids: Sequence[str], /) -> Screen[Done]: ...

    def bulk_submit(self, ids: Sequence[str], /) -> Screen[Done]: ...

    def note(self, dossier: Dossier, paragraph: str, /) -> Screen[Done]: ...

    def answer(self, dossier: Dossier, note: Note, /) -> Screen[Done]: ...

    def waive(self, finding: Finding, *, unsaved: bool) -> Screen[Done]: ...


@runtime_checkable
class Keeper(Protocol):
    """A screen that keeps what is typed on it."""

    def keep(self) -> None:
        """Bring what was typed here and is not saved to disk, at once."""


@runtime_checkable
class Writing(Protocol):
    """A screen whose text is saved by the person."""

    @property
    def unsaved(self) -> bool:
        """Whether something was typed here that is not saved."""

    def do_leave(self) -> object:
        """Leave, or ask what to do with the unsaved text."""


class Host(Protocol):
    """The program around the screens."""

    desk: Desk
    screens: Screens
    leaving: bool
    """Whether it ends: then no command is done any more."""
    export_folder: str
    """The folder that was exported to last."""

    def push_screen(
        self, screen: Screen[Result], callback: Answered[Result] | None = None, /
    ) -> Awaitable[object]:
        """Bring `screen` up; its answer goes to `callback`."""

    async def push_screen_wait(self, screen: Screen[Result], /) -> Result | None:
        """Bring `screen` up; returns its answer. Only a worker may wait so."""

    def suspend(self) -> AbstractContextManager[None]:
        """Hand the terminal to another program meanwhile.

        Raises:
            SuspendNotSupported
        """

    def say(self, sentence: str, severity: SeverityLevel = "information") -> None:
        """Say `sentence` in the footers."""

    def complain(self, error: RedaksiError) -> None:
        """Say what went wrong and what to do."""

    def advice(self, error: RedaksiError) -> str:
        """What to do about `error`."""

    def tell(self, ids: AbstractSet[str]) -> None:
        """Tell every open screen that the articles `ids` changed."""

    def open_article(self, article_id: str) -> Awaitable[object]:
        """Show an article.

        Raises:
            RedaksiError: where it cannot be read
        """

    def write_outside(self, dossier: Dossier) -> Awaitable[None]:
        """Let the person write `dossier` in their own editor.

        Raises:
            RedaksiError
        """

    def undo(self, article_id: str) -> None:
        """Take back the person's last act on an article.

        Raises:
            RedaksiError
        """

    def copy_to_clipboard(self, text: str) -> None:
        """Copy `text`, and say so."""

    def switch_theme(self) -> None:
        """Change between dark and light.

        Raises:
            RedaksiError
        """

    def use_theme(self, name: str) -> None:
        """Show the theme called `name` from now on.

        Raises:
            RedaksiError
        """

    def use_language(self, code: str) -> None:
        """Speak another language from now on.

        Raises:
            RedaksiError
        """

    def leave(self) -> None:
        """End the program, unless text is unsaved."""


def host_of(node: DOMNode) -> Host:
    """The program that shows `node`."""
    return cast("Host", node.app)
