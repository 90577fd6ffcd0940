"""The choice of a person: a field for part of the name, arrows for the matching names."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from redaksi.desk.part_of_name import fitting
from redaksi.desk.wording import number
from redaksi.domain.article import Member, Stage
from redaksi.domain.workflow import against_assignee, duty_name, role_name
from redaksi.i18n import _
from redaksi.text import clean
from redaksi.tui.widgets.field import Field

MOST = 50
"""How many people are listed at a time.

Each listed person costs time at every key, and nobody reads thousands.
"""


class _NameField(Field):
    """The field of a picker. Tab takes the chosen name, and goes to the next field."""

    def __init__(self, chosen: Callable[[], str], placeholder: str) -> None:
        super().__init__(placeholder=placeholder, compact=True, id="team-editor")
        self._chosen = chosen

    async def action_complete(self) -> None:
        if self.value.strip():
            self.value = self._chosen()
        self.screen.focus_next()


class TeamPicker(Container):
    """A field that filters the team below it. With `optional`, an empty field names nobody.

    `instead` is the name of the person whom an empty field then stands for, if any. `last` is the
    name of the person who is listed behind all others, if any.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step('cursor_down')", show=False),
        Binding("up", "step('cursor_up')", show=False),
    ]

    def __init__(
        self,
        team: Sequence[Member],
        *,
        optional: bool = False,
        instead: str = "",
        last: str = "",
    ) -> None:
        super().__init__(classes="-optional" if optional else "")
        self._team = team
        self._optional = optional
        self._last = last
        self._filtered_by: str | None = None
        placeholder = _("part of a name, or leave it empty") if optional else _("part of a name")
        if instead:
            placeholder = _("{name}, or part of another name").format(name=instead)
        self._field = _NameField(lambda: self.name_chosen, placeholder)
        self._people = OptionList(compact=True, markup=False, id="team-list")
        self._people.can_focus = False

    def compose(self) -> ComposeResult:
        yield self._field
        yield self._people

    def on_mount(self) -> None:
        self._filter()
        # The height stays fixed: fewer matching names do not move the dialog.
        self._people.styles.height = self._people.option_count

    @on(Input.Changed, "#team-editor")
    def _filter(self) -> None:
        people = self._people
        self._filtered_by = self._field.value
        people.clear_options()
        matching = self._matching()
        people.add_options(map(self._option, matching[:MOST]))
        if len(matching) > MOST:
            people.add_option(
                Option(
                    _("… {count} more: type more of the name").format(
                        count=number(len(matching) - MOST)
                    ),
                    disabled=True,
                )
            )
        asked = self._field.value.strip() or not self._optional
        people.highlighted = 0 if asked and people.option_count else None

    def _matching(self) -> list[Member]:
        """The members whose names hold every typed word.

        The one of exactly this name comes first, then those on duty, and the last one last.
        """
        typed = clean.key(self._field.value)
        found = fitting(self._team, typed)
        exact = 1 if found and clean.key(found[0].name) == typed else 0
        return found[:exact] + sorted(
            found[exact:], key=lambda one: (one.name == self._last, one.off_duty)
        )

    def _option(self, member: Member) -> Option:
        parts = [member.name, role_name(member.role)]
        parts += [duty_name(member)] if member.off_duty else []
        return Option(Content(" · ".join(parts)), id=member.name)

    @property
    def name_chosen(self) -> str:
        """The name of the chosen person.

        If nobody matches, it is the typed text; if no person is asked for, it is empty.
        """
        people = self._people
        if self._filtered_by != self._field.value:
            self._filter()  # Enter may follow the last letter before the filter has run
        if people.highlighted is None:
            return self._field.value.strip()
        return people.get_option_at_index(people.highlighted).id or ""

    def action_step(self, action: str) -> None:
        getattr(self._people, f"action_{action}")()

    @on(OptionList.OptionSelected)
    def _clicked(self) -> None:
        self._field.focus()


def reviewers(team: Iterable[Member]) -> list[Member]:
    """The members of `team` who may review."""
    return [one for one in team if not list(against_assignee(Stage.REVIEW, one.name, one.role))]
