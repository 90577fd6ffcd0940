"""The people of the newsroom, one per line: duty, name, role, system user, articles by stage."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from redaksi.desk.team import Colleague
from redaksi.desk.wording import number
from redaksi.domain.article import Role, Stage
from redaksi.domain.workflow import duty_name, role_name, stage_name
from redaksi.i18n import _
from redaksi.tui.widgets.line_list import LineList

ON, OFF, GONE = "●", "○", "–"
"""The signs before a name: on duty, off duty, not in the team."""
NONE = "–"
GAP = "  "
BESIDE = 3
"""The cells of the mark before a line, and of the blank behind it."""
LEAST = 8
"""The least width of a name, in cells."""
LOGIN, DUTY, COUNT = 15, 16, 5
"""The widths of the columns: system user, duty, and the least of a number of articles."""
ROOMY = 100
"""The width of the list, in cells, from which the duty is told in words."""


class TeamList(LineList):
    """A list of people, one of them selected. `own` is the name of the person at the desk."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"team-list--{name}" for name in ("own", "off", "meta", "some")
    }

    def __init__(self) -> None:
        super().__init__()
        self.people: Sequence[Colleague] = ()
        self.own = ""

    @property
    def count(self) -> int:
        return len(self.people)

    @property
    def selected(self) -> Colleague | None:
        """The selected person, or None."""
        return self.people[self.cursor] if self.cursor < self.count else None

    def show(self, people: Sequence[Colleague], selected: str = "") -> None:
        """Show `people`, with the one called `selected` under the cursor if that one is there."""
        before = self.selected
        wanted = selected or (before.member.name if before else self.own)
        self.people = people
        place = next(
            (place for place, one in enumerate(people) if one.member.name == wanted), self.cursor
        )
        self.renew(place)
        self.post_message(self.Moved())

    def heading(self) -> Content:
        """The names of the columns, in their places."""
        return Content(GAP) + self._columns(
            Content(GAP + _("name")),
            Content(_("role")),
            Content(_("system user")),
            Content(_("duty")),
            [Content(stage_name(stage)) for stage in Stage],
        )

    def line(self, place: int) -> Content:
        one = self.people[place]
        member = one.member
        role = role_name(member.role) if one.is_member else _("left")
        return self._columns(
            self._named(one),
            Content(role),
            self._meta(Content(member.login or NONE)),
            self._meta(Content(duty_name(member) if one.is_member else NONE)),
            [self._counted(one.counts[stage]) for stage in Stage],
        )

    def _named(self, one: Colleague) -> Content:
        sign = ON if one.member.on_duty else OFF
        name = Content(f"{sign if one.is_member else GONE} {one.member.name}")
        if one.member.name == self.own:
            return name.stylize(self._style("own"))
        return name if one.is_member and one.member.on_duty else name.stylize(self._style("off"))

    def _counted(self, count: int) -> Content:
        return Content.styled(number(count), self._style("some" if count else "meta"))

    def _columns(
        self, name: Content, role: Content, login: Content, duty: Content, counts: list[Content]
    ) -> Content:
        """One line; the name takes the room that the other columns leave."""
        rest = [_left(role, _longest(map(role_name, Role))), _left(login, LOGIN)]
        if self.size.width >= ROOMY:
            rest.append(_left(duty, DUTY))
        rest += [
            _right(count, max(cell_len(stage_name(stage)), COUNT))
            for stage, count in zip(Stage, counts, strict=True)
        ]
        told = Content(GAP).join(rest)
        room = self.size.width - BESIDE - told.cell_length - len(GAP)
        return _left(name, max(LEAST, room)) + GAP + told

    def _meta(self, words: Content) -> Content:
        return words.stylize(self._style("meta"))

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"team-list--{name}", partial=True)


def _left(words: Content, width: int) -> Content:
    return words.truncate(width, ellipsis=True, pad=True)


def _right(words: Content, width: int) -> Content:
    return words.pad_left(max(0, width - words.cell_length))


def _longest(words: Iterable[str]) -> int:
    return max(map(cell_len, words))
