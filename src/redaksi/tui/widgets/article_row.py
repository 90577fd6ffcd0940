"""The row of an article in a list: headline, editor, age and signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from redaksi.desk import due_words, wording
from redaksi.domain import urgency
from redaksi.domain.delivery import SETTLED, UNSETTLED, State
from redaksi.domain.urgency import Grade
from redaksi.domain.workflow import same_person, stage_name
from redaksi.i18n import _, ngettext
from redaksi.tui.widgets.state_signs import SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime, tzinfo

    from textual.style import Style

    from redaksi.desk.reading import Row
    from redaksi.desk.snippets import Snippet
    from redaksi.text.word_forms import Span

MARK = "▌"
MARKED = "●"
NOBODY = "○"
NEWS = "◆"
"""The sign of an article that has something new for the person."""
EDITOR_SHARE, EDITOR_MOST = 0.4, 22
"""The editor's share of the width, and the greatest width in cells.

The limit aligns what follows in a column of its own.
"""

WORTHWHILE = 8
"""The least width in cells of a rubric: a narrower one is omitted. An age is never cut."""
HEADLINE = 2
"""The most lines of a headline."""
GAP = "  "
_GRADES = {Grade.OVERDUE: "late", Grade.SOON: "soon"}
"""The styles of due times; the others are plain."""


class RowStyle(NamedTuple):
    """The size and the styles of a row, the clock and the person who looks.

    `width` is in cells. `lines` includes the particulars below the headline. `findings` counts the
    blocking findings by article id, `delivered` has the most urgent state at any target. With
    `staged` the rows show their stage, in a list of several stages. `snippets` are the parts of
    articles that a search found, by article id; each takes a line. `headline` is the number of
    lines that a long headline has at least.
    """

    width: int
    lines: int
    paint: Mapping[str, Style]
    now: datetime
    zone: tzinfo
    me: str = ""
    findings: Mapping[str, int] = {}
    delivered: Mapping[str, State] = {}
    staged: bool = False
    snippets: Mapping[str, Snippet] = {}
    headline: int = 1


def block(
    row: Row, look: RowStyle, *, selected: bool, marked: bool = False, news: bool = False
) -> list[Content]:
    """The lines of `row`: at most `look.lines`, each at most `look.width` cells wide.

    Signs that do not fit beside the editor get a line of their own, if the headline leaves one.
    """
    paint, inner = look.paint, look.width - 3
    headline = Content.styled(row.headline, paint["selected-headline" if selected else "plain"])
    part = look.snippets.get(row.id)
    middle = []
    if part:
        headline = _with(headline, part.headline, paint["found"])
        line = _with(Content.styled(part.line, paint["meta"]), part.found, paint["found"])
        middle = [line.truncate(inner, ellipsis=True)]
    if news:
        headline = Content.styled(f"{NEWS} ", paint["news"]) + headline
    signs = list(_signs(row, look))
    foot, left_over = _particulars(row, look, inner, signs)
    if left_over and look.lines - len(middle) >= look.headline + 2:
        above, left_over = _fitting(signs, inner)
        feet = [above, _particulars(row, look, inner, left_over)[0]]
    else:
        feet = [foot]
    room = min(HEADLINE, look.lines - len(middle) - len(feet))
    lines = [*_fold(headline, inner, room), *middle, *feet]
    cursor = Content.styled(f"{MARK} " if selected else "  ", paint["mark"])
    first = Content.styled(f"{MARKED} ", paint["marked"]) if marked else cursor
    return [(cursor if number else first) + line for number, line in enumerate(lines)]


def _with(line: Content, spans: Sequence[Span], style: Style) -> Content:
    """`line` with the words at `spans` painted in `style`."""
    for start, end in spans:
        line = line.stylize(style, start, end)
    return line


def _fold(text: Content, width: int, most: int) -> list[Content]:
    """`text` on at most `most` lines; the rest is cut, with an ellipsis."""
    if most == 1:
        return [text.truncate(width, ellipsis=True)]
    head = text[: width * most]  # no cell holds more than one character, so no more can be visible
    lines = head.wrap(width)
    if len(lines) <= most and len(head) == len(text):
        return lines
    rest = Content(" ").join(line.rstrip() for line in lines[most - 1 :])
    return [*lines[: most - 1], (rest.rstrip() + Content("…")).truncate(width, ellipsis=True)]


def _particulars(
    row: Row, look: RowStyle, width: int, signs: list[Content]
) -> tuple[Content, list[Content]]:
    """The line with the editor, `signs`, rubric and age, and the signs that did not fit."""
    paint = look.paint
    age = Content.styled(wording.age(row.stage_since, look.now), paint["meta"])
    room = max(0, width - age.cell_length - 1)
    left = _editor(row, paint, min(EDITOR_MOST, max(10, int(width * EDITOR_SHARE))))
    middle, left_over = _fitting(signs, room - left.cell_length)
    left += middle
    free = room - left.cell_length - len(GAP) * bool(middle)
    rubric = Content.styled(row.rubric, paint["meta"])
    if rubric and free >= min(WORTHWHILE, rubric.cell_length):
        left += Content(GAP if middle else "") + rubric.truncate(free, ellipsis=True)
    return left.truncate(room, pad=True) + Content(" ") + age, left_over


def _fitting(signs: list[Content], room: int) -> tuple[Content, list[Content]]:
    """The `signs` that fit into `room` cells of one line, and the others.

    Earlier signs are preferred.
    """
    chosen: list[Content] = []
    left_over: list[Content] = []
    for sign in signs:
        width = sign.cell_length + len(GAP) * bool(chosen)
        fits = width <= room
        (chosen if fits else left_over).append(sign)
        room -= width if fits else 0
    return Content(GAP).join(chosen), left_over


def _editor(row: Row, paint: Mapping[str, Style], width: int) -> Content:
    name = (
        Content.styled(row.editor, paint["editor"])
        if row.editor
        else Content.styled(NOBODY + " " + _("nobody"), paint["nobody"])
    )
    return name.truncate(width - 1, ellipsis=True).pad_right(
        max(1, width - min(name.cell_length, width - 1))
    )


def _signs(row: Row, look: RowStyle) -> Iterator[Content]:
    """The signs of an article, the most urgent first, in words: colour alone is not enough."""
    paint = look.paint
    if look.staged:
        yield Content.styled(stage_name(row.stage), paint["plain"])
    if row.reopened:
        yield Content.styled(wording.live_reopened(), paint["live"])
        if row.spiked:
            yield Content.styled(_("put aside"), paint["plain"])
    if row.returned:
        yours = same_person(row.editor, look.me)
        yield Content.styled(
            "← " + (_("returned to you") if yours else _("returned")), paint["late"]
        )
    if row.due and (due := due_words.sign(row, look.now, look.zone)):
        style = _GRADES.get(urgency.grade(row.due, look.now, look.zone), "plain")
        yield Content.styled(due, paint[style])
    if row.embargo and row.embargo > look.now:
        until = wording.short(row.embargo, look.zone)
        yield Content.styled(_("embargo {when}").format(when=until), paint["plain"])
    if row.open_notes:
        count = ngettext("{count} note", "{count} notes", row.open_notes).format(
            count=row.open_notes
        )
        yield Content.styled(count, paint["plain"])
    if findings := look.findings.get(row.id):
        count = ngettext("{count} finding", "{count} findings", findings).format(count=findings)
        yield Content.styled(f"✗ {count}", paint["plain"])
    if (
        state := look.delivered.get(row.id)
    ) and state is not State.EMBARGOED:  # which stands above
        yield Content.styled(f"{SIGNS[state]} {wording.state_name(state)}", paint[_style(state)])


def _style(state: State) -> str:
    """The style of the sign of `state`."""
    if state in UNSETTLED:
        return "late"
    return "meta" if state in SETTLED else "plain"
