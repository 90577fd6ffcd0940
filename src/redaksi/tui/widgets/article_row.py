"""How one article reads in a list: its headline over as many lines as there are, then who has it, since when."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import NamedTuple

from textual.content import Content
from textual.style import Style

from redaksi.article import Stage
from redaksi.desk import wording
from redaksi.desk.reading import Row
from redaksi.i18n import _

MARK = "▌"
EDITOR_SHARE = 0.4
"""Of the width, for the editor: so rubrics stand below one another."""

WORTHWHILE = 8
"""Cells below which a rubric is left out rather than cut; a time is never cut."""

Paint = Mapping[str, Style]


class Look(NamedTuple):
    """The size of a row (`lines` with the particulars below the headline), its colours, the clock of the desk."""

    width: int
    lines: int
    paint: Paint
    now: datetime
    zone: tzinfo


def block(row: Row, look: Look, *, selected: bool) -> list[Content]:
    """The lines of ROW, at most `look.lines`, each at most `look.width` cells wide."""
    paint, inner = look.paint, look.width - 3
    style = paint["selected-headline" if selected else "headline"]
    lines = [*_fold(Content.styled(row.headline, style), inner, look.lines - 1), _particulars(row, look, inner)]
    gutter = Content.styled(f"{MARK} " if selected else "  ", paint["mark"])
    return [gutter + line for line in lines]


def _fold(text: Content, width: int, most: int) -> list[Content]:
    """TEXT over at most MOST lines; what does not fit ends in an ellipsis."""
    if most == 1:
        return [text.truncate(width, ellipsis=True)]
    head = text[: width * most]  # no cell is wider than a character, so no more can be shown
    lines = head.wrap(width)
    if len(lines) <= most and len(head) == len(text):
        return lines
    rest = Content(" ").join(line.rstrip() for line in lines[most - 1 :])
    return [*lines[: most - 1], (rest.rstrip() + Content("…")).truncate(width, ellipsis=True)]


def _particulars(row: Row, look: Look, width: int) -> Content:
    paint = look.paint
    age = Content.styled(wording.age(row.stage_since, look.now), paint["meta"])
    room = max(0, width - age.cell_length - 1)
    left = _editor(row, paint, max(10, int(width * EDITOR_SHARE)))
    rubric, due = Content.styled(row.rubric, paint["meta"]), _due(row, look)
    late = row.due is not None and row.due < look.now
    for part in (due, rubric) if late else (rubric, due):
        free = room - left.cell_length
        if part and (part.cell_length <= free or (part is rubric and free >= WORTHWHILE)):
            left = left + part.truncate(free, ellipsis=True) + Content("  ")
    return left.truncate(room, pad=True) + Content(" ") + age


def _editor(row: Row, paint: Paint, width: int) -> Content:
    name = Content.styled(row.editor, paint["editor"]) if row.editor else Content.styled(_("nobody"), paint["nobody"])
    return name.truncate(width - 1, ellipsis=True).pad_right(max(1, width - min(name.cell_length, width - 1)))


def _due(row: Row, look: Look) -> Content:
    """When an unpublished article is due; nothing for others."""
    if row.due is None or row.stage is Stage.PUBLISHED:
        return Content("")
    if row.due < look.now:
        return Content.styled("! " + _("overdue"), look.paint["late"])
    local = row.due.astimezone(look.zone)
    return Content.styled(_("due {when:%d/%m %H.%M}").format(when=local), look.paint["meta"])
