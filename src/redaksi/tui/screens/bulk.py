"""The dialogs that do one thing to all marked articles and report the outcome."""

from collections.abc import Callable, Iterator, Sequence

from textual.widget import Widget

from redaksi.desk import wording
from redaksi.desk.bulk import BulkReport
from redaksi.domain.article import Stage
from redaksi.domain.workflow import Move, stage_name
from redaksi.i18n import _, ngettext
from redaksi.tui.controllers.background_job import BackgroundJob
from redaksi.tui.controllers.bulk_mending import BulkMending
from redaksi.tui.host import Done
from redaksi.tui.screens.dialog import Dialog
from redaksi.tui.widgets.choice import Choice
from redaksi.tui.widgets.dialog_box import label
from redaksi.tui.widgets.team_picker import TeamPicker, reviewers


class BulkDialog(Dialog):
    """The base of the dialogs that do one thing to the articles with the ids `ids`."""

    def __init__(self, ids: Sequence[str]) -> None:
        super().__init__()
        self.ids = ids
        self.job = BackgroundJob(self)

    def done(self, count: int) -> str:
        """The act on `count` articles, in a few words."""
        raise NotImplementedError

    def bulk_act(self) -> Callable[[], BulkReport]:
        """The function that does the work in the background, with the values of the fields.

        Raises:
            RedaksiError: when a field holds no valid value
        """
        raise NotImplementedError

    def act(self) -> None:
        self.box.trouble("")
        self.job.start(self.bulk_act(), self._finished)

    def _finished(self, report: BulkReport) -> None:
        self.dismiss(Done(self.summary(report), report=report))

    def summary(self, report: BulkReport) -> str:
        """A sentence with the number of articles done and the number refused."""
        went_well, count = self.done(len(report.done)), len(report.refused)
        did_not = ngettext("{count} refused", "{count} refused", count).format(
            count=wording.number(count)
        )
        return f"{went_well}, {did_not}." if count else f"{went_well}."

    def do_leave(self) -> None:
        if not self.job.is_busy:  # the job cannot be stopped; its report must be shown
            super().do_leave()


class BulkAssignDialog(BulkDialog):
    """Assigns the marked articles to an editor."""

    _editor = ""
    """The name of the chosen editor."""

    def heading(self) -> str:
        return _("Assign {articles}").format(articles=wording.articles(len(self.ids)))

    def button(self) -> str:
        return _("Assign")

    def fields(self) -> Iterator[Widget]:
        yield label(_("Editor"))
        yield TeamPicker(self.desk.team.list())
        yield label(_("For the stage"))
        yield Choice(
            {"": _("each its own"), **{stage.value: stage_name(stage) for stage in Stage}},
            "",
            "stage",
        )

    def bulk_act(self) -> Callable[[], BulkReport]:
        value, self._editor = self.query_one(Choice).value, self.query_one(TeamPicker).name_chosen
        stage = Stage(value) if value else None
        return lambda: self.desk.bulk.assign(self.ids, stage, self._editor, self.job.progress)

    def done(self, count: int) -> str:
        done = ngettext(
            "{count} article assigned to {editor}", "{count} articles assigned to {editor}", count
        )
        return done.format(count=wording.number(count), editor=self._editor)


class BulkSubmitDialog(BulkDialog):
    """Submits the marked drafts for review, and shows what stands before each of them."""

    def __init__(self, ids: Sequence[str]) -> None:
        super().__init__(ids)
        self.ready = BulkMending(self, Move.SUBMIT, ids)

    def heading(self) -> str:
        return _("Submit {articles} for review").format(articles=wording.articles(len(self.ids)))

    def button(self) -> str:
        return _("Submit")

    def fields(self) -> Iterator[Widget]:
        yield label(_("Review editor"))
        team = reviewers(self.desk.team.list())
        yield TeamPicker(team, optional=True, last=self.desk.me.name)
        yield from self.ready.fields()

    def on_mount(self) -> None:
        self.ready.begin()

    def bulk_act(self) -> Callable[[], BulkReport]:
        to = self.query_one(TeamPicker).name_chosen or None
        return lambda: self.desk.bulk.submit(self.ids, to, self.job.progress)

    def done(self, count: int) -> str:
        done = ngettext(
            "{count} article submitted for review", "{count} articles submitted for review", count
        )
        return done.format(count=wording.number(count))
