"""The text of an article as one reads it, each note beside or below its paragraph, and a cursor
on one of them.
"""

from collections.abc import Sequence
from time import monotonic
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style

from redaksi.desk import Desk
from redaksi.domain.article import Dossier, Note
from redaksi.domain.finding import Finding
from redaksi.tui.widgets.article_parts import STYLES, ArticleParts
from redaksi.tui.widgets.line_layout import GUTTER, LineLayout, Stop
from redaksi.tui.widgets.line_painter import LinePainter
from redaksi.tui.widgets.list_keys import list_keys
from redaksi.tui.widgets.text_cursor import TextCursor
from redaksi.tui.widgets.text_selection import TextSelection

SLICE = 0.02
"""Seconds that are spent at a time on measuring what is out of sight; as long, the keys have
their turn.
"""


class ArticleText(ScrollView, can_focus=True):
    """The reading view. It asks only for the lines that it shows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *list_keys("step(1)", "step(-1)", "page(1)", "page(-1)", "end(0)", "end(-1)"),
        Binding("space", "page(1)", show=False),
        Binding("right_square_bracket,right_curly_bracket", "paragraph(1)", show=False),
        Binding("left_square_bracket,left_curly_bracket", "paragraph(-1)", show=False),
        Binding("tab", "note(1)", show=False),
        Binding("shift+tab", "note(-1)", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"article-text--{name}" for name in (*STYLES, "cursor")
    }

    resolved = reactive(False, init=False)
    """Whether resolved notes are shown."""
    current: reactive[int | None] = reactive(None, init=False)
    """The place of the finding that one looks at, among those that are shown."""

    class CursorMoved(Message):
        """The cursor stands elsewhere."""

    def __init__(self, dossier: Dossier, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._dossier = dossier
        self._paint = dict.fromkeys(STYLES, Style())
        self._findings: Sequence[Finding] = ()
        layout = self._lay()
        self.cursor = TextCursor(layout, self._cursor_moved)
        self._use(layout)

    def _lay(self) -> LineLayout:
        """Take in what there is to read, as it is painted now; returns how it is laid out."""
        self._parts = ArticleParts(
            self._dossier, self._paint, self.desk.now(), resolved=self.resolved
        )
        self._parts.findings, self._parts.current = self._findings, self.current
        return LineLayout(list(self._parts.parts()), self.size.width, self._parts.note_lines)

    def _use(self, layout: LineLayout) -> None:
        """Paint the lines of `layout`."""
        self._text_layout = layout
        self._painter = LinePainter(
            layout, self._parts, self._paint, self.cursor, self._cursor_style
        )
        self._selected = TextSelection(layout, self._painter)

    def _cursor_style(self) -> Style:
        """It is another one where the text has the focus."""
        return self.get_visual_style("article-text--cursor", partial=True)

    @property
    def note(self) -> Note | None:
        """The note that the cursor is on; on a paragraph, its first open one, or its first."""
        return self._parts.note_at(self.cursor.stop)

    @property
    def has_notes(self) -> bool:
        """Whether notes stand beside or below the text."""
        return bool(self._parts.notes)

    @property
    def paragraph(self) -> int:
        """The place in the body, from 0, of the paragraph that the cursor is on."""
        ids = self._dossier.article.paragraph_ids
        return ids.index(self.cursor.stop.paragraph) if self.cursor.stop.paragraph in ids else 0

    # What was found in it

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Mark `findings`, which are about the text as it is shown."""
        self._findings = findings
        self._mark()

    def watch_current(self) -> None:
        self._mark()

    def _mark(self) -> None:
        self._parts.findings, self._parts.current = self._findings, self.current
        self._text_layout.forget()
        self.refresh()

    def home(self, finding: Finding) -> Stop:
        """Where the cursor stands for `finding`."""
        return self._parts.home_of(finding)

    def position(self, stop: Stop) -> int:
        """How many places of the cursor come before the paragraph of `stop`."""
        return self._text_layout.stops.index(Stop(stop.paragraph))

    def go_to(self, finding: Finding) -> None:
        """Put the cursor on `finding`; a photo stands below the text."""
        self.select(self.home(finding))
        if finding.field.startswith("photos."):
            self._scroll(self._text_layout.height)

    # Laying it out

    def on_mount(self) -> None:
        self._measuring = self.set_interval(2 * SLICE, self._measure_more, pause=True)

    def on_resize(self) -> None:
        if self._text_layout.width != self.size.width:
            self._lay_out()

    def show(self, dossier: Dossier) -> None:
        """Show `dossier` in the place of the one before."""
        if dossier is not self._dossier:
            self._dossier = dossier
            self._lay_out()

    def watch_resolved(self) -> None:
        self._lay_out()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.call_after_refresh(self._paint_anew)  # when the styles of the parts are new, too

    def _paint_anew(self) -> None:
        if self.size and self._painted() != self._paint:
            self._lay_out()

    def _painted(self) -> dict[str, Style]:
        painted = {
            name: self.get_visual_style(f"article-text--{name}", partial=True) for name in STYLES
        }
        background = self.get_component_styles(
            "article-text--current"
        ).background  # a partial style has none
        return painted | {"current": painted["current"] + Style(background=background)}

    def _lay_out(self) -> None:
        """Lay the text out anew; what the cursor is on stays where it is on the screen."""
        above = self._text_layout.span(self.cursor.stop)[0] - self.scroll_offset.y
        if above >= self.size.height:  # the screen became lower
            above = 0
        self._paint = self._painted()
        layout = self._lay()
        self._use(layout)
        self.cursor.settle(layout)
        top = self._text_layout.span(self.cursor.stop)[0]
        self._text_layout.measure(top + 2 * self.size.height)
        self._fit()
        self.scroll_to(y=max(0, top - above), animate=False, force=True)
        self._measuring.resume()
        self.refresh()

    def _measure_more(self) -> None:
        until = monotonic() + SLICE
        while not self._text_layout.whole and monotonic() < until:
            self._text_layout.measure_next()
        if self._text_layout.whole:
            self._measuring.pause()
            self._fit()

    def _fit(self) -> None:
        self.virtual_size = Size(self.size.width, self._text_layout.height)

    # Moving

    def _cursor_moved(self) -> None:
        self.refresh()
        self.post_message(self.CursorMoved())

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def select(self, stop: Stop) -> None:
        """Put the cursor on `stop`, and show it."""
        self.cursor.go(stop)
        top, bottom = self._text_layout.span(stop)
        self._fit()
        height, above = self.size.height, self.scroll_offset.y
        if stop == self._text_layout.stops[0]:
            self._scroll(0)
        elif top < above or bottom - top > height:
            self._scroll(top)
        elif bottom > above + height:
            self._scroll(bottom - height)

    def _scroll(self, y: int) -> None:
        self.scroll_to(y=y, animate=False, force=True, immediate=True)

    def action_step(self, step: int) -> None:
        """To the next place, or on within one that is higher than the screen."""
        top, bottom = self._text_layout.span(self.cursor.stop)
        above, target = self.scroll_offset.y, self.cursor.next(step)
        hidden = bottom > above + self.size.height if step > 0 else top < above
        if hidden or target is None:
            self._scroll(above + step)
        else:
            self.select(target)

    def action_paragraph(self, step: int) -> None:
        if target := self.cursor.next_paragraph(step):
            self.select(target)

    def action_note(self, step: int) -> None:
        """To the next note; after the last one comes the first.

        Without notes, to the next pane.
        """
        if note := self.cursor.next_note(step):
            self.select(note)
        elif not self.cursor.stop.note:
            self.screen.focus_next() if step > 0 else self.screen.focus_previous()

    def action_page(self, step: int) -> None:
        height = max(1, self.size.height - 2)
        self._text_layout.measure(self.scroll_offset.y + 2 * height)
        self._fit()
        self._scroll(self.scroll_offset.y + step * height)
        self._keep_in_sight()

    def action_end(self, place: int) -> None:
        if place:
            while not self._text_layout.whole:
                self._text_layout.measure_next()
        self.select(self._text_layout.stops[place])
        self._scroll(self._text_layout.height if place else 0)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """The cursor goes with the view: what is written is never about something out of sight."""
        above, below = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        top, bottom = self._text_layout.span(self.cursor.stop)
        if bottom <= above or top >= below:
            self.cursor.go(next(self._text_layout.seen(above, below), self.cursor.stop))

    def on_click(self, event: Click) -> None:
        line = self._text_layout.line(event.y + self.scroll_offset.y)
        beside = event.x >= GUTTER + self._text_layout.frame.measure
        stop = line.aside_stop if beside else line.stop
        if stop is not None:
            self.cursor.go(stop)

    # Painting

    def render_line(self, y: int) -> Strip:
        y += self.scroll_offset.y
        text, aside = self._painter.halves(y)
        content = text + aside
        if (selection := self.text_selection) and (span := self._selected.span(selection, y)):
            content = content.stylize(self.screen.get_visual_style("screen--selection"), *span)
        base = self.get_visual_style("article-text--text")
        strip = Strip(content.render_segments(base)).adjust_cell_length(
            self.size.width, base.rich_style
        )
        return strip.apply_offsets(0, y)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        return self._selected.words(selection), "\n"
