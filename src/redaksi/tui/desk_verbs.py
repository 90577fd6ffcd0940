"""The commands of every screen: themes, palette, tour, quit.

`ArticleVerbs` in `controllers/article_verbs.py` does New, Import, Export and Search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from redaksi.tui.host import host_of

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from textual.screen import Screen

    from redaksi.tui.host import Host


class DeskVerbs:
    """Does the commands that do not depend on the content of the screen."""

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen

    @property
    def _host(self) -> Host:
        return host_of(self._screen)

    def do_palette(self) -> None:
        self._screen.app.action_command_palette()

    def do_theme(self) -> None:
        self._host.switch_theme()

    def do_showactivity(self) -> Awaitable[object]:
        return self._host.push_screen(self._host.screens.activity())

    def do_themes(self) -> Awaitable[object]:
        return self._host.push_screen(self._host.screens.themes())

    def do_tour(self) -> Awaitable[object]:
        return self._host.push_screen(self._host.screens.tour())

    def do_quit(self) -> None:
        self._host.leave()
