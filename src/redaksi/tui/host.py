"""The interface between the screens and the app.

The app implements `Host`; no screen imports the app itself.
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
    from redaksi.desk.chats import ChatText
    from redaksi.desk.conflict import SaveConflict
    from redaksi.desk.deliveries import Delivery, Permission
    from redaksi.desk.setting import Setting
    from redaksi.desk.unseen import Unseen
    from redaksi.domain.article import Article, Dossier, Member, Note, SavedSearch, Stage, Text
    from redaksi.domain.delivery import Target
    from redaksi.domain.figures import SentBack, Tally
    from redaksi.domain.finding import Finding
    from redaksi.domain.workflow import Move, OpenPoint, Reason
    from redaksi.errors import RedaksiError
    from redaksi.tui.commands.base import Command, CommandContext

Result = TypeVar("Result")

Answered = Callable[[Result | None], None] | Callable[[Result | None], Awaitable[None]]
"""Receives the answer of a screen."""


@runtime_checkable
class DeliveryListener(Protocol):
    """A screen that shows how deliveries go on."""

    def delivered(self) -> None:
        """Update the screen after a delivery in the background went on or ended."""


class Done(NamedTuple):
    """The answer of a dialog: a sentence about its act, and the article's id.

    A dialog about several articles adds a report on each of them.
    """

    sentence: str
    article_id: str = ""
    report: BulkReport | None = None
    undoable: bool = False
    """Whether the undo key takes the act back; the sentence is then followed by that key."""
    stays: bool = False
    """Whether the person stays in the list, with the next article."""
    member: str = ""
    """The name of the member of the team whom the act was about."""


class Screens(Protocol):
    """Makes screens and dialogs by name. Their modules are imported at the first use."""

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

    def importing(self, pasted: str = "", /) -> Screen[Done]: ...

    def chat(self, texts: Sequence[ChatText], /) -> Screen[Done]: ...

    def export(
        self, article: Article | None = None, chosen: Sequence[str] = ()
    ) -> Screen[Done]: ...

    def edit(
        self,
        dossier: Dossier,
        pane: str,
        paragraph: int = 0,
        finding: Finding | None = None,
        field: str = "",
        /,
    ) -> Screen[None]: ...

    def stored(self, dossier: Dossier, /) -> Screen[None]: ...

    def merge(self, conflict: SaveConflict, /) -> Screen[Text]: ...

    def revisions(self, dossier: Dossier, /) -> Screen[None]: ...

    def assign(self, dossier: Dossier, stage: Stage | None = None, /) -> Screen[Done]: ...

    def move(self, move: Move, dossier: Dossier, /) -> Screen[Done]: ...

    def submit(self, dossier: Dossier, stands: Sequence[OpenPoint], /) -> Screen[Done]: ...

    def publish(
        self, dossier: Dossier, against: tuple[Reason, ...], stands: Sequence[OpenPoint], /
    ) -> Screen[Done]: ...

    def notice(self, dossier: Dossier, /) -> Screen[Done]: ...

    def activity(self) -> Screen[None]: ...

    def agenda(self) -> Screen[None]: ...

    def figures(self) -> Screen[None]: ...

    def behind(self, tally: Tally, returns: Sequence[SentBack], /) -> Screen[None]: ...

    def deliveries(self) -> Screen[None]: ...

    def team(self) -> Screen[str]: ...

    def add_member(self) -> Screen[Done]: ...

    def give_role(self, member: Member, /) -> Screen[Done]: ...

    def bind_login(self, member: Member, /) -> Screen[Done]: ...

    def settings(self) -> Screen[None]: ...

    def setting(
        self, scope: str, setting: Setting, change: Callable[[str], str], /
    ) -> Screen[Done]: ...

    def keys(self) -> Screen[None]: ...

    def switching(self) -> Screen[Done]: ...

    def permit(self, delivery: Delivery, permission: Permission, /) -> Screen[Done]: ...

    def withdraw(self, delivery: Delivery, /) -> Screen[Done]: ...

    def trust_target(self, target: Target, *, trusted: bool) -> Screen[Done]: ...

    def bulk_assign(self, ids: Sequence[str], /) -> Screen[Done]: ...

    def bulk_submit(self, ids: Sequence[str], /) -> Screen[Done]: ...

    def note(self, dossier: Dossier, paragraph: str, /) -> Screen[Done]: ...

    def answer(self, dossier: Dossier, note: Note, /) -> Screen[Done]: ...

    def waive(self, finding: Finding, *, unsaved: bool) -> Screen[Done]: ...


class RecoveryKeeper(Protocol):
    """The owner of a screen's recovery file."""

    def keep(self) -> None:
        """Write the unsaved text of the screen to disk at once."""


@runtime_checkable
class RecoverableScreen(Protocol):
    """A screen that writes its unsaved text to a recovery file."""

    @property
    def recovery(self) -> RecoveryKeeper:
        """Keeps the unsaved text."""


@runtime_checkable
class WritingScreen(Protocol):
    """A screen whose text the person saves."""

    @property
    def unsaved(self) -> bool:
        """Whether the screen holds unsaved text."""

    def do_leave(self) -> object:
        """Leave, or ask what to do with the unsaved text."""


class BackgroundDeliveries(Protocol):
    """Deliveries in the background, one run after the other."""

    progress: str
    """How far the present run is; "" when none runs."""

    @property
    def is_busy(self) -> bool:
        """Whether a run is under way or waits for its turn."""

    def deliver(
        self,
        ids: Sequence[str] = (),
        targets: Sequence[str] = (),
        allowed: Permission | None = None,
    ) -> None:
        """Deliver `ids`, or all that are due for none, to `targets` (all for none)."""

    def published(self, ids: Sequence[str]) -> None:
        """Deliver the articles `ids`, just published, where the settings ask for it."""

    def stop(self) -> None:
        """End all runs, the present one after its article."""


class WatchedInbox(Protocol):
    """What waits for the person, as it was last looked up."""

    unseen: Unseen

    def opened(self, dossier: Dossier) -> None:
        """Note that the person sees `dossier` now."""

    def look(self) -> None:
        """Look soon what waits now."""


class Host(Protocol):
    """The app, as the screens know it."""

    desk: Desk
    screens: Screens
    leaving: bool
    """Whether the app is ending: commands are then ignored."""
    export_folder: str
    """The folder of the last export."""
    inbox: WatchedInbox
    """What waits for the person."""
    delivering: BackgroundDeliveries
    """The deliveries in the background."""

    def push_screen(
        self, screen: Screen[Result], callback: Answered[Result] | None = None, /
    ) -> Awaitable[object]:
        """Show `screen`; `callback` receives its answer."""

    async def push_screen_wait(self, screen: Screen[Result], /) -> Result | None:
        """Show `screen` and return its answer. Only a worker may wait for an answer."""

    @property
    def is_typing(self) -> bool:
        """Whether a key came a moment ago: the next is meant for the present screen."""

    def forget_typed(self) -> None:
        """Forget the keys that were typed behind a command that is refused."""

    async def typed(self) -> None:
        """Wait until the person has stopped typing."""

    def suspend(self) -> AbstractContextManager[None]:
        """Hand the terminal to another program until the context ends.

        Raises:
            SuspendNotSupported: when this terminal cannot be handed over.
        """

    def say(self, sentence: str, severity: SeverityLevel = "information") -> None:
        """Show `sentence` in the footers."""

    def complain(self, error: RedaksiError) -> None:
        """Show the sentence and the advice of `error`."""

    def advice(self, error: RedaksiError) -> str:
        """The advice for `error`."""

    def tell(self, ids: AbstractSet[str]) -> None:
        """Tell every open screen that the articles `ids` changed."""

    def open_article(self, article_id: str, event: int = 0) -> Awaitable[object]:
        """Show the article `article_id`, at the place that its event number `event` is about.

        Raises:
            RedaksiError: when the article cannot be read.
        """

    def write_outside(self, dossier: Dossier) -> Awaitable[None]:
        """Let the person write `dossier` in their own editor.

        Raises:
            RedaksiError: when no editor runs, or the article cannot be saved.
        """

    def undo(self, article_id: str) -> None:
        """Undo the person's last act on an article.

        Raises:
            RedaksiError: when that act cannot be undone.
        """

    def copy_to_clipboard(self, text: str) -> None:
        """Copy `text`, and say so."""

    def use_signal(self, name: str) -> None:
        """Let the terminal tell what waits by the signal called `name` from now on."""

    def switch_theme(self) -> None:
        """Change between the dark and the light theme.

        Raises:
            RedaksiError: when the settings cannot be written.
        """

    def use_theme(self, name: str) -> None:
        """Use the theme called `name` from now on.

        Raises:
            RedaksiError: when the settings cannot be written.
        """

    def use_language(self, code: str) -> None:
        """Use the language `code` from now on.

        Raises:
            RedaksiError: when the settings cannot be written.
        """

    def every_command(self) -> Sequence[tuple[type[Command], tuple[str, ...]]]:
        """Every command of the desk, with the labels of the screens that have it."""

    def bind_keys(self, command: type[Command], typed: str | None) -> None:
        """Bind the keys that are `typed` to `command`, on every screen; None: its usual keys.

        Raises:
            RedaksiError: when a key clashes, or the settings cannot be written.
        """

    def switch_person(self, name: str) -> None:
        """Let the member called `name` work here from now on.

        Raises:
            RedaksiError: when that person may not, or something of the present one is under way.
        """

    def leave(self) -> None:
        """End the app, unless a screen holds unsaved text."""


def host_of(node: DOMNode) -> Host:
    """The app that shows `node`."""
    return cast("Host", node.app)
