"""The dialogs that do one thing to all marked articles, and what is reported of it."""

from collections.abc import Callable, Iterator, Sequence

from textual import on, work
from textual.message import Message
from textual.widget import Widget

from redaksi.article import Stage
from redaksi.desk import wording
from redaksi.desk.together import Outcome, Progress, Report
from redaksi.errors import RedaksiError
from redaksi.i18n import _, ngettext
from redaksi.tui.screens.dialog import Dialog, Done
from redaksi.tui.screens.moves import label, reviewers
from redaksi.tui.screens.report import ReportDialog, done, refused
from redaksi.tui.widgets.choice import Choice
from redaksi.tui.widgets.team_picker import TeamPicker
from redaksi.workflow import stage_name

Act = Callable[[Progress], Report]


class TogetherDialog(Dialog):
    """Something to do to several articles; `outcome` tells afterwards what became of them."""

    class Progressed(Message):
        """So many articles of so many are done."""

        def __init__(self, done: int, total: int) -> None:
            super().__init__()
            self.done = done
            self.total = total

    class Finished(Message):
        """All are done or refused: with a report, or with what stood against the whole."""

        def __init__(self, report: Report | None, error: RedaksiError | None = None) -> None:
            super().__init__()
            self.report = report
            self.error = error

    def __init__(self, ids: Sequence[str]) -> None:
        super().__init__()
        self.ids = ids
        self.outcome: Report | None = None

    def job(self) -> Act:
        """What is to be done, with what stands in the fields. Raises RedaksiError."""
        raise NotImplementedError

    def done(self, count: int) -> str:
        """That it was done to COUNT articles, in a few words."""
        raise NotImplementedError

    def act(self) -> Done | None:
        if not self.busy:
            self.trouble("")
            job = self.job()
            self.busy = True
            self._do(job)
        return None

    @work(thread=True, exit_on_error=False)
    def _do(self, job: Act) -> None:
        try:
            self.post_message(self.Finished(job(self._progress)))
        except RedaksiError as error:
            self.post_message(self.Finished(None, error))

    def _progress(self, done: int, total: int) -> None:
        self.post_message(self.Progressed(done, total))

    @on(Progressed)
    def _show_progress(self, message: Progressed) -> None:
        self.report(_("{done} of {total} articles …").format(done=message.done, total=message.total))

    @on(Finished)
    def _finish(self, message: Finished) -> None:
        if message.error:
            self.complain(message.error)
        if message.report:
            self.outcome = message.report
            self.dismiss(Done(self.summary(message.report)))

    def summary(self, report: Report) -> str:
        """What was done to how many, and how many were refused, as a sentence."""
        went_well, count = self.done(len(report.done)), len(report.refused)
        did_not = ngettext("{count} refused", "{count} refused", count).format(count=wording.number(count))
        return f"{went_well}, {did_not}." if count else f"{went_well}."

    def do_leave(self) -> None:
        if not self.busy:  # it cannot be stopped half-way, and its report is wanted
            super().do_leave()


class AssignTogether(TogetherDialog):
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
        yield Choice({"": _("each its own"), **{stage.value: stage_name(stage) for stage in Stage}}, "", "stage")

    def job(self) -> Act:
        value, self._editor = self.query_one(Choice).value, self.query_one(TeamPicker).name_chosen
        stage = Stage(value) if value else None
        return lambda progress: self.desk.together.assign(self.ids, stage, self._editor, progress)

    def done(self, count: int) -> str:
        done = ngettext("{count} article assigned to {editor}", "{count} articles assigned to {editor}", count)
        return done.format(count=wording.number(count), editor=self._editor)


class SubmitTogether(TogetherDialog):
    """Hand the marked drafts over for review."""

    def heading(self) -> str:
        return _("Submit {articles} for review").format(articles=wording.articles(len(self.ids)))

    def button(self) -> str:
        return _("Submit")

    def fields(self) -> Iterator[Widget]:
        yield label(_("Review editor"))
        yield TeamPicker(reviewers(self.desk.team.list()), optional=True)

    def job(self) -> Act:
        to = self.query_one(TeamPicker).name_chosen or None
        return lambda progress: self.desk.together.submit(self.ids, to, progress)

    def done(self, count: int) -> str:
        done = ngettext("{count} article submitted for review", "{count} articles submitted for review", count)
        return done.format(count=wording.number(count))


def reported(sentence: str, report: Report) -> ReportDialog:
    """What became of each article, below the SENTENCE that sums it up: the refused ones first, with every reason."""
    held, through = (sorted(part, key=_headline) for part in (report.refused, report.done))
    lines = [refused(_name(one), one.why) for one in held] + [done(_name(one)) for one in through]
    return ReportDialog(sentence, lines)


def _headline(one: Outcome) -> str:
    return one.headline.casefold()


def _name(one: Outcome) -> str:
    return one.headline or one.id
