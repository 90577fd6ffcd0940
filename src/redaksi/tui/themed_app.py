"""The base of our apps: our themes, and our colours in Textual's themes."""

import asyncio
import os
import signal
import threading
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import App, ReturnType
from textual.dom import DOMNode
from textual.events import Event, InputEvent, Paste
from textual.screen import Screen
from textual.types import CSSPathType

from redaksi import runtime
from redaksi.tui import textual_internals, themes
from redaksi.tui.rest import Rest
from redaksi.tui.textual_internals import QuietApp
from redaksi.tui.typeahead import TypeAhead

PATIENCE = 3.0
"""Seconds for an orderly end after a signal."""

SCREENS = Path(__file__).with_name("screens.tcss")
"""The style sheet of every screen except the board."""


class ThemedApp(QuietApp[ReturnType]):
    """The common base of the desk and the first run."""

    TITLE = "Redaksi"
    CSS_PATH: ClassVar[CSSPathType | None] = "redaksi.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (10, "-low"), (20, "-high")]  # noqa: RUF012 - no ClassVar in Textual either

    def __init__(self, theme: str = themes.DARK.name) -> None:
        """Use `theme` from the first paint on, or the dark theme if `theme` is unknown.

        The style sheets are then read only once.
        """
        super().__init__()
        textual_internals.forget_widgets()
        self.cut = 0  # the exit code of the signal that ended the app, 0 for none
        self._typeahead = TypeAhead(self)
        self._rest = Rest(self, runtime.collect_at_rest)
        for one in themes.THEMES:
            self.register_theme(one)
        self.set_reactive(App.theme, theme if theme in self.available_themes else themes.DARK.name)
        self.stylesheet.set_variables(self.get_css_variables())

    def on_load(self) -> None:
        """Handle signals before anything is shown.

        A signal during the start would otherwise count as a failure inside.
        """
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
                asyncio.get_running_loop().add_signal_handler(number, self.cut_off, number)

    def cut_off(self, number: int) -> None:
        """End after the signal `number`: the terminal was closed, or somebody stops us."""
        # Textual may wait for a terminal that is gone.
        last_resort = threading.Timer(PATIENCE, os._exit, [128 + number])
        last_resort.daemon = True
        last_resort.start()
        self.cut = 128 + number
        self.exit(return_code=self.cut)

    def on_mount(self) -> None:
        self.call_after_refresh(runtime.start_collection)

    async def on_event(self, event: Event) -> None:
        """Queue what the person does; pass on other events at once."""
        if isinstance(event, InputEvent | Paste) and not event.is_forwarded:
            self._rest.put_off()
            self._typeahead.add(event, partial(super().on_event, event))
        else:
            await super().on_event(event)

    @property
    def is_typing(self) -> bool:
        """Whether a key came a moment ago: the next is meant for the present screen."""
        return self._rest.is_typing

    def forget_typed(self) -> None:
        """Forget the keys that were typed behind a command that is refused."""
        self._typeahead.forget()

    async def typed(self) -> None:
        """Wait until the person has stopped typing."""
        await self._rest.begun()

    def update_styles(self, node: DOMNode, animate: bool = True) -> None:
        """Compute the styles of `node` and all below again, except for a screen without a layout.

        Its widgets were mounted just now, with their styles. Textual computes them again, without
        `animate`, whenever a screen comes to the top.
        """
        if animate or not isinstance(node, Screen) or node.outer_size:
            super().update_styles(node, animate)

    def read_ahead(self) -> None:
        """Read the style sheet of the other screens, so that the first of them opens faster."""
        if not self.stylesheet.has_source(str(SCREENS)):
            self.stylesheet.read(SCREENS)
            self.stylesheet.parse()

    def get_css_variables(self) -> dict[str, str]:
        """Textual's colours, with our own names in every theme, and scroll bars that match.

        There are none before our themes are registered: Textual asks once before.
        """
        if themes.DARK.name not in self.available_themes:
            return {}
        theirs = super().get_css_variables()
        ours = {
            "muted": theirs["foreground-muted"],
            "rule": theirs["border-blurred"],
            "edge": theirs["foreground-muted"],  # of wells: seen beside every background
            "selected": theirs["block-cursor-blurred-background"],
            "draft": theirs["text-warning"],
            "review": theirs["text-primary"],
            "published": theirs["text-success"],
            **theirs,  # our own themes define these names
        }
        bars = {
            "scrollbar": ours["rule"],
            "scrollbar-hover": ours["muted"],
            "scrollbar-active": ours["primary"],
            **{
                f"scrollbar-background{state}": ours["background"]
                for state in ("", "-hover", "-active")
            },
        }
        self.theme_variables = {**ours, **bars}
        return self.theme_variables
