"""The desk in the terminal: one app that shows a newsroom and hears what others do in it."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from threading import Event as Signal
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.command import CommandPalette
from textual.message import Message
from textual.worker import Worker

from redaksi import config, i18n
from redaksi.desk import wording
from redaksi.errors import RedaksiError, StorageError
from redaksi.i18n import _, ngettext
from redaksi.tui import keyboard, registry, themes
from redaksi.tui.commands.desk import Leave, Quit
from redaksi.tui.desk_screen import DeskScreen, failure
from redaksi.tui.host import Keeper, Writing
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.themed import ThemedApp
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.dialog_box import DialogBox

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from collections.abc import Set as AbstractSet
    from types import ModuleType

    from textual.app import App
    from textual.command import Provider
    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from redaksi.desk import Desk
    from redaksi.domain.article import Dossier
    from redaksi.tui.host import Screens

AGAIN = 1.0
"""Seconds after which a newsroom that could not be read is looked at again."""

DERIVED = ("index", "rebuild")
"""Locks of what is made anew: nobody saves under them."""

SHOWN = 30
"""Characters of a copied text that are named."""


class RedaksiApp(ThemedApp[int]):
    """The screens of one newsroom for one person."""

    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {
        lambda: _palette().ScreenCommands,
        lambda: _palette().Looks,
        lambda: _palette().Articles,
    }

    @dataclass
    class ArticlesChanged(Message):
        """Articles changed, by this or another process; without `ids` anything may have."""

        ids: AbstractSet[str]

    def __init__(self, desk: Desk, *, tour: bool = False) -> None:
        """With `tour`, show around first."""
        settings, self._misread = _read_settings()
        super().__init__(settings.theme)
        self.desk = desk
        self._tour = tour
        self._gone = Signal()
        self.screens: Screens = registry
        self.leaving = False
        self.again = False  # whether to start anew when it ends
        self.export_folder = "export"  # the one typed last, for the next time

    def get_default_screen(self) -> Screen[None]:
        """The board lies below everything: it needs no empty screen under it, which would be
        painted first.
        """
        return BoardScreen()

    def on_mount(self) -> None:
        self.call_after_refresh(self.read_ahead)
        if self._misread:
            self.call_after_refresh(self.complain, self._misread)
        if self._tour:
            self.call_after_refresh(self.push_screen, self.screens.tour())
        self.desk.hear(self._waits)
        self.call_after_refresh(self._listen)
        self.call_after_refresh(self._offer_left_behind)

    def cut_off(self, number: int) -> None:
        """Keep what is typed, and end."""
        for screen in self.screen_stack:
            if isinstance(screen, Keeper):
                screen.keep()
        self.leaving = True
        self._gone.set()
        super().cut_off(number)

    @work(exit_on_error=False)
    async def _offer_left_behind(self) -> None:
        """Offer what was typed and not saved when a desk ended, one after the other."""
        for buffer in self.desk.recovery.left_behind(self.complain):
            from redaksi.tui.recovering import offer

            try:
                await offer(self, buffer)
            except RedaksiError as error:
                self.complain(error)
            finally:
                buffer.release()  # put off: it is offered at the next start

    @work(thread=True, exit_on_error=False)
    def _listen(self) -> None:
        """Hear what others do; first comes what happened while nobody looked."""
        while not self._gone.is_set():
            try:
                for ids in self.desk.changes(self._gone):
                    self.post_message(self.ArticlesChanged(ids))
            except RedaksiError:  # the board says so; the newsroom may come back
                self._gone.wait(AGAIN)

    def _waits(self, lock: str, sentence: str) -> None:
        """Say for whom we wait; where the screen itself would wait for another's act, give up:
        the text is kept.
        """
        if threading.current_thread() is not threading.main_thread():
            self.call_later(self._say_waiting, sentence)
        elif lock not in DERIVED:
            raise StorageError(sentence, _("Nothing was changed. Try again in a moment."))

    def _say_waiting(self, sentence: str) -> None:
        """Say for whom an act waits: in the dialog that it belongs to, else in the footer."""
        boxes = self.screen.query(DialogBox)
        for box in boxes:
            box.report(sentence)
        if not boxes:
            self.say(sentence, "warning")

    def on_unmount(self) -> None:
        self._gone.set()

    @on(ArticlesChanged)
    def _tell(self, message: ArticlesChanged) -> None:
        self.tell(message.ids)

    def tell(self, ids: AbstractSet[str]) -> None:
        """Tell every open screen that `ids` changed; one that is coming up or going down has
        nothing to show them in.
        """
        for screen in self.screen_stack if self.is_running else ():
            if isinstance(screen, DeskScreen) and screen.is_up:
                screen.changed(ids)

    @on(Worker.StateChanged)
    def _worker_failed(self, message: Worker.StateChanged) -> None:
        if error := failure(message):
            self.complain(error)

    def say(self, sentence: str, severity: SeverityLevel = "information") -> None:
        """Say `sentence` in the footer of every open screen: whichever is on top in a moment
        shows it.
        """
        bars = [bar for screen in self.screen_stack for bar in screen.query(CommandBar)]
        for bar in bars:
            bar.say(sentence, warning=severity != "information")
        if not bars:  # nothing is up yet
            self.notify(sentence, severity=severity, markup=False)

    def complain(self, error: RedaksiError) -> None:
        """Say what went wrong and what to do."""
        self.say(f"{error.sentence} {self.advice(error)}".strip(), "warning")

    def advice(self, error: RedaksiError) -> str:
        """What to do about `error`; a command of an open screen is named by its key."""
        verb = error.how.partition(" ")[0]
        known = (
            one
            for screen in self.screen_stack
            if isinstance(screen, DeskScreen)
            for one in screen.commands
        )
        command = next((one for one in known if verb in one.verbs()), None)
        return error.advice(f"{command.key()} ({command.title()})" if command else "")

    def open_article(self, article_id: str) -> Awaitable[object]:
        """Show an article.

        Raises:
            RedaksiError: where it cannot be read
        """
        from redaksi.tui.screens.article import ArticleScreen

        return self.push_screen(ArticleScreen(self.desk.reading.article(article_id)))

    def write_outside(self, dossier: Dossier) -> Awaitable[None]:
        """Let the person write an article in their own editor.

        Raises:
            RedaksiError
        """
        from redaksi.tui.outside import write

        return write(self, dossier)

    def undo(self, article_id: str) -> None:
        """Take back the person's last act on an article, and say what it was.

        Raises:
            RedaksiError
        """
        event = self.desk.moves.undo(article_id).events[-1]
        sentence = wording.event(event, self.desk.house.zone)
        self.say(f"{sentence[:1].upper()}{sentence[1:]}.")
        self.tell({article_id})

    def switch_theme(self) -> None:
        """Change between dark and light."""
        self.use_theme(themes.other(self.theme))

    def use_theme(self, name: str) -> None:
        """Show the theme called `name`, now and at the next start.

        Raises:
            RedaksiError: where that cannot be written
        """
        from redaksi.desk import preferences

        self.theme = name
        preferences.remember({"theme": name})

    def use_language(self, code: str) -> None:
        """Speak another language from now on. Raises RedaksiError where that cannot be written.

        The desk starts anew for it at once, unless text is unsaved: then at the next start.
        """
        from redaksi.desk import preferences

        preferences.remember({"language": code})
        if any(isinstance(screen, Writing) and screen.unsaved for screen in self.screen_stack):
            self.say(_("What you write is not saved yet: the language changes at the next start."))
            return
        i18n.install(code)
        self.again = True
        self.leave()

    def copy_to_clipboard(self, text: str) -> None:
        """Through the terminal (OSC 52) and, on this machine, the system; says how `text`
        begins and how long it is.
        """
        if not text:  # nothing was marked: the clipboard keeps what it has
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
        """End, unless a screen holds unsaved text: then that one asks."""
        for screen in self.screen_stack:
            if isinstance(screen, Writing) and screen.unsaved:
                screen.do_leave()
                return
        self.leaving = True
        self._gone.set()
        self.exit()

    async def action_quit(self) -> None:
        """Textual's own way out, ctrl+q."""
        self.leave()

    def action_help_quit(self) -> None:
        """Answer ctrl+c, by which people expect to leave."""
        self.say(
            _("Press {key} to quit; {back} leaves a screen.").format(
                key=Quit.key(), back=Leave.key()
            )
        )

    def action_command_palette(self) -> None:
        """Find a command by its name."""
        if not CommandPalette.is_open(cast("App[object]", self)):
            self.push_screen(_palette().DeskPalette())


def _read_settings() -> tuple[config.Settings, RedaksiError | None]:
    """The person's settings, with their keys at work, and what is to be said of what cannot be
    used of them.
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
    """What the palette offers, loaded when it is asked for."""
    from redaksi.tui import palette

    return palette
