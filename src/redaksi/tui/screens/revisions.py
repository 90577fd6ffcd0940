"""The revisions of an article: their list, their differences, and restoring a revision."""

from collections.abc import Awaitable, Sequence
from collections.abc import Set as AbstractSet
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from redaksi.desk import wording
from redaksi.desk.revisions import APPROVED, LATEST, PUBLISHED, Run, as_of
from redaksi.domain.article import Dossier
from redaksi.domain.workflow import stage_name
from redaksi.errors import RedaksiError
from redaksi.i18n import N_, _
from redaksi.tui.commands.article import Undo
from redaksi.tui.commands.base import Command, CommandContext, bindings
from redaksi.tui.commands.desk import Help, Leave, Theme
from redaksi.tui.commands.revisions import (
    Against,
    Restore,
    SinceApproved,
    SincePublished,
    Unfold,
)
from redaksi.tui.full_screen import FullScreen
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.difference import Differences
from redaksi.tui.widgets.options import Options
from redaksi.tui.widgets.title_bar import TitleBar


class Runs(Options):
    """The revisions, newest first."""


class RevisionsScreen(FullScreen[None]):
    """The list of revisions, with the differences below or beside the list."""

    label = N_("revisions")
    commands: ClassVar[tuple[type[Command], ...]] = (
        Unfold,
        Restore,
        Against,
        SincePublished,
        SinceApproved,
        Undo,
        Leave,
        Theme,
        Help,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self, dossier: Dossier) -> None:
        super().__init__()
        self._dossier = dossier
        self._runs: Sequence[Run] = ()
        self._unfolded: set[int] = set()  # the last revisions of the runs that are unfolded
        self._with_present = False

    def compose(self) -> ComposeResult:
        yield TitleBar()
        with Container(classes="revisions"):
            yield Runs(compact=True, markup=False)
            yield Differences()
        yield CommandBar(self.commands)

    def on_mount(self) -> None:
        self.query_one(Runs).focus()
        self._reload()

    def context(self) -> CommandContext:
        return CommandContext(self._dossier.id, self._dossier.article.stage)

    def changed(self, ids: AbstractSet[str]) -> None:
        if ids and self._dossier.id not in ids:
            return
        try:
            self._dossier = self.desk.reading.article(self._dossier.id)
            self._reload()
        except RedaksiError as error:
            self.complain(error)

    def _reload(self) -> None:
        """Show the stored revisions; the cursor stays on the same run of revisions."""
        shown = self.query_one(Runs)
        last = self._run.last if self._runs else 0
        runs = self.desk.revisions.list(self._dossier.id, self._unfolded)
        self._runs = runs[::-1]
        shown.clear_options()
        shown.add_options(Option(self._line(run)) for run in self._runs)
        places = (place for place, run in enumerate(self._runs) if run.first <= last <= run.last)
        shown.highlighted = next(places, 0)
        self.query_one(TitleBar).title = self._dossier.article.text.headline
        self._show()
        self.offer()

    def _line(self, run: Run) -> Content:
        number = str(run.last) if run.first == run.last else f"{run.first}-{run.last}"
        when = wording.short(run.at, self.desk.house.zone)
        return Content(f"{number:>7}  {when:>12}  {stage_name(run.stage):<10} {run.by}")

    @property
    def _run(self) -> Run:
        """The selected run of revisions."""
        return self._runs[self.query_one(Runs).highlighted or 0]

    @on(OptionList.OptionHighlighted)
    def _show(self) -> None:
        run = self._run
        if self._with_present:
            heading = _("Changed from revision {before} to the present text").format(
                before=run.last
            )
            self._compare(str(run.last), LATEST, heading)
            return
        before = max(run.first - 1, 1)
        heading = _("Changed from revision {before} to {after}").format(
            before=before, after=run.last
        )
        self._compare(str(before), str(run.last), heading if run.last > 1 else _("The first text"))

    def _compare(self, before: str, after: str, heading: str) -> None:
        found = self.desk.revisions.diff(self._dossier.id, before, after)
        self.query_one(Differences).show(
            heading if found else heading + " · " + _("No difference."), found
        )
        self.query_one(TitleBar).remark = (
            _("with the present text") if self._with_present else _("with the one before")
        )

    @on(OptionList.OptionSelected)
    async def _chosen(self) -> None:
        await self.action_perform(Unfold.name())

    def do_unfold(self) -> Awaitable[object] | None:
        """Unfold the selected run, or show the whole text of a single revision."""
        run = self._run
        if run.first == run.last:
            return self.host.push_screen(self.host.screens.stored(as_of(self._dossier, run.last)))
        self._unfolded.add(run.last)
        self._reload()
        self.host.say(_("Unfolded. {key} shows the whole text.").format(key=Unfold.key()))
        return None

    def do_against(self) -> None:
        self._with_present = not self._with_present
        self._show()

    def do_sincepublished(self) -> None:
        self._compare(PUBLISHED, LATEST, _("Changed since it was published"))

    def do_sinceapproved(self) -> None:
        self._compare(APPROVED, LATEST, _("Changed since you approved it"))

    def do_restore(self) -> None:
        run = self._run
        self._dossier = self.desk.revisions.restore(
            self._dossier.id, str(run.last), self._dossier.version
        )
        self.host.say(
            _("Revision {number} is the newest text again. {key} takes it back.").format(
                number=run.last, key=Undo.key()
            )
        )
        self.host.tell({self._dossier.id})

    def do_undo(self) -> None:
        self.host.undo(self._dossier.id)
