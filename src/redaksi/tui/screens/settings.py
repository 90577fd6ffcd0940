"""The settings: those of the person, and those of the newsroom."""

from collections.abc import Awaitable, Callable, Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from redaksi import config
from redaksi.desk import preferences, setting_words
from redaksi.desk.house_settings import HouseSettings
from redaksi.desk.reach import ADDRESS, QUIET
from redaksi.desk.setting import Setting, SettingKind
from redaksi.desk.setting_words import HOUSE, OWN
from redaksi.domain import workflow
from redaksi.errors import NotFound, RedaksiError, Refused
from redaksi.i18n import N_, _
from redaksi.tui.commands.base import Command, CommandContext, bindings
from redaksi.tui.commands.desk import Help, Leave, Palette, Theme
from redaksi.tui.commands.people import TakeBack, with_way_back
from redaksi.tui.commands.settings import ChangeSetting, ShowKeys
from redaksi.tui.desk_screen import DeskScreen
from redaksi.tui.host import Done, Host
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.panes import Pane, Panes
from redaksi.tui.widgets.setting_list import SettingList
from redaksi.tui.widgets.title_bar import TitleBar

Settings = tuple[Setting, ...]
FRESH = 5.0
"""Seconds after which both files are read again."""
THEME, KEYS, LANGUAGE, SIGNAL = "theme", "keys", "language", "signal"
"""The settings of the person that have a dialog of their own, or change the screens at once."""

NOTIFY = "notify."
"""The beginning of the settings that hold only where the person trusts them."""

IN_THE_TEAM = {(OWN, ADDRESS), (OWN, QUIET)}
"""The settings of the person that are in no file of theirs."""


class SettingsFound(NamedTuple):
    """The settings that were read, the path of their file, and why they could not be read.

    `trusted` tells whether the person trusts the notifications of the newsroom.
    """

    settings: Settings = ()
    where: str = ""
    error: RedaksiError | None = None
    trusted: str = ""


class SettingsScreen(DeskScreen[None]):
    """The settings of the person and of the newsroom, side by side or as tabs."""

    label = N_("settings")
    commands: ClassVar[tuple[type[Command], ...]] = (
        ChangeSetting,
        TakeBack,
        ShowKeys,
        Leave,
        Palette,
        Theme,
        Help,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self) -> None:
        super().__init__()
        self.found: Mapping[str, SettingsFound] = {}
        self.acts = SettingActs(self)
        self.doers = (self.acts, *self.doers)

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield Panes(
            Pane(_("Yours"), SettingList(OWN), id=OWN),
            Pane(_("Of the newsroom"), SettingList(HOUSE), id=HOUSE),
        )
        yield Static("", id="setting-detail", markup=False)
        yield CommandBar(self.commands)

    def on_mount(self) -> None:
        bar = self.query_one(TitleBar)
        bar.title, bar.warning = _("Settings"), _("looking …")
        self.query_one(Panes).go(OWN)
        self.reload()
        self.set_interval(FRESH, self.reload)  # others may change the files

    @property
    def list(self) -> SettingList:
        """The list of the active pane."""
        return self.query_one(Panes).pane.query_one(SettingList)

    def context(self) -> CommandContext:
        return CommandContext(undoable=self.acts.can_take_back)

    def changed(self, ids: AbstractSet[str]) -> None:
        self.reload()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def reload(self) -> None:
        """Read both files, in a thread; what a change needs is loaded there, too."""
        import tomlkit  # noqa: F401, PLC0415 - takes longer than a key may

        house = self.desk.house_settings
        found = {
            OWN: read(self._own, preferences.place),
            HOUSE: read(house.listed, lambda: house.place, self.desk.notifying.trusted),
        }
        self.call_later(self._fill, found)

    def _own(self) -> Settings:
        """The settings in the person's file, and those that the team holds of them."""
        return (*preferences.listed(), *self.desk.reach.listed())

    def _fill(self, found: Mapping[str, SettingsFound]) -> None:
        self.found = found
        self.query_one(TitleBar).warning = ""
        for one in self.query(SettingList):
            error = found[one.scope].error
            one.empty = f"{error.sentence} {self.host.advice(error)}" if error else ""
            one.show(found[one.scope].settings)
        self._show_detail()
        self.offer()

    @on(SettingList.Moved)
    @on(Panes.Changed)
    def _show_detail(self) -> None:
        """Tell what the selected setting means, where it stands, and how it is changed."""
        one, scope = self.list.selected, self.list.scope
        told = ""
        if one and scope in self.found:
            found = self.found[scope]
            about = found.trusted if one.key.startswith(NOTIFY) else ""
            told = "\n".join(filter(None, (about, *detail(one, scope, found.where))))
        self.query_one("#setting-detail", Static).update(told)

    @on(SettingList.Chosen)
    async def _chosen(self) -> None:
        await self.action_perform(ChangeSetting.name())


def read(
    listed: Callable[[], Settings], where: Callable[[], str], trusted: Callable[[], str] = str
) -> SettingsFound:
    """The settings that `listed` returns, with their file, or the error that it raises."""
    try:
        return SettingsFound(listed(), where(), trusted=trusted())
    except RedaksiError as error:
        return SettingsFound(error=error)


def detail(setting: Setting, scope: str, where: str) -> tuple[str, ...]:
    """The lines about `setting` of `scope`, whose file is `where`."""
    if setting.kind is SettingKind.FILE and (scope, setting.key) != (OWN, KEYS):
        how = _("Only in the file: it decides what runs or where copy goes, or is a table.")
    else:
        how = _("{key} changes it.").format(key=ChangeSetting.key())
        if scope == HOUSE:
            how = _("{key} changes it, for everybody. A chief's.").format(key=ChangeSetting.key())
    place = _("{name} in {file}").format(name=setting.key, file=config.shortened(where))
    if (scope, setting.key) in IN_THE_TEAM:
        place = _("It stands in the team, and no list and no export tells it.")
    return setting_words.words(scope, setting.key).meaning, how, place


class SettingChange(NamedTuple):
    """A change that was made here: the setting as it is now, and its value before."""

    scope: str
    setting: Setting
    before: str


class SettingActs:
    """The acts on the selected setting of `screen`."""

    def __init__(self, screen: SettingsScreen) -> None:
        self._screen = screen
        self._changes: list[SettingChange] = []

    @property
    def can_take_back(self) -> bool:
        """Whether a change that was made here can be taken back."""
        return bool(self._changes)

    @property
    def _host(self) -> Host:
        return self._screen.host

    @property
    def _house(self) -> HouseSettings:
        return self._screen.desk.house_settings

    def do_changesetting(self) -> Awaitable[object]:
        scope, setting = self._screen.list.scope, self._screen.list.selected
        if setting is None:
            raise NotFound(_("No setting is selected."), _("Mend the file first."))
        if scope == OWN and setting.key == KEYS:
            return self.do_showkeys()
        if scope == OWN and setting.key == THEME:
            return self._host.push_screen(self._host.screens.themes(), self._answered)
        if scope == HOUSE:
            workflow.check_chief(self._screen.desk.person)
        if setting.kind is SettingKind.FILE:
            raise Refused(
                _("{name} is changed only in the file.").format(name=setting.key),
                _("It stands in {file}.").format(
                    file=config.shortened(self._screen.found[scope].where)
                ),
            )
        dialog = self._host.screens.setting(scope, setting, partial(self._change, scope, setting))
        return self._host.push_screen(dialog, self._answered)

    def _change(self, scope: str, setting: Setting, typed: str) -> str:
        """Give `setting` the value `typed`; what was done, in a sentence."""
        after = self._set(scope, setting, typed)
        name = setting_words.words(scope, setting.key).name
        if after == setting:
            return _("{name}: nothing was changed.").format(name=name)
        self._changes.append(SettingChange(scope, after, setting.value))
        return with_way_back(f"{name}: {setting_words.shown(after)}.")

    def _set(self, scope: str, setting: Setting, typed: str) -> Setting:
        if scope == HOUSE:
            return self._house.change(setting, typed)
        if (scope, setting.key) in IN_THE_TEAM:
            return self._screen.desk.reach.change(setting, typed)
        after = preferences.change(setting.key, typed)
        if after.key == LANGUAGE and after.value and after != setting:
            self._host.use_language(after.value)
        if after.key == SIGNAL:
            self._host.use_signal(after.value)
        return after

    def do_takeback(self) -> None:
        if not self._changes:
            raise Refused(_("No setting was changed here."))
        scope, setting, before = self._changes.pop()
        after = self._set(scope, setting, before)
        name = setting_words.words(scope, setting.key).name
        self._host.say(
            _("Taken back: {name} is {what} again.").format(
                name=name, what=setting_words.shown(after)
            )
        )
        self._screen.reload()

    def do_showkeys(self) -> Awaitable[object]:
        return self._host.push_screen(self._host.screens.keys(), self._left)

    def _left(self, _answer: None) -> None:
        self._screen.reload()

    def _answered(self, done: Done | None) -> None:
        if done:
            self._host.say(done.sentence)
            self._screen.reload()
