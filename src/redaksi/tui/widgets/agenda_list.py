"""The entries of the agenda below the headings of their days; one entry is selected."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import ClassVar, NamedTuple

from textual.content import Content
from textual.geometry import Region
from textual.style import Style

from redaksi.desk import due_words
from redaksi.desk.schedule import Appointment, AppointmentKind
from redaksi.domain import urgency
from redaksi.domain.urgency import Grade
from redaksi.domain.workflow import stage_name
from redaksi.i18n import _
from redaksi.tui.widgets.line_list import LineList

CLOCK, WORDS, EDITOR, STAGE, RUBRIC = 6, 17, 16, 10, 14
"""The widths in cells of all columns but the headline's."""
ROOMY = 100
"""The width in cells from which stage and rubric are shown."""
_STYLES = {Grade.OVERDUE: "late", Grade.SOON: "soon"}


class Heading(NamedTuple):
    """The heading of a day, or of what is overdue; without words, a blank line above one."""

    words: str
    entries: int
    late: bool = False


Line = Heading | Appointment
BLANK = Heading("", 0)


class AgendaList(LineList):
    """Entries and headings; the cursor passes over headings."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"agenda-list--{name}" for name in ("day", "late", "soon", "time", "meta")
    }

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        self._zone = zone
        self._now: datetime | None = None
        self._lines: Sequence[Line] = ()
        self._places: list[int] = []  # of the entries

    @property
    def count(self) -> int:
        return len(self._lines)

    @property
    def entry(self) -> Appointment | None:
        """The selected entry, or None."""
        line = self._lines[self.cursor] if self.cursor < self.count else None
        return line if isinstance(line, Appointment) else None

    def show(self, lines: Sequence[Line], now: datetime) -> None:
        """Show `lines` as they are at `now`; the cursor stays on its entry, if that is there."""
        before = self.entry
        self._lines, self._now = lines, now
        self._places = [place for place, one in enumerate(lines) if isinstance(one, Appointment)]
        same = (place for place in self._places if before and _key(lines[place]) == _key(before))
        self.renew(next(same, self._near(self.cursor)))
        self.post_message(self.Moved())

    def action_move(self, step: int) -> None:
        if self._places:
            here = bisect_left(self._places, self.cursor)
            self.action_jump(self._places[max(0, min(here + step, len(self._places) - 1))])

    def action_page(self, step: int) -> None:
        self.action_jump(max(0, self.cursor + step * max(1, self.size.height - 1)))

    def action_jump(self, place: int) -> None:
        super().action_jump(self._near(place) if place >= 0 else self._near(self.count))

    def _near(self, place: int) -> int:
        """The place of the first entry at `place` or behind, else of the last one."""
        if not self._places:
            return 0
        return self._places[min(bisect_left(self._places, place), len(self._places) - 1)]

    def _follow(self) -> None:
        """Scroll to the entry and to the headings right above."""
        top = self.cursor
        while top and top - 1 < self.count and isinstance(self._lines[top - 1], Heading):
            top -= 1
        region = Region(0, top, 1, self.cursor - top + 1)
        self.scroll_to_region(region, animate=False, force=True, x_axis=False)

    def line(self, place: int) -> Content:
        one = self._lines[place]
        return self._heading(one) if isinstance(one, Heading) else self._entry(one)

    def _heading(self, one: Heading) -> Content:
        meta = self._style("meta")
        style = self._style("late") if one.late else self._style("day") if one.entries else meta
        if not one.words:
            return Content("")
        count = str(one.entries) if one.entries else "–"
        mark = "! " if one.late else ""
        return Content.styled(mark + one.words, style) + Content.styled(f" · {count}", meta)

    def _entry(self, one: Appointment) -> Content:
        row, width = one.row, self.size.width - 3
        editor = Content.styled(row.editor or _("nobody"), self._style("meta"))
        columns = [(editor, EDITOR)]
        if width >= ROOMY:
            columns += [
                (Content.styled(stage_name(row.stage), self._style("meta")), STAGE),
                (Content.styled(row.rubric, self._style("meta")), RUBRIC),
            ]
        clock = Content.styled(due_words.clock(one.at, self._zone), self._style("time"))
        left = _column(clock, CLOCK) + _column(self._words(one), WORDS)
        room = max(8, width - CLOCK - WORDS - sum(size for _words, size in columns))
        parts = [(Content(row.headline), room), *columns]
        return left + Content("").join(_column(words, size) for words, size in parts)

    def _words(self, one: Appointment) -> Content:
        """The urgency of a due time that is overdue or near, or that an embargo ends."""
        if one.kind is AppointmentKind.EMBARGO or self._now is None:
            return Content.styled(due_words.embargo(one), self._style("meta"))
        grade = urgency.grade(one.at, self._now, self._zone)
        if not urgency.is_counted(one.at, self._now, self._zone):
            return Content("")
        words = due_words.when(one.at, self._now, self._zone)
        style = _STYLES.get(grade)
        return Content.styled(words, self._style(style)) if style else Content(words)

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"agenda-list--{name}", partial=True)


def _column(words: Content, width: int) -> Content:
    """`words` in `width` cells, the last of which stays blank."""
    return words.truncate(width - 1, ellipsis=True, pad=True) + Content(" ")


def _key(line: Line) -> tuple[str, str]:
    return (line.row.id, line.kind.value) if isinstance(line, Appointment) else ("", "")
