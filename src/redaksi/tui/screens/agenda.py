"""The agenda: what is overdue and due and which embargoes end, by day."""

from collections.abc import Awaitable, Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from redaksi.desk import due_words
from redaksi.desk.reading import DueCounts, Query
from redaksi.desk.schedule import Appointment, AppointmentKind, Schedule
from redaksi.domain.article import Dossier
from redaksi.errors import NotFound, RedaksiError
from redaksi.i18n import N_, _
from redaksi.tui.commands.article import Assign, Open, Particulars, Undo
from redaksi.tui.commands.base import NOTHING, Command, CommandContext, bindings
from redaksi.tui.commands.board import Filter, Saved
from redaksi.tui.commands.desk import Help, Leave, Palette, Theme
from redaksi.tui.commands.planning import PLANNING, NextDays, NextSpan
from redaksi.tui.controllers.agenda_span import AgendaSpan
from redaksi.tui.controllers.article_verbs import ArticleVerbs
from redaksi.tui.controllers.board_search import BoardSearch
from redaksi.tui.controllers.due_moves import DueMoves
from redaksi.tui.desk_screen import DeskScreen
from redaksi.tui.widgets.agenda_list import BLANK, AgendaList, Heading, Line
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.title_bar import TitleBar

FEW = 7
"""The number of days up to which a day without an entry is shown, too."""
HIGH = 30
"""The height of the screen in lines from which a blank line parts the days."""
AGES = 30
"""Seconds between two updates of the shown urgency."""


class AgendaScreen(DeskScreen[None]):
    """The entries of a span of days, by day."""

    label = N_("agenda")
    commands: ClassVar[tuple[type[Command], ...]] = (
        Open,
        *PLANNING,
        Particulars,
        Assign,
        Undo,
        Filter,
        Saved,
        Leave,
        Palette,
        Theme,
        Help,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self) -> None:
        super().__init__()
        self._span = AgendaSpan(self, self.reload)
        verbs = ArticleVerbs(self, self)
        self.search = BoardSearch(self, verbs, lambda _stage: self.reload())
        moves = DueMoves(self, self._entry)
        self.doers = (self.search, self._span, moves, verbs, *self.doers)

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield AgendaList(self.desk.house.zone)
        yield CommandBar(self.commands)

    def on_mount(self) -> None:
        self.query_one(TitleBar).title = _("Agenda")
        self.list.focus()
        self.reload()
        self.set_interval(AGES, self.reload)

    @property
    def list(self) -> AgendaList:
        """The entries."""
        return self.query_one(AgendaList)

    @property
    def article_id(self) -> str:
        """The id of the selected article; empty for none."""
        entry = self.list.entry
        return entry.row.id if entry else ""

    def dossier(self) -> Dossier:
        """The selected article as it is stored.

        Raises:
            RedaksiError: when no article is selected, or it cannot be read.
        """
        return self.desk.reading.article(self._entry().row.id)

    def _entry(self) -> Appointment:
        """The selected entry.

        Raises:
            RedaksiError: when no entry is selected.
        """
        if entry := self.list.entry:
            return entry
        raise NotFound(
            _("Nothing is planned here."),
            _("{next} goes on to the next days, {span} shows more of them.").format(
                next=NextDays.key(), span=NextSpan.key()
            ),
        )

    def context(self) -> CommandContext:
        entry = self.list.entry
        if entry is None:
            return NOTHING
        return CommandContext(entry.row.id, entry.row.stage, due=entry.kind is AppointmentKind.DUE)

    def on_resize(self) -> None:
        self.reload()  # a high screen has a blank line between the days

    def changed(self, ids: AbstractSet[str]) -> None:
        self.reload()

    def reload(self) -> None:
        """Look up the entries again, in a thread."""
        try:
            query = self.search.query()
        except RedaksiError as error:
            self._cannot_read(error)
        else:
            self._look(self._span.first, self._span.days, query)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _look(self, first: date, days: int, query: Query) -> None:
        try:
            schedule = self.desk.agenda.schedule(first, days, query)
            counts = self.desk.reading.due_counts()
        except RedaksiError as error:
            self.call_later(self._cannot_read, error)
        else:
            self.call_later(self._fill, schedule, counts)

    def _cannot_read(self, error: RedaksiError) -> None:
        self.query_one(TitleBar).warning = _("the newsroom cannot be read now")
        self.complain(error)

    def _fill(self, schedule: Schedule, counts: DueCounts) -> None:
        first, *_others, last = [*schedule.days, *schedule.days]
        bar = self.query_one(TitleBar)
        shown = due_words.days(first, last)
        bar.state = " · ".join([shown, *self.search.described()])
        bar.way_out = _("{key} clears").format(key=Leave.key()) if self.search.is_narrowed else ""
        bar.warning, bar.due = "", due_words.counted(*counts)
        bar.remark = self.desk.me.name
        self.list.empty = _("Nothing is planned here.")
        self.list.show(list(self._lines(schedule)), self.desk.now())
        self.offer()

    def _lines(self, schedule: Schedule) -> Iterator[Line]:
        if schedule.overdue:
            yield Heading(_("Overdue"), len(schedule.overdue), late=True)
            yield from schedule.overdue
            yield BLANK
        for day, entries in schedule.days.items():
            if entries or len(schedule.days) <= FEW:
                yield Heading(due_words.heading(day, self._span.today), len(entries))
                yield from entries
                if self.app.size.height >= HIGH:
                    yield BLANK

    @on(AgendaList.Moved)
    def _moved(self) -> None:
        self.offer()

    @on(AgendaList.Chosen)
    async def _chosen(self) -> None:
        await self.action_perform(Open.name())

    def do_open(self) -> Awaitable[object]:
        return self.host.open_article(self._entry().row.id)

    def do_leave(self) -> None:
        """Show everything again; once more, leave."""
        if self.search.is_narrowed:
            self.search.clear()
        else:
            self.dismiss()
