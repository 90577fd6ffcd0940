"""The dialogs that do one thing to all marked articles, and what is reported of it."""

from collections.abc import Callable, Iterator, Sequence

from textual.widget import Widget

from redaksi.desk import wording
from redaksi.desk.bulk import BulkReport
from redaksi.domain.article import Stage
from redaksi.domain.workflow import stage_name
from redaksi.i18n import _, ngettext
from redaksi.tui.controllers.background_job import BackgroundJob
from redaksi.tui.host import Done
from redaksi.tui.screens.dialog import Dialog
from redaksi.tui.widgets.choice import Choice
from redaksi.tui.widgets.dialog_box import label
from redaksi.tui.widgets.team_picker import TeamPicker, reviewers


class BulkDialog(Dialog):
    """Something to do to several articles."""

    def __init__(self, ids: Sequence[str]) -> None:
        super().__init__()
        self.ids = ids
        self.job = BackgroundJob(self)

    def done(self, count: int) -> str:
        """That it was done to `count` articles, in a few words."""
        raise NotImplementedError

    def bulk_act(self) -> Callable[[], BulkReport]:
        """What is to be done, with what stands in the fields.

        Raises:
            RedaksiError
        """
        raise NotImplementedError

    def act(self) -> None:
        self.box.trouble("")
        self.job.start(self.bulk_act(), self._finished)

    def _finished(self, report: BulkReport) -> None:
        self.dismiss(Done(self.summary(report), report=report))

    def summary(self, report: BulkReport) -> str:
        """What was done to how many, and how many were refused, as a sentence."""
        went_well, count = self.done(len(report.done)), len(report.refused)
        did_not = ngettext("{count} refused", "{count} refused", count).format(
            count=wording.number(count)
        )
        return f"{went_well}, {did_not}." if count else f"{went_well}."

    def do_leave(self) -> None:
        if not self.job.is_busy:  # it cannot be stopped half-way, and its report is wanted
            super().do_leave()


class BulkAssignDialog(BulkDialog):
    """Give the marked articles to an editor."""

    _editor = ""
    """The one who was chosen."""

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
        return lambda: self.desk.together.assign(self.ids, stage, self._editor, self.job.progress)

    def done(self, count: int) -> str:
        done = ngettext(
            "{count} article assigned to {editor}", "{count} articles assigned to {editor}", count
        )
        return done.format(count=wording.number(count), editor=self._editor)


class BulkSubmitDialog(BulkDialog):
    """Hand the marked drafts over for review."""

    def heading(self) -> str:
        return _("Submit {articles} for review").format(articles=wording.articles(len(self.ids)))

    def button(self) -> str:
        return _("Submit")

    def fields(self) -> Iterator[Widget]:
        yield label(_("Review editor"))
        yield TeamPicker(reviewers(self.desk.team.list()), optional=True)

    def bulk_act(self) -> Callable[[], BulkReport]:
        to = self.query_one(TeamPicker).name_chosen or None
        return lambda: self.desk.together.submit(self.ids, to, self.job.progress)

    def done(self, count: int) -> str:
        done = ngettext(
            "{count} article submitted for review", "{count} articles submitted for review", count
        )
        return done.format(count=wording.number(count))
