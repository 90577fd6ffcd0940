"""The team: who is in the newsroom, in which role, on duty or not, and what each has."""

from collections.abc import Awaitable, Sequence
from collections.abc import Set as AbstractSet
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Input, Static

from redaksi.desk.team import Colleague, TeamChange
from redaksi.desk.wording import number
from redaksi.domain.article import Member, Role
from redaksi.domain.workflow import duty_name, role_name
from redaksi.errors import NotFound, RedaksiError
from redaksi.i18n import N_, _, ngettext
from redaksi.tui.commands.base import Command, CommandContext, bindings
from redaksi.tui.commands.desk import Help, Leave, Palette, Theme
from redaksi.tui.commands.people import PEOPLE, AddMember, FindMember, with_way_back
from redaksi.tui.desk_screen import DeskScreen
from redaksi.tui.host import Done, Host
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.field import Field
from redaksi.tui.widgets.team_list import OFF, ON, TeamList
from redaksi.tui.widgets.title_bar import TitleBar


class TeamScreen(DeskScreen[str]):
    """Everybody in the newsroom; its answer is the person whose articles the board shows next."""

    label = N_("team")
    commands: ClassVar[tuple[type[Command], ...]] = (*PEOPLE, Leave, Palette, Theme, Help)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self) -> None:
        super().__init__()
        self._people: Sequence[Colleague] = ()
        self._is_chief = False
        self.doers = (TeamActs(self), *self.doers)

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield Field(
            placeholder=_("{key}: part of a name").format(key=FindMember.key()),
            compact=True,
            id="team-find",
        )
        yield Static("", id="team-heading", markup=False)
        yield TeamList()
        yield CommandBar(self.commands)

    def on_mount(self) -> None:
        bar = self.query_one(TitleBar)
        bar.title = _("Team")
        bar.warning = _("looking …")
        self.list.focus()
        self.reload()

    @property
    def list(self) -> TeamList:
        """The people."""
        return self.query_one(TeamList)

    @property
    def field(self) -> Input:
        """The field for part of a name."""
        return self.query_one("#team-find", Input)

    def context(self) -> CommandContext:
        one = self.list.selected
        return CommandContext(
            person=one.member.name if one else "",
            own=one is not None and one.member.name == self.list.own,
            chief=self._is_chief,
            undoable=self.desk.team.can_take_back,
        )

    def changed(self, ids: AbstractSet[str]) -> None:
        self.reload()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def reload(self, selected: str = "") -> None:
        """Read the team and the counts, in a thread; then select the person called `selected`."""
        try:
            people, me = self.desk.team.overview(), self.desk.me
        except RedaksiError as error:
            self.call_later(self._cannot_read, error)
        else:
            self.call_later(self._fill, people, me.name, me.role is Role.CHIEF, selected)

    def _cannot_read(self, error: RedaksiError) -> None:
        self.query_one(TitleBar).warning = _("the team cannot be read now")
        self.complain(error)

    def _fill(self, people: Sequence[Colleague], own: str, is_chief: bool, selected: str) -> None:
        self._people, self._is_chief, self.list.own = people, is_chief, own
        self.query_one(TitleBar).warning = ""
        self._show(selected)

    @on(Input.Changed, "#team-find")
    def _typed(self) -> None:
        self._show()

    def _show(self, selected: str = "") -> None:
        """Show the people whose names hold every typed word."""
        words = self.field.value.casefold().split()
        shown = [
            one
            for one in self._people
            if all(word in one.member.name.casefold() for word in words)
        ]
        self.list.empty = _("Nobody is called so. {key} shows everybody.").format(key=Leave.key())
        self.list.show(shown, selected)
        self._show_title(len(shown))
        self.offer()

    def _show_title(self, shown: int) -> None:
        bar = self.query_one(TitleBar)
        team = [one.member for one in self._people if one.is_member]
        off = sum(one.off_duty for one in team)
        bar.state = " · ".join(
            [
                f"{ON} {number(len(team) - off)} {_('on duty')}",
                *([f"{OFF} {number(off)} {_('off duty')}"] if off else []),
            ]
        )
        bar.remark = ngettext("{count} person", "{count} people", shown).format(
            count=number(shown)
        )

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_heading)

    def _show_heading(self) -> None:
        self.query_one("#team-heading", Static).update(self.list.heading())

    @on(TeamList.Moved)
    def _moved(self) -> None:
        self.offer()

    @on(TeamList.Chosen)
    async def _chosen(self) -> None:
        await self.action_perform("theirarticles")

    @on(Input.Submitted, "#team-find")
    def _found(self) -> None:
        self.list.focus()

    def do_findmember(self) -> None:
        self.field.focus()

    def do_leave(self) -> None:
        """Show everybody again; with everybody shown, leave."""
        if self.field.value or self.field.has_focus:
            self.field.value = ""
            self.list.focus()
        else:
            self.dismiss(None)


class TeamActs:
    """The acts on the selected person of `screen`."""

    def __init__(self, screen: TeamScreen) -> None:
        self._screen = screen

    @property
    def _host(self) -> Host:
        return self._screen.host

    def _required(self) -> Colleague:
        """The selected person.

        Raises:
            NotFound: when nobody is selected.
        """
        one = self._screen.list.selected
        if one is None:
            raise NotFound(
                _("Nobody is selected."),
                _("{key} shows everybody.").format(key=Leave.key()),
            )
        return one

    def _member(self) -> Member:
        """The selected member of the team.

        Raises:
            NotFound: when nobody is selected, or somebody who left the team.
        """
        one = self._required()
        if not one.is_member:
            raise NotFound(
                _("{name} is not in the team any more.").format(name=one.member.name),
                _("{key} takes them into the team.").format(key=AddMember.key()),
            )
        return one.member

    def do_theirarticles(self) -> None:
        self._screen.dismiss(self._required().member.name)

    def do_duty(self) -> None:
        member = self._member()
        changed = self._screen.desk.team.duty(member.name, on=member.off_duty)
        said = _("{name} is on duty.") if changed.on_duty else _("{name} is off duty.")
        self._done(said.format(name=changed.name), changed.name)

    def do_removemember(self) -> None:
        member = self._screen.desk.team.remove(self._member().name)
        self._done(_("{name} is not in the team any more.").format(name=member.name))

    def _done(self, sentence: str, name: str = "") -> None:
        self._host.say(with_way_back(sentence))
        self._screen.reload(name)

    def do_takeback(self) -> None:
        change = self._screen.desk.team.take_back()
        self._host.say(told(change))
        self._screen.reload(change.after.name if change.after else "")

    def do_addmember(self) -> Awaitable[object]:
        return self._ask(self._host.screens.add_member())

    def do_giverole(self) -> Awaitable[object]:
        return self._ask(self._host.screens.give_role(self._member()))

    def do_bindlogin(self) -> Awaitable[object]:
        return self._ask(self._host.screens.bind_login(self._member()))

    def _ask(self, dialog: Screen[Done]) -> Awaitable[object]:
        return self._host.push_screen(dialog, self._answered)

    def _answered(self, done: Done | None) -> None:
        if done:
            self._host.say(done.sentence)
            self._screen.reload(done.member)


def told(change: TeamChange) -> str:
    """What a person is again, after a change was taken back."""
    after = change.after
    if after is None:
        gone = change.before.name if change.before else ""
        return _("Taken back: {name} is not in the team any more.").format(name=gone)
    parts = [role_name(after.role), duty_name(after)]
    parts += [after.login] if after.login else []
    return _("Taken back: {name} is {what} again.").format(name=after.name, what=", ".join(parts))
