"""The command palette: commands of the screen below, articles, themes and languages."""

import asyncio
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

from rich.cells import cell_len
from textual.command import DiscoveryHit, Hit, Hits, Provider, SearchIcon
from textual.content import Content
from textual.markup import escape
from textual.style import Style

from redaksi.desk import wording
from redaksi.desk.reading import Row
from redaksi.domain.workflow import stage_name
from redaksi.errors import RedaksiError
from redaksi.i18n import _, languages
from redaksi.tui import themes
from redaksi.tui.commands.base import Command, CommandContext
from redaksi.tui.commands.desk import Palette
from redaksi.tui.desk_screen import DeskScreen
from redaksi.tui.host import Host, host_of
from redaksi.tui.textual_internals import SteadyPalette
from redaksi.tui.themed_app import SCREENS

RECENT = 300
"""How many recent articles are matched by the letters of their headlines.

Older articles are found by whole words.
"""
MOST = 20
"""How many articles are offered at a time."""
WIDTH, MOST_WIDTH, EDGES = 0.96, 100, 6
"""The share of the screen's width that the palette takes, its greatest width, and its edges."""
NOT_NOW = 0.01
"""How much a command that is not possible now counts beside one that is."""
LEAST = 2
"""The least number of letters for which articles are searched."""


class Offer(NamedTuple):
    """An entry of the palette: `keys` stand at the right of `label`, `help` below it.

    `label` is matched by its letters, and each of `words` by its beginning.
    """

    label: str
    do: Callable[[], Any]
    keys: str = ""
    help: str = ""
    words: Sequence[str] = ()
    id: str = ""

    def prompt(self, width: int, style: str | Style = "", places: Sequence[int] = ()) -> Content:
        """The label, with the characters at `places` in `style`, and the keys at its right."""
        shown = Content(self.label)
        for place in places:
            shown = shown.stylize(style, place, place + 1)
        gap = width - shown.cell_length - cell_len(self.keys)
        return shown + " " * max(2, gap) + self.keys if self.keys else shown

    def by_words(self, query: str) -> float:
        """How well `query` fits the beginning of one of the words, from 0 to 1."""
        typed = query.strip().casefold()
        fitting = [len(typed) / len(one) for one in self.words if one.casefold().startswith(typed)]
        return max(fitting, default=0.0) if typed else 0.0


class DeskProvider(Provider):
    """Entries whose labels match the typed letters, in their own order, word by word."""

    @property
    def host(self) -> Host:
        return host_of(self.screen)

    @property
    def width(self) -> int:
        """The cells of a line in the list."""
        return min(MOST_WIDTH, int(self.app.size.width * WIDTH)) - EDGES

    def offers(self) -> Iterable[Offer]:
        """All entries."""
        return ()

    async def search(self, query: str) -> Hits:
        matcher, loose = self.matcher(query), _loose(query)
        for offer in self.offers():
            near = bool(loose(offer.label))
            score, places = matcher.fuzzy_search.match(query, offer.label) if near else (0.0, [])
            if best := max(score, offer.by_words(query)):
                shown = offer.prompt(self.width, matcher.match_style, places)
                yield Hit(best, shown, offer.do, offer.label, escape(offer.help))


class ScreenCommands(DeskProvider):
    """The commands of the screen; those that are not possible now are found by their words."""

    def offers(self, *, possible: bool = True) -> Iterator[Offer]:
        screen = self.screen
        if isinstance(screen, DeskScreen):
            context = screen.context()
            for command in screen.commands:
                if command is not Palette and command.enabled(context) is possible:
                    yield self._offer(screen, command, context)

    async def search(self, query: str) -> Hits:
        async for hit in super().search(query):
            yield hit
        for offer in self.offers(possible=False):
            if score := offer.by_words(query):
                shown = offer.prompt(self.width, "dim", range(len(offer.label)))
                why = _("Not possible now; Enter tells why.")
                help_text = escape(f"{why} {offer.help}")
                yield Hit(score * NOT_NOW, shown, offer.do, offer.label, help_text)

    async def discover(self) -> Hits:
        """All commands: first those that the person did last."""
        for offer in self._recent_first():
            yield DiscoveryHit(
                offer.prompt(self.width), offer.do, text=offer.label, help=escape(offer.help)
            )

    def _recent_first(self) -> list[Offer]:
        offers = list(self.offers())
        with suppress(RedaksiError):  # somebody without a home has no recent commands
            done = self.host.desk.board.load().commands
            place = {command: number for number, command in enumerate(done)}
            offers.sort(key=lambda one: place.get(one.id, len(done)))
        return offers

    def _offer(
        self, screen: DeskScreen[Any], command: type[Command], context: CommandContext
    ) -> Offer:
        return Offer(
            command.caption(context),
            partial(self._do, screen, command),
            command.key() if command.bound() else "",
            command.help(),
            command.words(),
            command.id(),
        )

    async def _do(self, screen: DeskScreen[Any], command: type[Command]) -> None:
        screen.run_worker(partial(self._remember, command.id()), thread=True, exit_on_error=False)
        await screen.action_perform(command.name())

    def _remember(self, command: str) -> None:
        with suppress(RedaksiError):  # the palette works without
            self.host.desk.board.did(command)


class Looks(DeskProvider):
    """Every theme and language; a choice applies at once and at later starts."""

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
    """Recent articles by the letters of their headlines, all others by their words or id.

    The searches run in a thread: the palette does not wait for them.
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
        except RedaksiError:  # the screen below shows the error of an unavailable newsroom
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
    """The function that finds the places of all words of `query` in a headline.

    A word matches by its first letter at a word's beginning and its other letters in order: `bnjr`
    finds `banjir`.
    """
    words = [
        re.compile(r"\b" + r"\w*?".join(map(re.escape, word)), re.IGNORECASE)
        for word in query.casefold().split()
    ]

    def places(headline: str) -> list[tuple[int, int]]:
        found = [word.search(headline) for word in words]
        return [match.span() for match in found if match] if all(found) else []

    return places


class DeskPalette(SteadyPalette):
    """The palette in the person's language."""

    CSS_PATH = SCREENS

    def __init__(self) -> None:
        super().__init__(placeholder=_("Find a command or an article …"))

    def on_mount(self) -> None:
        self.query_one(SearchIcon).icon = "›"  # few terminal fonts have a magnifying glass
