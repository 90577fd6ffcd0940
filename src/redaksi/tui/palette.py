"""The command palette offers what the screen below it offers."""

from collections.abc import Coroutine, Iterator
from functools import partial
from typing import Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from redaksi.tui.commands.base import Command
from redaksi.tui.commands.desk import Palette
from redaksi.tui.screens.desk_screen import DeskScreen


class ScreenCommands(Provider):
    """The enabled commands of the screen."""

    async def discover(self) -> Hits:
        for command in self._offered():
            yield DiscoveryHit(_display(command), self._doing(command), help=command.help())

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in self._offered():
            if (score := matcher.match(command.title())) > 0:
                yield Hit(score, matcher.highlight(_display(command)), self._doing(command), help=command.help())

    def _offered(self) -> Iterator[type[Command]]:
        screen = self.screen
        if isinstance(screen, DeskScreen):
            context = screen.context()
            yield from (one for one in screen.commands if one is not Palette and one.enabled(context))

    def _doing(self, command: type[Command]) -> partial[Coroutine[Any, Any, None]]:
        return partial(cast("DeskScreen[object]", self.screen).action_perform, command.name())


def _display(command: type[Command]) -> str:
    return f"{command.title()}  {command.key()}"
