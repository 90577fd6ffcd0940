"""The text of an article as one reads it, each note beside or below its paragraph, and a cursor on one of them."""

from collections.abc import Sequence
from time import monotonic
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style

from redaksi.desk import Desk
from redaksi.domain.article import Dossier, Note
from redaksi.domain.finding import Finding
from redaksi.domain.workflow import waits
from redaksi.tui.widgets.article_parts import STYLES, Galley, is_banner
from redaksi.tui.widgets.line_layout import GAP, GUTTER, Line, Sheet, Stop
from redaksi.tui.widgets.list_keys import list_keys

SLICE = 0.02
"""Seconds that are spent at a time on measuring what is out of sight; as long, the keys have their turn."""


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
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"article-text--{name}" for name in (*STYLES, "cursor")}

    resolved = reactive(False, init=False)
    """Whether resolved notes are shown."""
    stop = reactive(Stop(), init=False)
    """Where the cursor is."""
    current: reactive[int | None] = reactive(None, init=False)
    """The place of the finding that one looks at, among those that are shown."""

    class Moved(Message):
        """The cursor stands elsewhere."""

    def __init__(self, dossier: Dossier, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._dossier = dossier
        self._paint = dict.fromkeys(STYLES, Style())
        self._findings: Sequence[Finding] = ()
        self._lay()

    def _lay(self) -> None:
        """Take in what there is to read, as it is painted now."""
        self._galley = Galley(self._dossier, self._paint, self.desk.now(), resolved=self.resolved)
        self._galley.findings, self._galley.current = self._findings, self.current
        self._sheet = Sheet(list(self._galley.parts()), self.size.width, self._galley.note_lines)

    @property
    def note(self) -> Note | None:
        """The note that the cursor is on; on a paragraph, its first open one, or its first."""
        return self._galley.note_at(self.stop)

    @property
    def has_notes(self) -> bool:
        """Whether notes stand beside or below the text."""
        return bool(self._galley.notes)

    @property
    def paragraph(self) -> int:
        """The place in the body, from 0, of the paragraph that the cursor is on."""
        ids = self._dossier.article.paragraph_ids
        return ids.index(self.stop.paragraph) if self.stop.paragraph in ids else 0

    # What was found in it

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Mark FINDINGS, which are about the text as it is shown."""
        self._findings = findings
        self._mark()

    def watch_current(self) -> None:
        self._mark()

    def _mark(self) -> None:
        self._galley.findings, self._galley.current = self._findings, self.current
        self._sheet.forget()
        self.refresh()

    def home(self, finding: Finding) -> Stop:
        """Where the cursor stands for FINDING."""
        return self._galley.home_of(finding)

    def position(self, stop: Stop) -> int:
        """How many places of the cursor come before the paragraph of STOP."""
        return self._sheet.stops.index(Stop(stop.paragraph))

    def go_to(self, finding: Finding) -> None:
        """Put the cursor on FINDING; a photo stands below the text."""
        self.select(self.home(finding))
        if finding.field.startswith("photos."):
            self._scroll(self._sheet.height)

    # Laying it out

    def on_mount(self) -> None:
        self._measuring = self.set_interval(2 * SLICE, self._measure_more, pause=True)

    def on_resize(self) -> None:
        if self._sheet.width != self.size.width:
            self._lay_out()

    def show(self, dossier: Dossier) -> None:
        """Show DOSSIER in the place of the one before."""
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
        painted = {name: self.get_visual_style(f"article-text--{name}", partial=True) for name in STYLES}
        background = self.get_component_styles("article-text--current").background  # a partial style has none
        return painted | {"current": painted["current"] + Style(background=background)}

    def _lay_out(self) -> None:
        """Make the sheet anew; what the cursor is on stays where it is on the screen."""
        above = self._sheet.span(self.stop)[0] - self.scroll_offset.y
        if above >= self.size.height:  # the screen became lower
            above = 0
        self._paint = self._painted()
        self._lay()
        if self.stop not in self._sheet.stops:
            gone = Stop(self.stop.paragraph)
            self.stop = gone if gone in self._sheet.stops else self._sheet.stops[0]
        top = self._sheet.span(self.stop)[0]
        self._sheet.measure(top + 2 * self.size.height)
        self._fit()
        self.scroll_to(y=max(0, top - above), animate=False, force=True)
        self._measuring.resume()
        self.refresh()

    def _measure_more(self) -> None:
        until = monotonic() + SLICE
        while not self._sheet.whole and monotonic() < until:
            self._sheet.measure_next()
        if self._sheet.whole:
            self._measuring.pause()
            self._fit()

    def _fit(self) -> None:
        self.virtual_size = Size(self.size.width, self._sheet.height)

    # Moving

    def watch_stop(self) -> None:
        self.refresh()
        self.post_message(self.Moved())

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def select(self, stop: Stop) -> None:
        """Put the cursor on STOP, and show it."""
        self.stop = stop
        top, bottom = self._sheet.span(stop)
        self._fit()
        height, above = self.size.height, self.scroll_offset.y
        if stop == self._sheet.stops[0]:
            self._scroll(0)
        elif top < above or bottom - top > height:
            self._scroll(top)
        elif bottom > above + height:
            self._scroll(bottom - height)

    def _scroll(self, y: int) -> None:
        self.scroll_to(y=y, animate=False, force=True, immediate=True)

    def action_step(self, step: int) -> None:
        """To the next place, or on within one that is higher than the screen."""
        top, bottom = self._sheet.span(self.stop)
        above = self.scroll_offset.y
        place = self._sheet.stops.index(self.stop) + step
        hidden = bottom > above + self.size.height if step > 0 else top < above
        if hidden or not 0 <= place < len(self._sheet.stops):
            self._scroll(above + step)
        else:
            self.select(self._sheet.stops[place])

    def action_paragraph(self, step: int) -> None:
        self._to_next(step, [stop for stop in self._sheet.stops if not stop.note or stop == self.stop])

    def action_note(self, step: int) -> None:
        """To the next note; after the last one comes the first. Without notes, to the next pane."""
        stops = self._sheet.stops
        here = stops.index(self.stop)
        order = [*stops[here + 1 :], *stops[:here]] if step > 0 else [*stops[:here][::-1], *stops[here + 1 :][::-1]]
        note = next((stop for stop in order if stop.note), None)
        if note:
            self.select(note)
        elif not self.stop.note:
            self.screen.focus_next() if step > 0 else self.screen.focus_previous()

    def _to_next(self, step: int, stops: list[Stop]) -> None:
        place = stops.index(self.stop) + step
        if 0 <= place < len(stops):
            self.select(stops[place])

    def action_page(self, step: int) -> None:
        height = max(1, self.size.height - 2)
        self._sheet.measure(self.scroll_offset.y + 2 * height)
        self._fit()
        self._scroll(self.scroll_offset.y + step * height)
        self._keep_in_sight()

    def action_end(self, place: int) -> None:
        if place:
            while not self._sheet.whole:
                self._sheet.measure_next()
        self.select(self._sheet.stops[place])
        self._scroll(self._sheet.height if place else 0)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """The cursor goes with the view: what is written is never about something out of sight."""
        above, below = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        top, bottom = self._sheet.span(self.stop)
        if bottom <= above or top >= below:
            self.stop = next(self._sheet.seen(above, below), self.stop)

    def on_click(self, event: Click) -> None:
        line = self._sheet.line(event.y + self.scroll_offset.y)
        beside = event.x >= GUTTER + self._sheet.frame.measure
        stop = line.aside_stop if beside else line.stop
        if stop is not None:
            self.stop = stop

    # Painting

    def render_line(self, y: int) -> Strip:
        y += self.scroll_offset.y
        text, aside = self._halves(y)
        content = text + aside
        if (selection := self.text_selection) and (span := self._span(selection, y, len(text))):
            content = content.stylize(self.screen.get_visual_style("screen--selection"), *span)
        base = self.get_visual_style("article-text--text")
        strip = Strip(content.render_segments(base)).adjust_cell_length(self.size.width, base.rich_style)
        return strip.apply_offsets(0, y)

    def _halves(self, y: int) -> tuple[Content, Content]:
        """Line Y of the text, with what stands before it, and of the notes beside it."""
        line = self._sheet.line(y)
        frame = self._sheet.frame
        before = self._before(line)
        text = (before + line.text).truncate(GUTTER + frame.measure, pad=True)
        if line.aside_stop is None:
            return text, Content("")
        return text, Content(" " * GAP) + self._bar(line.aside_stop) + line.aside

    def _before(self, line: Line) -> Content:
        if line.stop is not None and line.stop.note:
            return Content(" " * GUTTER) + self._bar(line.stop)
        on = line.stop is not None and line.stop == self.stop
        return self._cursor(on=on) + (line.mark + Content("  ")).truncate(2)

    def _cursor(self, *, on: bool) -> Content:
        return Content.styled("▌ " if on else "  ", self.get_visual_style("article-text--cursor", partial=True))

    def _bar(self, stop: Stop) -> Content:
        """Before each line of a note."""
        if stop == self.stop:
            return self._cursor(on=True)
        note = self._galley.note_at(stop)
        urgent = note is not None and (waits(note) or is_banner(note))
        return Content.styled("┃ " if urgent else "│ ", self._paint["asks" if urgent else "bar"])

    # Selecting with the mouse

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The words of SELECTION: of the text, or of the notes beside it, wherever it began."""
        first = selection.start.y if selection.start else 0
        last = selection.end.y if selection.end else self._sheet.height - 1
        return "\n".join(self._selected(selection, y) for y in range(first, last + 1)), "\n"

    def _selected(self, selection: Selection, y: int) -> str:
        text, aside = self._halves(y)
        start, end = self._span(selection, y, len(text)) or (0, 0)
        return (text + aside).plain[start:end].rstrip()

    def _span(self, selection: Selection, y: int, middle: int) -> tuple[int, int] | None:
        """The characters of line Y that are selected; MIDDLE is where the notes begin."""
        span = selection.get_span(y)
        if span is None:
            return None
        start, end = span[0], span[1] if span[1] >= 0 else len(self._halves(y)[0]) + self.size.width
        origin = selection.start or Offset(0, 0)
        if origin.x >= GUTTER + self._sheet.frame.measure:
            return max(start, middle + GAP), end
        return max(start, GUTTER), min(end, middle)
