"""The app of the desk: it shows a newsroom and follows the changes that others make."""

from __future__ import annotations

import asyncio
import threading
from threading import Event as Signal
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.command import CommandPalette
from textual.message import Message
from textual.worker import Worker

from redaksi import config, i18n
from redaksi.desk import wording
from redaksi.errors import RedaksiError, Refused, StorageError
from redaksi.i18n import _, ngettext
from redaksi.tui import keyboard, registry, themes
from redaksi.tui.commands.desk import Leave, Quit
from redaksi.tui.controllers.delivering import Delivering
from redaksi.tui.controllers.inbox_watch import InboxWatch
from redaksi.tui.desk_screen import DeskScreen, failure
from redaksi.tui.host import DeliveryListener, RecoverableScreen, WritingScreen
from redaksi.tui.screens.board import AGES, BoardScreen
from redaksi.tui.textual_internals import write_sequence
from redaksi.tui.themed_app import ThemedApp
from redaksi.tui.widgets.command_bar import CommandBar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from collections.abc import Set as AbstractSet
    from types import ModuleType

    from textual.app import App
    from textual.command import Provider
    from textual.events import Key
    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from redaksi.desk import Desk
    from redaksi.desk.unseen import Told
    from redaksi.domain.article import Dossier
    from redaksi.tui.commands.base import Command
    from redaksi.tui.host import BackgroundDeliveries, Screens, WatchedInbox

AGAIN = 1.0
"""Seconds until a newsroom that could not be read is tried again."""

DERIVED = ("index", "rebuild")
"""Locks of derived data, which can be rebuilt: no save waits for them."""

SHOWN = 30
"""Characters of a copied text that the message quotes."""


class RedaksiApp(ThemedApp[int]):
    """The screens of one newsroom for one person."""

    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {
        lambda: _palette().ScreenCommands,
        lambda: _palette().Looks,
        lambda: _palette().Articles,
    }

    class ArticlesChanged(Message):
        """Articles changed, here or elsewhere. Empty `ids`: any article may have changed."""

        def __init__(self, ids: AbstractSet[str]) -> None:
            super().__init__()
            self.ids = ids

    def __init__(self, desk: Desk, *, tour: bool = False) -> None:
        """With `tour`, the app begins with the tour."""
        settings, self._misread = _read_settings()
        super().__init__(settings.theme)
        self.desk = desk
        self._tour = tour
        self._gone = Signal()
        self.screens: Screens = registry
        self.leaving = False
        self.again = False  # whether the app starts again after it ends
        self.inbox: WatchedInbox = InboxWatch(self)
        self._signal = settings.signal
        self.delivering: BackgroundDeliveries = Delivering(self)
        self.export_folder = "export"  # the folder typed last, proposed for the next export

    def get_default_screen(self) -> Screen[None]:
        """The board, as the lowest screen.

        Textual would otherwise paint an empty screen before the board.
        """
        return BoardScreen()

    def on_mount(self) -> None:
        self.call_after_refresh(self.read_ahead)
        if self._misread:
            self.call_after_refresh(self.complain, self._misread)
        if self._tour:
            self.call_after_refresh(self.push_screen, self.screens.tour())
        self.desk.hear(self._waits)
        self.call_after_refresh(self.inbox.look)
        self.set_interval(AGES, self.inbox.look)  # what is due comes with the time
        self.call_after_refresh(self._listen)
        self.call_after_refresh(self._offer_left_behind)

    def cut_off(self, number: int) -> None:
        """Save the unsaved text to the recovery files, and end."""
        for screen in self.screen_stack:
            if isinstance(screen, RecoverableScreen):
                screen.recovery.keep()
        self.leaving = True
        self._gone.set()
        super().cut_off(number)

    @work(exit_on_error=False)
    async def _offer_left_behind(self) -> None:
        """Offer the unsaved texts that earlier runs left behind, one after the other."""
        for buffer in self.desk.recovery.left_behind(self.complain):
            from redaksi.tui.recovering import offer

            try:
                await self._board_at_rest()
                await offer(self, buffer)
            except RedaksiError as error:
                self.complain(error)
            finally:
                buffer.release()  # a postponed text is offered at the next start

    async def _board_at_rest(self) -> None:
        """Wait until nobody types and the board is on top: no key is meant for another screen."""
        await self.typed()
        while len(self.screen_stack) > 1:
            await asyncio.sleep(AGAIN)
            await self.typed()

    @work(thread=True, exit_on_error=False)
    def _listen(self) -> None:
        """Follow the changes of others, beginning with those made while no desk ran."""
        while not self._gone.is_set():
            try:
                for ids in self.desk.changes(self._gone):
                    self.post_message(self.ArticlesChanged(ids))
            except RedaksiError:  # the board shows the error; the newsroom may come back
                self._gone.wait(AGAIN)

    def _waits(self, lock: str, sentence: str) -> None:
        """Show `sentence`, which names the person for whose `lock` an act waits.

        The main thread does not wait for another person's change: the act fails, and the typed
        text is kept.
        """
        if threading.current_thread() is not threading.main_thread():
            self.call_later(self._say_on_top, sentence)
        elif lock not in DERIVED:
            raise StorageError(sentence, _("Nothing was changed. Try again in a moment."))

    def _say_on_top(self, sentence: str, severity: SeverityLevel = "warning") -> None:
        """Show `sentence` in the open dialog, or else in the footer."""
        from redaksi.tui.widgets.dialog_box import DialogBox

        boxes = self.screen.query(DialogBox)
        for box in boxes:
            box.report(sentence)
        if not boxes:
            self.say(sentence, severity)

    def on_key(self, event: Key) -> None:
        """Say of a key that nothing answers to that it is none here."""
        if isinstance(self.screen, DeskScreen) and event.key not in self.screen.active_bindings:
            from redaksi.tui import unbound_key

            if sentence := unbound_key.told(event.key, BoardScreen.commands):
                self._say_on_top(sentence, "information")

    def on_unmount(self) -> None:
        self._gone.set()
        self.delivering.stop()

    @on(ArticlesChanged)
    def _tell(self, message: ArticlesChanged) -> None:
        self.tell(message.ids)

    def tell(self, ids: AbstractSet[str]) -> None:
        """Tell every open screen that `ids` changed.

        A screen that is being mounted or removed is skipped: it has no widgets to update.
        """
        for screen in self.screen_stack if self.is_running else ():
            if isinstance(screen, DeskScreen) and screen.is_up:
                screen.changed(ids)
        self.inbox.look()

    def waiting_changed(self, news: Sequence[Told]) -> None:
        """Show what waits on every open screen; the terminal signals `news`."""
        for screen in self.screen_stack if self.is_running else ():
            if isinstance(screen, DeskScreen) and screen.is_up:
                screen.show_waiting()
                screen.offer()
        if news and self._signal:
            from redaksi.desk import concern_words
            from redaksi.tui import signals

            sentence = concern_words.announced(news[0], self.desk.now())
            write_sequence(self, signals.sequence(self._signal, sentence))

    @on(Worker.StateChanged)
    def _worker_failed(self, message: Worker.StateChanged) -> None:
        if error := failure(message):
            self.complain(error)

    def delivered(self) -> None:
        """Tell every open screen that a delivery went on or ended."""
        for screen in self.screen_stack if self.is_running else ():
            if isinstance(screen, DeliveryListener) and screen.is_running:
                screen.delivered()

    def say(self, sentence: str, severity: SeverityLevel = "information") -> None:
        """Show `sentence` in the footer of every open screen.

        Another screen may be on top a moment later.
        """
        bars = [bar for screen in self.screen_stack for bar in screen.query(CommandBar)]
        for bar in bars:
            bar.say(sentence, warning=severity != "information")
        if not bars:  # no screen is mounted yet
            self.notify(sentence, severity=severity, markup=False)

    def complain(self, error: RedaksiError) -> None:
        """Show the sentence and the advice of `error`."""
        self.say(f"{error.sentence} {self.advice(error)}".strip(), "warning")

    def advice(self, error: RedaksiError) -> str:
        """The advice for `error`. A command of an open screen is named by its key.

        The key of a screen below stands behind the key that leaves the top screen.
        """
        words = error.how.split()
        known = [
            (one, screen)
            for screen in reversed(self.screen_stack)
            if isinstance(screen, DeskScreen)
            for one in screen.commands
        ]
        verbs = (" ".join(words[:2]), "".join(words[:1]))  # `team add NAME`: its own key first
        found = (it for verb in verbs for it in known if verb in it[0].verbs())
        command, where = next(found, (None, None))
        if command is None:
            return error.advice()
        way = f"{command.key()} ({command.title()})"
        return error.advice(way if where is self.screen else f"{Leave.key()}, {way}")

    def open_article(self, article_id: str, event: int = 0) -> Awaitable[object]:
        """Show the article `article_id`, at the place that its event number `event` is about.

        Raises:
            RedaksiError: when the article cannot be read.
        """
        from redaksi.domain import places
        from redaksi.tui.screens.article import ArticleScreen

        dossier = self.desk.reading.article(article_id)
        return self.push_screen(ArticleScreen(dossier, places.of_event(dossier, event)))

    def write_outside(self, dossier: Dossier) -> Awaitable[None]:
        """Let the person write an article in their own editor.

        Raises:
            RedaksiError: when no editor runs, or the article cannot be saved.
        """
        from redaksi.tui.outside_editor import write

        return write(self, dossier)

    def undo(self, article_id: str) -> None:
        """Undo the person's last act on an article, and name that act.

        Raises:
            RedaksiError: when that act cannot be undone.
        """
        event = self.desk.moves.undo(article_id).events[-1]
        sentence = wording.event(event, self.desk.house.zone)
        self.say(f"{sentence[:1].upper()}{sentence[1:]}.")
        self.tell({article_id})

    def use_signal(self, name: str) -> None:
        """Let the terminal tell what waits by the signal called `name` from now on."""
        self._signal = config.Signal(name)

    def switch_theme(self) -> None:
        """Change between the dark and the light theme."""
        self.use_theme(themes.other(self.theme))

    def use_theme(self, name: str) -> None:
        """Use the theme called `name`, now and at the next start.

        Raises:
            RedaksiError: when the settings cannot be written.
        """
        from redaksi.desk import preferences

        self.theme = name
        preferences.remember({"theme": name})

    def use_language(self, code: str) -> None:
        """Use the language `code` from now on.

        The desk restarts at once, unless text is unsaved: then the language changes at the next
        start.

        Raises:
            RedaksiError: when the settings cannot be written.
        """
        from redaksi.desk import preferences

        preferences.remember({"language": code})
        if any(
            isinstance(screen, WritingScreen) and screen.unsaved for screen in self.screen_stack
        ):
            self.say(_("What you write is not saved yet: the language changes at the next start."))
            return
        i18n.install(code)
        self.again = True
        self.leave()

    def every_command(self) -> Sequence[tuple[type[Command], tuple[str, ...]]]:
        """Every command of the desk, with the labels of the screens that have it."""
        from redaksi.tui import inventory

        screens = inventory.screens()
        return [
            (command, tuple(one.label for one in screens if command in one.commands))
            for command in inventory.commands()
        ]

    def bind_keys(self, command: type[Command], typed: str | None) -> None:
        """Bind the keys that are `typed` to `command`, on every screen; None: its usual keys.

        Raises:
            RedaksiError: when a key clashes, or the settings cannot be written.
        """
        from redaksi.tui import keymap

        keymap.bind(command, typed)
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.chosen_keys.rebind()

    def switch_person(self, name: str) -> None:
        """Let the member called `name` work here from now on; what they left behind is offered.

        Raises:
            RedaksiError: when that person may not, or something of the present one is under way.
        """
        if any(isinstance(one, WritingScreen) and one.unsaved for one in self.screen_stack):
            raise Refused(_("A text here is not saved yet."), _("Save it first."))
        if self.delivering.is_busy:
            raise Refused(
                _("Deliveries are under way in your name."), _("Wait until they are done.")
            )
        self.desk.become(name)
        self.inbox = InboxWatch(self)
        self.tell(set())
        self._offer_left_behind()

    def copy_to_clipboard(self, text: str) -> None:
        """Copy `text` through the terminal (OSC 52) and into the system's clipboard.

        The footer shows the beginning and the length of `text`.
        """
        if not text:  # nothing was selected: the clipboard keeps its text
            return
        super().copy_to_clipboard(text)
        self._copy_outside(text)
        line = text.strip().partition("\n")[0].lstrip("# ")
        start = line if len(line) <= SHOWN else line[:SHOWN].rstrip() + "…"
        count = ngettext("{count} character", "{count} characters", len(text)).format(
            count=wording.number(len(text))
        )
        self.say(_("Copied: {start} ({count})").format(start=start, count=count))

    @work(thread=True, exit_on_error=False)
    def _copy_outside(self, text: str) -> None:
        from redaksi.tui import clipboard

        clipboard.copy(text)

    def leave(self) -> None:
        """End the app. A screen with unsaved text asks the person first."""
        for screen in self.screen_stack:
            if isinstance(screen, WritingScreen) and screen.unsaved:
                screen.do_leave()
                return
        self.leaving = True
        self._gone.set()
        self.exit()

    async def action_quit(self) -> None:
        """Quit by ctrl+q, which is Textual's binding."""
        self.leave()

    def action_help_quit(self) -> None:
        """Explain how to quit: people press ctrl+c for that."""
        self.say(
            _("Press {key} to quit; {back} leaves a screen.").format(
                key=Quit.key(), back=Leave.key()
            )
        )

    def action_command_palette(self) -> None:
        """Open the command palette."""
        if not CommandPalette.is_open(cast("App[object]", self)):
            self.push_screen(_palette().DeskPalette())


def _read_settings() -> tuple[config.Settings, RedaksiError | None]:
    """The person's settings, and the error of those that cannot be used.

    The person's keys are installed.
    """
    keyboard.install({})
    settings = config.Settings()
    misread: RedaksiError | None = None
    try:
        settings = config.load_settings()
        if settings.keys:
            from redaksi.tui import keymap

            own = keymap.own()
            keyboard.install(own.bound)
            misread = own.complaint
    except RedaksiError as error:
        misread = error
    return settings, misread


def _palette() -> ModuleType:
    """The module of the palette, imported at its first use."""
    from redaksi.tui import palette

    return palette
