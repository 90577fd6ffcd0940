"""The command palette: what the screen below it offers, articles by their headline, themes and
languages.
"""

import asyncio
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon
from textual.content import Content
from textual.markup import escape

from redaksi.desk import wording
from redaksi.desk.reading import Row
from redaksi.domain.workflow import stage_name
from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.tui import languages, themes
from redaksi.tui.commands.base import Command, CommandContext
from redaksi.tui.commands.desk import Palette
from redaksi.tui.desk_screen import DeskScreen
from redaksi.tui.host import Host, host_of
from redaksi.tui.themed import SCREENS

RECENT = 300
"""Articles whose headlines are matched loosely: those that a newsroom works on.

Older ones are found by whole words.
"""
MOST = 20
"""Articles that are offered at a time."""
LEAST = 2
"""Letters from which articles are looked for."""


class Offer(NamedTuple):
    """Something to choose: its label is matched, its keys stand behind, its help below."""

    label: str
    do: Callable[[], Any]
    keys: str = ""
    help: str = ""


class DeskProvider(Provider):
    """Offers that are found by letters of their labels, in their order."""

    @property
    def host(self) -> Host:
        return host_of(self.screen)

    def offers(self) -> Iterable[Offer]:
        """What there is to choose."""
        return ()

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for offer in self.offers():
            score, places = matcher.fuzzy_search.match(query, offer.label)
            if score > 0:
                shown = Content(offer.label)
                for place in places:
                    shown = shown.stylize(matcher.match_style, place, place + 1)
                yield Hit(
                    score, shown + offer.keys, offer.do, text=offer.label, help=escape(offer.help)
                )


class ScreenCommands(DeskProvider):
    """The enabled commands of the screen."""

    def offers(self) -> Iterator[Offer]:
        screen = self.screen
        if isinstance(screen, DeskScreen):
            context = screen.context()
            for command in screen.commands:
                if command is not Palette and command.enabled(context):
                    yield _offer(screen, command, context)

    async def discover(self) -> Hits:
        for offer in self.offers():
            yield DiscoveryHit(
                Content(offer.label + offer.keys),
                offer.do,
                text=offer.label,
                help=escape(offer.help),
            )


def _offer(screen: DeskScreen[Any], command: type[Command], context: CommandContext) -> Offer:
    keys = f"  {command.key()}" if command.bound() else ""
    return Offer(
        command.caption(context),
        partial(screen.action_perform, command.name()),
        keys,
        command.help(),
    )


class Looks(DeskProvider):
    """Every theme and language, to be used at once and from now on."""

    def offers(self) -> Iterator[Offer]:
        for name in themes.names(self.app.available_themes):
            yield Offer(
                _("Theme: {name}").format(name=name), partial(self._do, self.host.use_theme, name)
            )
        for code, name in languages.NAMES.items():
            yield Offer(
                _("Language: {name}").format(name=name),
                partial(self._do, self.host.use_language, code),
            )

    def _do(self, use: Callable[[str], None], name: str) -> None:
        try:
            use(name)
        except RedaksiError as error:
            self.host.complain(error)


class Articles(DeskProvider):
    """Recent articles by letters of their headlines, all others by their words or their id.

    Nothing waits for them.
    """

    async def startup(self) -> None:
        self._recent: Sequence[Row] = await asyncio.to_thread(
            self.host.desk.reading.rows, limit=RECENT
        )

    async def search(self, query: str) -> Hits:
        if len(query.strip()) < LEAST or not isinstance(self.screen, DeskScreen):
            return
        loose = _loose(query)
        recent = [row for row in self._recent if loose(row.headline)]
        try:
            others = await asyncio.to_thread(self._found, query)
        except RedaksiError:  # a newsroom that is gone: the screen below says it
            others = ()
        rows = {row.id: row for row in (*recent, *others)}
        for place, row in enumerate(list(rows.values())[:MOST]):
            shown = Content(row.headline)
            for start, end in loose(row.headline):
                shown = shown.stylize(self.match_style or "underline", start, end)
            below = " · ".join(
                part
                for part in (stage_name(row.stage), row.editor, row.rubric, self._age(row))
                if part
            )
            open_it = partial(self._open, row.id)
            yield Hit(1 - place / 100, shown, open_it, text=row.headline, help=escape(below))
        everywhere = Content(_("Search every text for “{words}”").format(words=query))
        yield Hit(0.001, everywhere, partial(self._search_all, query))

    def _found(self, query: str) -> Sequence[Row]:
        reading = self.host.desk.reading
        return (*reading.suggest(query.strip(), 3), *reading.search(query, MOST))

    def _age(self, row: Row) -> str:
        return wording.age(row.stage_since, self.host.desk.now())

    async def _open(self, article_id: str) -> None:
        try:
            await self.host.open_article(article_id)
        except RedaksiError as error:
            self.host.complain(error)

    async def _search_all(self, words: str) -> None:
        await self.host.push_screen(self.host.screens.search(words))


def _loose(query: str) -> Callable[[str], list[tuple[int, int]]]:
    """Finds the places of all words of `query` in a headline: `bnjr` begins as `banjir` and has
    its letters in order.
    """
    words = [
        re.compile(r"\b" + r"\w*?".join(map(re.escape, word)), re.IGNORECASE)
        for word in query.casefold().split()
    ]

    def places(headline: str) -> list[tuple[int, int]]:
        found = [word.search(headline) for word in words]
        return [match.span() for match in found if match] if all(found) else []

    return places


class DeskPalette(CommandPalette):
    """The palette in the person's language."""

    CSS_PATH = SCREENS

    def __init__(self) -> None:
        super().__init__(placeholder=_("Find a command or an article …"))

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):  # Textual's list does not know its pages before it is painted
            super()._action_command_list(action)

    def on_mount(self) -> None:
        self.query_one(SearchIcon).icon = "›"  # few terminals' fonts have a magnifying glass
