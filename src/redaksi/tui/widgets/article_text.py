"""The reading view of an article: the text, its notes, and a cursor on one of them."""

from collections.abc import Sequence
from time import monotonic
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click
from textual.geometry import Region, Size
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
from redaksi.tui.widgets.line_layout import LineLayout, Stop
from redaksi.tui.widgets.line_painter import LinePainter
from redaksi.tui.widgets.list_keys import list_keys
from redaksi.tui.widgets.text_cursor import TextCursor
from redaksi.tui.widgets.text_selection import TextSelection

SLICE = 0.02
"""Seconds per slice of measuring the invisible text.

Between two slices the app handles keys for as long.
"""


class ArticleText(ScrollView, can_focus=True):
    """The reading view. It lays out only the lines that it shows."""

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
    """The index of the current finding among the shown ones, or None."""

    class CursorMoved(Message):
        """The cursor has moved."""

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
        """Rebuild the parts with the present styles, and return their layout."""
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
        """The style of the cursor, which depends on the focus."""
        return self.get_visual_style("article-text--cursor", partial=True)

    @property
    def note(self) -> Note | None:
        """The note at the cursor. On a paragraph: its first open note, or else its first."""
        return self._parts.note_at(self.cursor.stop)

    @property
    def paragraph(self) -> int:
        """The index in the body of the paragraph at the cursor, from 0."""
        ids = self._dossier.article.paragraph_ids
        return ids.index(self.cursor.stop.paragraph) if self.cursor.stop.paragraph in ids else 0

    # Findings

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Mark `findings`, which belong to the shown text."""
        self._findings = findings
        self._mark()

    def watch_current(self) -> None:
        self._mark()

    def _mark(self) -> None:
        self._parts.findings, self._parts.current = self._findings, self.current
        self._text_layout.forget()
        self.refresh()

    def home(self, finding: Finding) -> Stop:
        """The stop of the cursor for `finding`."""
        return self._parts.home_of(finding)

    def position(self, stop: Stop) -> int:
        """The number of the cursor's stops before the paragraph of `stop`."""
        return self._text_layout.stops.index(Stop(stop.paragraph))

    def go_to(self, finding: Finding) -> None:
        """Put the cursor on `finding`. The photos are below the text."""
        self.select(self.home(finding))
        if finding.field.startswith("photos."):
            self._scroll(self._text_layout.height)

    def go_to_note(self, note_id: str) -> None:
        """Put the cursor on the note with the id `note_id`; without it, nothing moves.

        A note that is resolved, and so folded away, is shown at its paragraph.
        """
        note = next((one for one in self._dossier.notes if one.id == note_id), None)
        if note:
            home = self._parts.home(note)
            here = Stop(home.paragraph, note.id)
            self.select(here if here in self._text_layout.stops else home)

    # Layout

    def on_mount(self) -> None:
        self._measuring = self.set_interval(2 * SLICE, self._measure_more, pause=True)

    def on_resize(self) -> None:
        if self._text_layout.width != self.size.width:
            self._lay_out()

    def show(self, dossier: Dossier) -> None:
        """Show `dossier` instead of the one before."""
        if dossier is not self._dossier:
            self._dossier = dossier
            self._lay_out()
            self.refresh()

    def watch_resolved(self) -> None:
        self._lay_out()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        # Only then are the component styles of the new theme available.
        self.call_after_refresh(self._paint_anew)

    def _paint_anew(self) -> None:
        if self.size and self._painted() != self._paint:
            self._lay_out()
            self.refresh()

    def _painted(self) -> dict[str, Style]:
        painted = {
            name: self.get_visual_style(f"article-text--{name}", partial=True) for name in STYLES
        }
        # A partial style has no background.
        background = self.get_component_styles("article-text--current").background
        return painted | {"current": painted["current"] + Style(background=background)}

    def _lay_out(self) -> None:
        """Lay out the text again. The line of the cursor keeps its place on the screen.

        A text of common length is measured at once, so that its height does not change later.
        """
        above = self._text_layout.span(self.cursor.stop)[0] - self.scroll_offset.y
        if above >= self.size.height:  # the terminal has become lower
            above = 0
        self._paint = self._painted()
        layout = self._lay()
        self._use(layout)
        self.cursor.settle(layout)
        top = self._text_layout.span(self.cursor.stop)[0]
        self._text_layout.measure(top + 2 * self.size.height)
        self._measure_slice()
        self._fit()
        self.scroll_to(y=max(0, top - above), animate=False, force=True)
        if not self._text_layout.whole:
            self._measuring.resume()

    def _measure_slice(self) -> None:
        until = monotonic() + SLICE
        while not self._text_layout.whole and monotonic() < until:
            self._text_layout.measure_next()

    def _measure_more(self) -> None:
        self._measure_slice()
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
        """Put the cursor on `stop`, and scroll it into view."""
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
        """Go to the next stop, or scroll within one that is higher than the screen."""
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
        """Go to the next note; the first follows the last. Without notes, go to the next pane."""
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
        """Move the cursor along with the view: commands must never apply to an invisible place."""
        above, below = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        top, bottom = self._text_layout.span(self.cursor.stop)
        if bottom <= above or top >= below:
            self.cursor.go(next(self._text_layout.seen(above, below), self.cursor.stop))

    def on_click(self, event: Click) -> None:
        line = self._text_layout.line(event.y + self.scroll_offset.y)
        beside = event.x >= self._text_layout.frame.end
        stop = line.aside_stop if beside else line.stop
        if stop is not None:
            self.cursor.go(stop)

    # Painting

    def render_lines(self, crop: Region) -> list[Strip]:
        self.on_resize()  # the message of a new size comes after the first paint in it
        return super().render_lines(crop)

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
