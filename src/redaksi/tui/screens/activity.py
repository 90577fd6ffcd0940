"""The activity: what others did with the person's articles, and everything in the newsroom."""

import asyncio
from collections.abc import Awaitable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from redaksi.desk import concern_words, wording
from redaksi.desk.activity import Happening
from redaksi.desk.unseen import Told, Unseen
from redaksi.domain import deeds
from redaksi.domain.deeds import Deed
from redaksi.errors import NotFound, RedaksiError
from redaksi.i18n import N_, _, ngettext
from redaksi.tui.commands.activity import ACTIVITY, AllActivity, NextDeed
from redaksi.tui.commands.article import Open
from redaksi.tui.commands.base import NOTHING, Command, CommandContext, bindings
from redaksi.tui.commands.desk import Help, Leave, Palette, Theme
from redaksi.tui.desk_screen import DeskScreen
from redaksi.tui.widgets.activity_list import ActivityLine, ActivityList
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.title_bar import TitleBar

PAGE = 200
"""The number of acts that are looked up at once."""


class ActivityScreen(DeskScreen[None]):
    """What concerns the person, or everything, the newest first."""

    label = N_("activity")
    commands: ClassVar[tuple[type[Command], ...]] = (
        Open,
        *ACTIVITY,
        Leave,
        Palette,
        Theme,
        Help,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self) -> None:
        super().__init__()
        self._everything = False
        self._unseen = Unseen()
        self._deed: Deed | None = None
        self._acts: Sequence[ActivityLine] = ()
        self._wanted = PAGE
        self._is_complete = False

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield ActivityList(self.desk.now)
        yield CommandBar(self.commands)

    def on_mount(self) -> None:
        bar = self.query_one(TitleBar)
        bar.title, bar.remark = _("Activity"), self.desk.me.name
        bar.warning = _("looking …")
        self._unseen = self.host.inbox.unseen
        self.list.focus()
        self.reload()

    @property
    def list(self) -> ActivityList:
        """The acts."""
        return self.query_one(ActivityList)

    def context(self) -> CommandContext:
        one = self.list.selected
        return NOTHING._replace(
            article_id=one.article if one else "", waiting=len(self.host.inbox.unseen.articles)
        )

    def changed(self, ids: AbstractSet[str]) -> None:
        self.reload()

    def show_waiting(self) -> None:
        super().show_waiting()
        if self._unseen is not self.host.inbox.unseen:
            self._unseen = self.host.inbox.unseen
            self.reload()

    def reload(self) -> None:
        """Look up the acts again, in a thread."""
        self._look(self._wanted, everything=self._everything)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _look(self, wanted: int, *, everything: bool) -> None:
        try:
            acts = list(self._happened(wanted) if everything else self._concerning())
        except RedaksiError as error:
            self.call_later(self._cannot_read, error)
        else:
            self.call_later(self._fill, acts, everything, len(acts) < wanted)

    def _concerning(self) -> Iterator[ActivityLine]:
        yield from map(_of_concern, self.desk.inbox.told())

    def _happened(self, wanted: int) -> Iterator[ActivityLine]:
        for one in islice(self.desk.activity.newest(), wanted):
            words = f"{one.event.editor} {wording.event(one.event, self.desk.house.zone)}"
            yield _of_event(one, words)

    def _cannot_read(self, error: RedaksiError) -> None:
        self.query_one(TitleBar).warning = _("the newsroom cannot be read now")
        self.complain(error)

    def _fill(self, acts: Sequence[ActivityLine], everything: bool, is_complete: bool) -> None:
        if everything is self._everything:
            self._acts, self._is_complete = acts, is_complete or not everything
            self.query_one(TitleBar).warning = ""
            self._show()

    def _show(self) -> None:
        shown = [one for one in self._acts if self._deed in {None, one.deed}]
        view = _("everything") if self._everything else _("concerns you")
        kind = [concern_words.deed_name(self._deed)] if self._deed else []
        self.query_one(TitleBar).state = " · ".join([view, *kind])
        self.list.empty = self._empty_hint()
        self.list.show(shown)

    def _empty_hint(self) -> str:
        if self._deed:
            return _("Nothing of this kind. {key} shows the next kind.").format(key=NextDeed.key())
        if self._everything:
            return _("Nothing has happened here yet.")
        return _(
            "Nobody did anything in the last two weeks that concerns you, and nothing is due. "
            "{key} shows everything that happened in the newsroom."
        ).format(key=AllActivity.key())

    @on(ActivityList.Moved)
    def _moved(self) -> None:
        """Look further back when the cursor comes to the end."""
        if not self._is_complete and self.list.cursor >= self.list.count - 1:
            self._is_complete = True  # until the answer is there
            self._wanted += PAGE
            self.reload()
        self.offer()

    @on(ActivityList.Chosen)
    async def _chosen(self) -> None:
        await self.action_perform(Open.name())

    def do_open(self) -> Awaitable[object]:
        one = self.list.selected
        if one is None:
            raise NotFound(
                _("Nothing is selected."),
                _("{key} shows what is there.").format(key=AllActivity.key()),
            )
        return self.host.open_article(one.article, one.event)

    def do_allactivity(self) -> None:
        self._everything = not self._everything
        self._deed, self._wanted, self._is_complete = None, PAGE, True
        self.query_one(TitleBar).warning = _("looking …")
        self.reload()

    def do_nextdeed(self) -> None:
        present = {one.deed for one in self._acts}
        if not self._acts:
            raise NotFound(_("Nothing has happened here yet."))
        kinds = [None, *(one for one in Deed if one in present or one is self._deed)]
        self._deed = kinds[(kinds.index(self._deed) + 1) % len(kinds)]
        self._show()

    async def do_readall(self) -> None:
        count = len(self.host.inbox.unseen.articles)
        await asyncio.to_thread(self.desk.inbox.read_all)  # which looks again and writes a file
        self.host.inbox.look()
        self.host.say(
            ngettext("{count} article is read.", "{count} articles are read.", count).format(
                count=wording.number(count)
            )
        )


def _of_concern(one: Told) -> ActivityLine:
    told, row = one.concern, one.row
    words = concern_words.sentence(told)
    deed = deeds.of_concern(told)
    return ActivityLine(told.at, words, row.headline, row.id, deed, told.number, one.unread)


def _of_event(one: Happening, words: str) -> ActivityLine:
    event = one.event
    row, deed = one.row, deeds.of_event(event)
    return ActivityLine(event.at, words, row.headline, row.id, deed, event.number)
