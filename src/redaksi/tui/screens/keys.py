"""The keys: every command with its keys and screens, to bind others."""

from collections.abc import Awaitable, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from redaksi.errors import NotFound, about
from redaksi.i18n import N_, _
from redaksi.text import clean
from redaksi.tui import keyboard
from redaksi.tui.commands.base import Command, CommandContext, bindings
from redaksi.tui.commands.desk import Help, Leave, Palette, Theme
from redaksi.tui.commands.settings import ChangeKeys, FindKeys, UsualKeys
from redaksi.tui.desk_screen import DeskScreen
from redaksi.tui.host import Done
from redaksi.tui.screens.dialog import Dialog
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.dialog_box import headline, label
from redaksi.tui.widgets.field import Field
from redaksi.tui.widgets.key_list import CommandKeys, KeyList
from redaksi.tui.widgets.title_bar import TitleBar


class KeysScreen(DeskScreen[None]):
    """Every command; a star marks those that the person bound to keys of their own."""

    label = N_("keys")
    commands: ClassVar[tuple[type[Command], ...]] = (
        ChangeKeys,
        UsualKeys,
        FindKeys,
        Leave,
        Palette,
        Theme,
        Help,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield Field(placeholder=_("a command, a screen or a key"), compact=True, id="keys-wanted")
        yield KeyList()
        yield Static("", id="key-help", markup=False)
        yield CommandBar(self.commands)

    def on_mount(self) -> None:
        bar = self.query_one(TitleBar)
        bar.title = _("Keys")
        bar.remark = _("* bound by you")
        self.list.focus()
        self._fill()

    @property
    def list(self) -> KeyList:
        """The commands."""
        return self.query_one(KeyList)

    def _fill(self) -> None:
        own = keyboard.for_textual()
        every = (
            CommandKeys(command, tuple(map(_, screens)), command.id() in own)
            for command, screens in self.host.every_command()
        )
        wanted = clean.key(self._wanted.value)
        self.list.empty = _("No command has this.")
        self.list.show([one for one in every if one.has(wanted)])

    @property
    def _wanted(self) -> Input:
        return self.query_one("#keys-wanted", Input)

    @on(Input.Changed, "#keys-wanted")
    def _narrow(self) -> None:
        self._fill()

    @on(Input.Submitted, "#keys-wanted")
    def _to_the_list(self) -> None:
        self.list.focus()

    def do_findkeys(self) -> None:
        self._wanted.focus()

    def do_leave(self) -> Awaitable[object] | None:
        if not self._wanted.value:
            return super().do_leave()
        self._wanted.value = ""
        self.list.focus()
        return None

    def context(self) -> CommandContext:
        one = self.list.selected
        return CommandContext(own=one is not None and one.is_own)

    @on(KeyList.Moved)
    def _moved(self) -> None:
        one = self.list.selected
        self.query_one("#key-help", Static).update(one.command.help() if one else "")
        self.offer()

    @on(KeyList.Chosen)
    async def _chosen(self) -> None:
        await self.action_perform(ChangeKeys.name())

    def _required(self) -> CommandKeys:
        one = self.list.selected
        if one is None:
            raise NotFound(_("No command is selected."))
        return one

    def do_changekeys(self) -> Awaitable[object]:
        return self.host.push_screen(BindKeysDialog(self._required()), self._answered)

    def _answered(self, done: Done | None) -> None:
        if done:
            self._renewed(done.sentence)

    def do_usualkeys(self) -> None:
        command = self._required().command
        self.host.bind_keys(command, None)
        self._renewed(told(command))

    def _renewed(self, sentence: str) -> None:
        self._fill()
        self.host.say(sentence)


class BindKeysDialog(Dialog):
    """Asks for the keys of a command; a clash is told, and nothing is changed."""

    def __init__(self, one: CommandKeys) -> None:
        super().__init__()
        self._one = one

    def heading(self) -> str:
        return _("Keys")

    def button(self) -> str:
        return _("Bind")

    def fields(self) -> Iterator[Widget]:
        yield headline(self._one.command.title())
        yield Static(self._one.command.help(), classes="field-hint", markup=False)
        yield label(_("Keys, with blanks between; empty: none"))
        yield Field(self._one.spelled, placeholder="P ^f F5 Space", compact=True, id="keys")

    def act(self) -> Done:
        with about("keys"):
            self.host.bind_keys(self._one.command, self.query_one("#keys", Input).value)
        return Done(told(self._one.command))


def told(command: type[Command]) -> str:
    """The keys that `command` has now, and the way back to its usual ones."""
    keys = " ".join(map(keyboard.spelled, command.bound())) or "–"
    said = f"{command.title()}: {keys}."
    if command.id() not in keyboard.for_textual():
        return said
    return f"{said} " + _("{key} gives it its usual keys again.").format(key=UsualKeys.key())
