"""The figures of the last days, with a plot of the selected kind."""

from collections.abc import Awaitable, Sequence
from datetime import timedelta
from threading import Event as Signal
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.widgets import Static

from redaksi.desk import due_words
from redaksi.desk.figures import Report
from redaksi.desk.wording import number
from redaksi.domain import days
from redaksi.domain.days import Span
from redaksi.errors import NotFound, RedaksiError, Stopped
from redaksi.i18n import N_, _
from redaksi.tui.commands.article import Open
from redaksi.tui.commands.base import Command, CommandContext, bindings
from redaksi.tui.commands.desk import Help, Leave, Palette, Theme
from redaksi.tui.commands.planning import COUNTING, NextPeriod
from redaksi.tui.desk_screen import DeskScreen
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.figure_list import FigureList
from redaksi.tui.widgets.figure_plot import FigurePlot
from redaksi.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from redaksi.domain.figures import SentBack

PERIODS = (30, 90, 365, 7)
"""The numbers of days that are counted, one after the other."""
STEP = 50
"""Articles between two reports of progress."""


class FiguresScreen(DeskScreen[None]):
    """The figures on the left, and the selected kind as bars."""

    label = N_("figures")
    commands: ClassVar[tuple[type[Command], ...]] = (Open, *COUNTING, Leave, Palette, Theme, Help)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self) -> None:
        super().__init__()
        self._days = PERIODS[0]
        self._stop = Signal()
        self._returns: Sequence[SentBack] = ()

    def compose(self) -> ComposeResult:
        yield TitleBar()
        with Container(classes="figures"):
            with Vertical(classes="figure-table"):
                yield Static("", id="figure-heading", markup=False)
                yield FigureList()
            yield FigurePlot()
        yield CommandBar(self.commands)

    def on_mount(self) -> None:
        self.query_one(TitleBar).title = _("Figures")
        self.list.focus()
        self.reload()

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_heading)

    def _show_heading(self) -> None:
        self.query_one("#figure-heading", Static).update(self.list.heading())

    def on_unmount(self) -> None:
        self._stop.set()

    @property
    def list(self) -> FigureList:
        """The figures."""
        return self.query_one(FigureList)

    def context(self) -> CommandContext:
        selected = self.list.selected
        first = selected.articles[0] if selected else ""
        return CommandContext(first, reading=not self._stop.is_set())

    def reload(self) -> None:
        """Read the record of the chosen days, in a thread."""
        self._stop.set()  # a reading of other days
        self._stop = Signal()
        today = days.day_of(self.desk.now(), self.desk.house.zone)
        first = today - timedelta(self._days - 1)
        bar = self.query_one(TitleBar)
        bar.state, bar.warning = due_words.days(first, today), _("reading …")
        self.offer()
        self._read(days.span(first, self._days, self.desk.house.zone), self._stop)

    @work(thread=True, exit_on_error=False)
    def _read(self, span: Span, stop: Signal) -> None:
        def progress(done: int, total: int) -> None:
            if done % STEP == 0:
                self.call_later(self._tell, stop, done, total)

        try:
            report = self.desk.figures.of(span, progress, stop.is_set)
        except Stopped:
            self.call_later(self._stopped, stop)
        except RedaksiError as error:
            self.call_later(self.complain, error)
        else:
            self.call_later(self._fill, report, stop)

    def _tell(self, stop: Signal, done: int, total: int) -> None:
        if stop is self._stop and not stop.is_set():
            self.query_one(TitleBar).warning = _("{done} of {total} articles …").format(
                done=number(done), total=number(total)
            )

    def _stopped(self, stop: Signal) -> None:
        if stop is self._stop:
            self.query_one(TitleBar).warning = _("stopped; {key} counts other days").format(
                key=NextPeriod.key()
            )
            self.offer()

    def _fill(self, report: Report, stop: Signal) -> None:
        if stop is not self._stop:  # other days were chosen meanwhile
            return
        stop.set()
        bar = self.query_one(TitleBar)
        bar.warning, bar.remark = "", self.desk.me.name
        self.list.empty = _("Nothing happened in that time.")
        self._returns = report.returns
        self.list.show(report.figures)

    @on(FigureList.Moved)
    def _moved(self) -> None:
        selected = self.list.selected
        self.query_one(FigurePlot).tallies = tuple(
            one for one in self.list.tallies if selected and one.kind is selected.kind
        )
        self.offer()

    @on(FigureList.Chosen)
    async def _chosen(self) -> None:
        await self.action_perform(Open.name())

    def do_open(self) -> Awaitable[object]:
        """Show the articles behind the selected figure."""
        if (selected := self.list.selected) is None:
            raise NotFound(
                _("There is no figure here."),
                _("{key} counts other days.").format(key=NextPeriod.key()),
            )
        return self.host.push_screen(self.host.screens.behind(selected, self._returns))

    def do_nextperiod(self) -> None:
        self._days = PERIODS[(PERIODS.index(self._days) + 1) % len(PERIODS)]
        self.reload()

    def do_stopreading(self) -> None:
        if self._stop.is_set():
            raise NotFound(
                _("Nothing is being read."),
                _("{key} counts other days.").format(key=NextPeriod.key()),
            )
        self._stop.set()
