"""The search through the text of every article.

While a person types, the screen lists the newest articles that hold the words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input, Static

from redaksi.desk import wording
from redaksi.desk.reading import Listing, Row
from redaksi.i18n import N_, _
from redaksi.tui.commands.article import Open
from redaksi.tui.commands.base import Command, CommandContext, bindings
from redaksi.tui.commands.desk import Help, Leave
from redaksi.tui.controllers.selection import Selection
from redaksi.tui.full_screen import FullScreen
from redaksi.tui.widgets.article_list import ArticleList
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.field import Field


class SearchScreen(FullScreen[None]):
    """A field for words, and the articles found below the field."""

    label = N_("search")
    commands: ClassVar[tuple[type[Command], ...]] = (Open, Leave, Help)
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(commands),
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
    ]

    @dataclass
    class Found(Message):
        """The result of a search for `words`."""

        words: str
        rows: Sequence[Row]

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self._words = words
        self.selection = Selection(self, lambda: self.query_one(ArticleList))
        self.doers = (self.selection, *self.doers)

    def compose(self) -> ComposeResult:
        yield Field(
            self._words,
            placeholder=_("Words of the headline or the text"),
            compact=True,
            id="words",
        )
        yield Static("", id="found", markup=False)
        results = ArticleList(self.desk.now, self.desk.house.zone)
        results.staged = True
        yield results
        yield CommandBar(self.commands, typing=True)

    def context(self) -> CommandContext:
        return self.selection.context()

    @on(ArticleList.Selected)
    def _selected(self) -> None:
        self.offer()

    @on(Input.Changed, "#words")
    def _typed(self, event: Input.Changed) -> None:
        self._search(event.value)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _search(self, words: str) -> None:
        rows = self.desk.reading.search(words) if words.strip() else ()
        self.post_message(self.Found(words, rows))

    @on(Found)
    def _show(self, message: Found) -> None:
        if message.words != self.query_one("#words", Input).value:
            return  # the person typed on: a newer search runs
        rows = message.rows
        self.selection.articles.show(Listing.of(rows))
        found = (
            wording.articles(len(rows))
            if rows
            else _("Nothing found. Try fewer or shorter words.")
        )
        self.query_one("#found", Static).update(found if message.words.strip() else "")

    @on(Input.Submitted)
    @on(ArticleList.Opened)
    async def _chosen(self) -> None:
        await self.action_perform(Open.name())

    def action_step(self, step: int) -> None:
        self.selection.articles.action_move(step)
