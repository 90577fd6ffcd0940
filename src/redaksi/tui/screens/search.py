"""The search through the text of every article.

While a person types, the screen lists the newest articles that hold the words, each with the
part of its text that holds them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Resize
from textual.geometry import Size
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from redaksi.desk import searching, wording
from redaksi.desk.reading import Listing, Row
from redaksi.desk.snippets import Snippet
from redaksi.domain.article import Stage
from redaksi.domain.workflow import stage_name
from redaksi.errors import EditorNotFound
from redaksi.i18n import N_, _
from redaksi.tui.commands.article import Open
from redaksi.tui.commands.base import Command, CommandContext, bindings
from redaksi.tui.commands.desk import Help, Leave
from redaksi.tui.controllers.selection import Selection
from redaksi.tui.desk_screen import HIGH, DeskScreen
from redaksi.tui.widgets.article_list import ArticleList
from redaksi.tui.widgets.choice import Choice
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.field import Field
from redaksi.tui.widgets.line_field import LineField

AT_ONCE = 10
"""The parts of articles that are read before they are shown: as many rows as a screen has."""
ANY = ""
"""The value for all stages."""


class Sought(NamedTuple):
    """What a person looks for: words, in the articles of `stage` (or ANY) and of `editor`."""

    words: str
    stage: str
    editor: str


class SearchScreen(DeskScreen[None]):
    """A field for words, one for an editor, a stage, and the articles that were found."""

    label = N_("search")
    commands: ClassVar[tuple[type[Command], ...]] = (Open, Leave, Help)
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(commands),
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
    ]

    @dataclass
    class Found(Message):
        """The result of a search, or the sentence that tells why there is none."""

        sought: Sought
        rows: Sequence[Row]
        why_not: str = ""

    @dataclass
    class Read(Message):
        """The parts of found articles, by article id, as far as they were read."""

        sought: Sought
        snippets: Mapping[str, Snippet]

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self._words = words
        self._shown: Sought | None = None  # the search whose result is shown
        self._hurried: Sought | None = None  # the search whose first article opens when it comes
        self.selection = Selection(self, lambda: self.query_one(ArticleList))
        self.doers = (self.selection, *self.doers)

    def compose(self) -> ComposeResult:
        yield Field(
            self._words,
            placeholder=_("Words of the headline or the text"),
            compact=True,
            id="words",
        )
        stages = {ANY: _("all")} | {one.value: stage_name(one) for one in Stage}
        people = [*searching.editor_words(), *(member.name for member in self.desk.team.list())]
        editor = LineField("", placeholder=_("of anybody; a name, me or nobody"), id="editor")
        editor.suggester = SuggestFromList(people, case_sensitive=False)
        with Horizontal(classes="search-filters"):
            yield Choice(stages, ANY, "stage")
            yield editor
        yield Static("", id="found", markup=False)
        results = ArticleList(self.desk.now, self.desk.house.zone)
        results.staged, results.lines = True, _lines(self.app.size)
        yield results
        yield CommandBar(self.commands, typing=True)

    def context(self) -> CommandContext:
        return self.selection.context()

    @on(ArticleList.Selected)
    def _selected(self) -> None:
        self.offer()

    def on_mount(self) -> None:
        self.watch(self.query_one("#stage", Choice), "value", self._ask, init=False)

    def on_resize(self, event: Resize) -> None:
        self.selection.articles.lines = _lines(event.size)

    @property
    def sought(self) -> Sought:
        """What the fields hold."""
        words, editor = (self.query_one(f"#{name}", Input).value for name in ("words", "editor"))
        return Sought(words, self.query_one("#stage", Choice).value, editor)

    @on(Input.Changed)
    def _ask(self) -> None:
        self._search(self.sought)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _search(self, sought: Sought) -> None:
        """Show the rows first: the parts of the articles take longer."""
        reading, worker = self.desk.reading, get_current_worker()
        stage = Stage(sought.stage) if sought.stage else None
        try:
            rows = reading.search(sought.words, stage=stage, editor=sought.editor)
        except EditorNotFound as error:  # the name may be half typed
            self.post_message(self.Found(sought, (), f"{error.sentence} {error.advice()}"))
            return
        self.post_message(self.Found(sought, rows, "" if rows else self._others(sought)))
        found: dict[str, Snippet] = {}
        for number, row in enumerate(rows, start=1):
            if worker.is_cancelled:
                return
            found[row.id] = reading.snippet(row.id, sought.words)
            if number % AT_ONCE == 0 or number == len(rows):
                self.post_message(self.Read(sought, dict(found)))

    def _others(self, sought: Sought) -> str:
        """How many articles the filters of `sought` hide; "" where they hide none."""
        is_narrowed = bool(sought.stage or sought.editor.strip())
        others = self.desk.reading.search(sought.words) if is_narrowed else ()
        return (
            _("Nothing found with these filters; without them: {articles}.").format(
                articles=wording.articles(len(others))
            )
            if others
            else ""
        )

    @on(Found)
    def _show(self, message: Found) -> None:
        if message.sought != self.sought:
            return  # the person typed on: a newer search runs
        rows = message.rows
        self.selection.articles.show(Listing.of(rows))
        found = (
            wording.articles(len(rows))
            if rows
            else message.why_not or _("Nothing found. Try fewer or shorter words.")
        )
        self.query_one("#found", Static).update(found if message.sought.words.strip() else "")
        self._shown = message.sought
        if self._hurried == message.sought:
            self.call_after_refresh(self._open)

    @on(Read)
    def _show_parts(self, message: Read) -> None:
        if message.sought == self.sought:
            self.selection.articles.snippets = message.snippets

    @on(Input.Submitted)
    @on(ArticleList.Opened)
    async def _chosen(self) -> None:
        """Open the selected article. Enter may come before the result of the last letter."""
        if self._shown == self.sought:
            await self._open()
        else:
            self._hurried = self.sought

    async def _open(self) -> None:
        self._hurried = None
        await self.action_perform(Open.name())

    def action_step(self, step: int) -> None:
        self.selection.articles.action_move(step)


def _lines(size: Size) -> int:
    """The height of a row: headline, part of the text, particulars; a blank line if it is high."""
    return 4 if size.height >= HIGH else 3
