"""A list of articles of any length, which fetches only the rows that it shows."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from redaksi.desk.reading import Listing, Row
from redaksi.errors import RedaksiError
from redaksi.tui.widgets import article_row
from redaksi.tui.widgets.list_keys import LIST_KEYS
from redaksi.tui.widgets.row_colours import row_styles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime, tzinfo

    from textual.binding import BindingType
    from textual.style import Style

    from redaksi.desk.snippets import Snippet
    from redaksi.domain.delivery import State

PAGE = 64
"""Rows that are fetched at a time."""
MOST = 3
"""The greatest number of lines that a row fills, unless its headline is sure of two lines.

A fourth line stays blank.
"""
PAGES = 8
"""Pages that are cached."""
PAINTED = 500
"""Painted rows that are cached."""

NOTHING = Listing.of(())


class ArticleList(ScrollView, can_focus=True):
    """A list of articles, one of them selected."""

    BINDINGS: ClassVar[list[BindingType]] = [*LIST_KEYS]

    cursor = reactive(0, repaint=False)
    """The index of the selected article.

    A change repaints only the old and the new row.
    """
    lines = reactive(2)
    """The number of lines of a row."""
    headline_lines = reactive(1)
    """The lines that a long headline has at least, whatever signs a row has."""
    marked: reactive[frozenset[str]] = reactive(frozenset)
    """The ids of the marked articles."""
    news: reactive[frozenset[str]] = reactive(frozenset)
    """The ids of the articles that have something new for the person."""
    me = reactive("")
    """The name of the person who looks: articles returned to them say so."""
    findings: reactive[Mapping[str, int]] = reactive(dict)
    """How many findings block an article, by its id, as far as they are counted."""
    delivered: reactive[Mapping[str, State]] = reactive(dict)
    """The most urgent state of an article at any target, by its id, as far as it was looked up."""
    staged = reactive(False)
    """Whether the rows show their stage, in a list of several stages."""

    snippets: reactive[Mapping[str, Snippet]] = reactive(dict)
    """The parts of articles that a search found, by article id, as far as they were read."""

    class Selected(Message):
        """Another article is selected, or none."""

    class Opened(Message):
        """The selected article was double-clicked."""

    class Pasted(Message):
        """The person pasted `text` onto the list."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Failed(Message):
        """Rows could not be fetched."""

        def __init__(self, error: RedaksiError) -> None:
            super().__init__()
            self.error = error

    def __init__(
        self,
        clock: Callable[[], datetime],
        zone: tzinfo,
        empty: str = "",
        id: str | None = None,  # noqa: A002 - Textual's name
        accent: str = "primary",
    ) -> None:
        """`accent` names the colour of the theme that marks the selected row."""
        super().__init__(id=id)
        self.empty = empty
        self._accent = accent
        self._clock = clock
        self._zone = zone
        self._listing = NOTHING
        self._pages: dict[int, Sequence[Row]] = {}
        self._painted: dict[tuple[int, bool, bool], list[Strip]] = {}
        self._styles: dict[str, Style] = {}

    def show(self, listing: Listing) -> None:
        """Show the articles of `listing`. The cursor stays on its article, if that is found."""
        selected = self.row
        self._listing, self._pages = listing, {}
        self._measure()
        if selected:
            self.select(selected.id)
        self.cursor = self._within(self.cursor)
        self.repaint()
        self.post_message(self.Selected())

    def select(self, article_id: str) -> bool:
        """Put the cursor on an article if it is near the cursor or the top.

        Returns whether the article was found.
        """
        here = self.cursor // PAGE
        for page in dict.fromkeys((here, 0, here + 1, max(0, here - 1))):
            for place, row in enumerate(self._page(page), start=page * PAGE):
                if row.id == article_id:
                    self.cursor = place
                    return True
        return False

    def ids(self) -> Sequence[str]:
        """The ids of all articles of the list, visible or not.

        Raises:
            RedaksiError: when the newsroom cannot be read.
        """
        return self._listing.ids()

    @property
    def _count(self) -> int:
        return self._listing.total

    @property
    def row(self) -> Row | None:
        """The selected article, or None."""
        return self._row(self.cursor)

    def _row(self, place: int) -> Row | None:
        if not 0 <= place < self._count:
            return None
        page = self._page(place // PAGE)
        return page[place % PAGE] if place % PAGE < len(page) else None

    def _page(self, number: int) -> Sequence[Row]:
        if number * PAGE >= self._count:
            return ()
        if number not in self._pages:
            if len(self._pages) >= PAGES:
                self._pages.pop(next(iter(self._pages)))
            self._pages[number] = self._fetched(number)
        return self._pages[number]

    def _fetched(self, number: int) -> Sequence[Row]:
        """The rows of a page; empty if the newsroom cannot be read.

        The error is posted as `Failed`, because painting must not fail.
        """
        try:
            return self._listing.rows(number * PAGE, PAGE)
        except RedaksiError as error:
            self.post_message(self.Failed(error))
            return ()

    def _within(self, place: int) -> int:
        return max(0, min(place, self._count - 1))

    def _measure(self) -> None:
        self.virtual_size = Size(self.size.width, self._count * self.lines)

    def on_resize(self) -> None:
        self.watch_lines()

    def watch_lines(self) -> None:
        self._painted.clear()
        self._measure()
        self._follow()

    def watch_headline_lines(self) -> None:
        self.repaint()

    def watch_cursor(self, before: int, now: int) -> None:
        self._follow()
        for place in (before, now):
            self.refresh_lines(place * self.lines, self.lines)
        self.post_message(self.Selected())

    def on_focus(self) -> None:
        self._styles.clear()
        self.repaint()
        self.post_message(self.Selected())

    def on_blur(self) -> None:
        self._styles.clear()
        self.repaint()

    def _follow(self) -> None:
        row = Region(0, self.cursor * self.lines, 1, self.lines)
        self.scroll_to_region(row, animate=False, force=True, x_axis=False)

    def action_move(self, step: int) -> None:
        self.cursor = self._within(self.cursor + step)

    def action_page(self, step: int) -> None:
        self.action_move(step * max(1, self.size.height // self.lines - 1))

    def action_jump(self, place: int) -> None:
        self.cursor = self._within(place if place >= 0 else self._count - 1)

    @on(events.Paste)
    def _pass_on(self, event: events.Paste) -> None:
        event.stop()
        if event.text.strip():
            self.post_message(self.Pasted(event.text))

    def on_click(self, event: events.Click) -> None:
        self.action_jump(min((event.y + self.scroll_offset.y) // self.lines, self._count - 1))
        if event.chain > 1:
            self.post_message(self.Opened())

    def render_line(self, y: int) -> Strip:
        place, line = divmod(y + self.scroll_offset.y, self.lines)
        row = self._row(place)
        if row is None:
            return self._empty_line(y)
        key = place, place == self.cursor, row.id in self.marked
        if key not in self._painted:
            if len(self._painted) > PAINTED:
                self._painted.clear()
            self._painted[key] = self._paint(row, selected=key[1], marked=key[2])
        return self._painted[key][line]

    def _paint(self, row: Row, *, selected: bool, marked: bool) -> list[Strip]:
        """The lines of `row`, `self.lines` of them."""
        now = self._clock()
        lines = self.lines if self.headline_lines > 1 else min(self.lines, MOST)
        look = article_row.RowStyle(
            self.size.width,
            lines,
            self._paints(),
            now,
            self._zone,
            self.me,
            self.findings,
            self.delivered,
            self.staged,
            self.snippets,
            self.headline_lines,
        )
        news = row.id in self.news
        block = article_row.block(row, look, selected=selected, marked=marked, news=news)
        plain = look.paint["base"]
        base = look.paint["selected"] if selected else plain
        blank = [
            Strip.blank(look.width, (base if line < lines else plain).rich_style)
            for line in range(len(block), self.lines)
        ]
        return [*(self._strip(line, base) for line in block), *blank]

    def _paints(self) -> dict[str, Style]:
        """The styles of the parts of a row, the same for every row."""
        if not self._styles:
            self._styles = row_styles(
                self.app.theme_variables,
                self.get_visual_style(),
                self._accent,
                focused=self.has_focus,
            )
        return self._styles

    def _strip(self, content: Content, style: Style) -> Strip:
        return Strip(content.render_segments(style)).adjust_cell_length(
            self.size.width, style.rich_style
        )

    def watch_news(self) -> None:
        self.repaint()

    def watch_findings(self) -> None:
        self.repaint()

    def watch_delivered(self) -> None:
        self.repaint()

    def watch_snippets(self) -> None:
        self.repaint()

    def on_screen(self) -> list[Row]:
        """The visible rows."""
        first = self.scroll_offset.y // self.lines
        places = range(first, first + self.size.height // self.lines + 1)
        return [row for place in places if (row := self._row(place))]

    def repaint(self) -> None:
        """Paint every row again: an age, for example, may have changed."""
        self._painted.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        self._painted.clear()
        self._styles.clear()
        super().notify_style_update()

    def _empty_line(self, y: int) -> Strip:
        style = self._paints()["base"]
        lines = [] if self._count else list(self._hint())
        content = lines[y] if y < len(lines) else Content("")
        return self._strip(content, style)

    def _hint(self) -> Iterator[Content]:
        """The hint on the keys in an empty list."""
        style = self._paints()["meta"]
        wrapped = Content.styled(self.empty, style).wrap(max(10, min(60, self.size.width - 4)))
        return (Content("  ") + line for line in chain([Content("")], wrapped))
