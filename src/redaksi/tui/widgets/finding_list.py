"""The findings of the copy desk in reading order, one per line. Only visible lines are painted."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from redaksi.desk import wording
from redaksi.domain.finding import Finding, Severity
from redaksi.domain.workflow import beginning, severity_name
from redaksi.tui.widgets.list_keys import LIST_KEYS

MARK = "▌"
SIGNS: Mapping[Severity, str] = {
    Severity.GALAT: "✗",
    Severity.ETIK: "§",
    Severity.PERINGATAN: "!",
    Severity.SARAN: "·",
}
"""The sign of each severity: colour alone is not enough."""

STYLES: Mapping[Severity, str] = {
    Severity.GALAT: "error",
    Severity.ETIK: "ethics",
    Severity.PERINGATAN: "warning",
    Severity.SARAN: "hint",
}
"""The style of each severity."""


class FindingList(ScrollView, can_focus=True):
    """A list of findings, one of them selected."""

    BINDINGS: ClassVar[list[BindingType]] = [*LIST_KEYS]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"finding-list--{name}"
        for name in (*STYLES.values(), "row", "selected", "mark", "field", "empty")
    }

    cursor = reactive(0)
    """The index of the selected finding."""
    empty = reactive("")
    """The text that is shown when there are no findings."""

    class Moved(Message):
        """The person has selected another finding."""

    class Chosen(Message):
        """The selected finding was double-clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.findings: Sequence[Finding] = ()

    def show(self, findings: Sequence[Finding], cursor: int) -> None:
        """Show `findings`, with the one at `cursor` selected."""
        self.findings = findings
        self.virtual_size = Size(self.size.width, len(findings))
        self.cursor = max(0, min(cursor, len(findings) - 1))
        self._follow()
        self.refresh()

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, len(self.findings))
        self._follow()

    def watch_cursor(self) -> None:
        self._follow()
        self.refresh()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def _follow(self) -> None:
        self.scroll_to_region(
            Region(0, self.cursor, 1, 1), animate=False, force=True, x_axis=False
        )

    def action_move(self, step: int) -> None:
        self.action_jump(max(0, self.cursor + step))

    def action_page(self, step: int) -> None:
        self.action_move(step * max(1, self.size.height - 1))

    def action_jump(self, place: int) -> None:
        last = len(self.findings) - 1
        if self.findings:
            self.cursor = last if place < 0 else min(place, last)
            self.post_message(self.Moved())

    def on_click(self, event: events.Click) -> None:
        self.action_jump(event.y + self.scroll_offset.y)
        if event.chain > 1:
            self.post_message(self.Chosen())

    def render_line(self, y: int) -> Strip:
        place = y + self.scroll_offset.y
        selected = place == self.cursor and bool(self.findings)
        base = self.get_visual_style(f"finding-list--{'selected' if selected else 'row'}")
        if place < len(self.findings):
            content = self._row(self.findings[place], selected=selected)
        else:
            content = self._hint(place) if not self.findings else Content("")
        return Strip(content.render_segments(base)).adjust_cell_length(
            self.size.width, base.rich_style
        )

    def _hint(self, place: int) -> Content:
        lines = Content.styled(self.empty, self._paint("empty")).wrap(max(10, self.size.width - 2))
        return Content("  ") + lines[place] if place < len(lines) else Content("")

    def _row(self, finding: Finding, *, selected: bool) -> Content:
        paint = self._paint(STYLES[finding.severity])
        severity = Content.styled(
            f"{SIGNS[finding.severity]} {severity_name(finding.severity):<11}", paint
        )
        field = "" if finding.field == "body" else f"{place_name(finding)}: "
        what = Content.styled(field, self._paint("field")) + Content(in_short(finding))
        row = (
            Content.styled(f"{MARK} " if selected else "  ", self._paint("mark")) + severity + what
        )
        return row.truncate(self.size.width, ellipsis=True)

    def _paint(self, name: str) -> Style:
        return self.get_visual_style(f"finding-list--{name}", partial=True)


def in_short(finding: Finding) -> str:
    """The words and their replacement in one line; the message if there are no words."""
    words = beginning(finding.text)
    if finding.replacement is None or not finding.mendable:
        return words or finding.message
    return f"{words} → {finding.replacement or '–'}"


def place_name(finding: Finding) -> str:
    """The field's name in the person's language."""
    return wording.field_name(finding.field.partition(".")[2] or finding.field)
